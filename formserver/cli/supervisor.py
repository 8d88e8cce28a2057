"""Keeps programs running side by side: one that ends is started again, and all stop together, cleanly."""

import signal
import subprocess  # nosec B404 - it runs our own programs
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

SHORT_LIFE = 10.0  # seconds; a program that ends sooner did not get going
MOST_SHORT_LIVES = 3
LOOK_EVERY = 0.2  # seconds


class Supervisor:
    """Runs `programs` (name to words of the command) until SIGTERM or SIGINT.

    `patience`: how many seconds they get to finish before they are killed. `environ`: theirs, if not our own.
    """

    def __init__(
        self,
        programs: Mapping[str, Sequence[str]],
        *,
        patience: float,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._programs = programs
        self._patience = patience
        self._environ = environ
        self._stop = threading.Event()
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._since: dict[str, float] = {}
        self._short_lives = dict.fromkeys(programs, 0)

    def run(self, announce: Callable[[], bool] = lambda: True) -> str:
        """Runs until told to stop; gives "" then, else the name of the program that did not keep running.

        `announce` is called until it says that it has told that all is up.
        """
        before = {
            number: signal.signal(number, self._stop_soon) for number in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            for name in self._programs:
                self._start(name)
            return self._watch(announce)
        finally:
            self._end_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop(self) -> None:
        """Lets `run` come to its end."""
        self._stop.set()

    def _stop_soon(self, _number: int, _frame: FrameType | None) -> None:
        self._stop.set()

    def _watch(self, announce: Callable[[], bool]) -> str:
        announced = False
        while not self._stop.wait(LOOK_EVERY):
            announced = announced or announce()
            for name, program in list(self._running.items()):
                if program.poll() is not None and not self._start_again(name):
                    return name
        return ""

    def _start(self, name: str) -> None:
        # A session of its own: Ctrl-C in the terminal reaches only us, and we stop them in order.
        words = self._programs[name]
        self._running[name] = subprocess.Popen(  # noqa: S603 # nosec B603 - our own programs
            words, start_new_session=True, env=self._environ, stdout=subprocess.DEVNULL
        )
        self._since[name] = time.monotonic()

    def _start_again(self, name: str) -> bool:
        lived = time.monotonic() - self._since[name]
        self._short_lives[name] = self._short_lives[name] + 1 if lived < SHORT_LIFE else 0
        if self._short_lives[name] >= MOST_SHORT_LIVES:
            return False
        self._start(name)
        return True

    def _end_all(self) -> None:
        for program in self._running.values():
            program.terminate()
        until = time.monotonic() + self._patience
        for program in self._running.values():
            try:
                program.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
