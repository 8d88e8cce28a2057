"""The service as it runs for people: web server and worker as processes of their own, and a clock to turn."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from formserver.storage import clock, database
from tests.support.mail_catcher import MailCatcher

HOST = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_END = 30


class Service:
    """One instance with `formserver web` and any number of `formserver worker`; its mail goes to `post`.

    It runs as the demo does only so far as its clock can be turned. `settings` are FORMSERVER_* without that
    beginning.
    """

    def __init__(self, instance: Path, post: MailCatcher, **settings: str) -> None:
        self.instance, self.post = instance, post
        self.port = _free_port()
        self.environ = {
            **{name: text for name, text in os.environ.items() if not name.startswith("FORMSERVER_")},
            **self._settings(settings),
        }
        self._running: list[subprocess.Popen[bytes]] = []
        self._said = instance.with_name(f"{instance.name}.log")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Stop all that runs; what is under way is finished."""
        for program in self._running:
            program.terminate()
        for program in self._running:
            try:
                program.wait(SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
        self._running.clear()

    @property
    def address(self) -> str:
        """Where its pages are, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    @property
    def database(self) -> Path:
        """The one file that holds everything."""
        return self.instance / "formserver.sqlite3"

    @property
    def said(self) -> str:
        """Everything that its processes wrote to the terminal."""
        return self._said.read_text(encoding="utf-8") if self._said.exists() else ""

    def command(self, *words: str) -> str:
        """Run a command to its end and give what it printed. Raises CalledProcessError."""
        return self._run(*words, check=True).stdout

    def refused(self, *words: str) -> str:
        """Run a command that fails with exit code 1, and give what it said of that."""
        done = self._run(*words, check=False)
        assert done.returncode == 1, done.stdout
        return done.stderr

    def start_web(self) -> None:
        """Start the web server, and wait until it answers."""
        program = self.start("formserver", "web")
        until = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            assert program.poll() is None, self.said
            assert time.monotonic() < until, self.said
            time.sleep(0.05)

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker, and give its process."""
        return self.start("formserver", "worker")

    def start(self, module: str, *words: str) -> subprocess.Popen[bytes]:
        """Start a module as a program on this instance; what it says is in `said`."""
        with self._said.open("ab") as log:
            program = subprocess.Popen(
                [sys.executable, "-m", module, *words], env=self.environ, stdout=log, stderr=subprocess.STDOUT
            )
        self._running.append(program)
        return program

    @property
    def now(self) -> datetime:
        """What its clock shows, aware."""
        self.bind()
        with database.reading():
            return datetime.now(UTC) + clock.offset()

    def turn_to(self, moment: datetime) -> None:
        """Let its clock go on from `moment`, which is aware; the database must be there."""
        self.bind()
        with database.writing():
            clock.move(moment - datetime.now(UTC))

    def advance(self, span: timedelta) -> None:
        """Turn its clock ahead."""
        self.turn_to(self.now + span)

    def bind(self) -> None:
        """Let this process's own use cases and storage work on the same database."""
        database.bind(self.database)

    def _settings(self, more: Mapping[str, str]) -> dict[str, str]:
        settings = {
            "instance": str(self.instance),
            "demo": "true",
            "public_url": self.address,
            "web_port": str(self.port),
            "web_processes": "1",
            "web_threads": "4",
            "mail_host": self.post.host,
            "mail_port": str(self.post.port),
            "mail_security": "none",
            "session_hours": "100000",  # a test passes weeks in seconds
        }
        return {f"FORMSERVER_{name.upper()}": text for name, text in (settings | more).items()}

    def _run(self, *words: str, check: bool) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "formserver", *words],
            env=self.environ,
            capture_output=True,
            text=True,
            check=check,
        )

    def _answers(self) -> bool:
        try:
            socket.create_connection((HOST, self.port), timeout=1).close()
        except OSError:
            return False
        return True


def without_numbers(path: str) -> str:
    """An address in which every number is N, so that pages of the same kind look alike."""
    return re.sub(r"\d+", "N", path)


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as free:
        port: int = free.getsockname()[1]
        return port
