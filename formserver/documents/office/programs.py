"""Programs beside us that lay documents out: run to their end, or ended with all that they started."""

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

MEMORY = 2_000_000  # KiB of address space: LibreOffice takes half a million for a packet of 200 items
_WITHIN = f'ulimit -v {MEMORY}; exec "$@"'  # set between fork and exec, where a server with threads cannot


class TooSlowError(Exception):
    """A program did not come to its end in time, and was ended."""


def environment() -> dict[str, str]:
    """Our own environment without our settings, among which are passwords: no document needs them."""
    return {name: text for name, text in os.environ.items() if not name.startswith("FORMSERVER_")}


def run(command: Sequence[str], seconds: float, *, programs: Path | None = None) -> int:
    """Run a program that says nothing; gives its exit code. Raises TooSlowError after `seconds`.

    It and all that it starts have MEMORY each. What stands in the folder `programs` it finds before any of
    the machine's programs. One that is not there gives 127.
    """
    found = [*([str(programs)] if programs else []), os.environ.get("PATH", os.defpath)]
    process = subprocess.Popen(  # noqa: S603 - a fixed program, and paths of our own making
        ["/bin/sh", "-c", _WITHIN, "sh", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**environment(), "PATH": os.pathsep.join(found)},
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired as fault:
        raise TooSlowError(f"no answer within {seconds} seconds") from fault
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what still runs of the program, and whatever it left behind."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
