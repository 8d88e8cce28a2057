"""Runs the program as people do: in a process of its own, in an instance of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "cases"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a command said: exit code, lines on stdout, and the last line on stderr."""

    code: int
    out: list[str]
    err: list[str]

    @property
    def failure(self) -> str:
        """The one sentence that it failed with."""
        assert not [line for line in self.err if "Traceback" in line], "\n".join(self.err)
        return self.err[-1]


@dataclass(frozen=True, kw_only=True)
class Program:
    """`formserver` in one instance."""

    instance: Path

    def __call__(self, *words: object, **settings: str) -> Said:
        """Runs a command to its end; `settings` are FORMSERVER_ and the name in capitals."""
        done = subprocess.run(
            self.words(*words),
            env=self.environ(**settings),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Said(code=done.returncode, out=done.stdout.splitlines(), err=done.stderr.splitlines())

    @contextmanager
    def running(self, *words: object, **settings: str) -> Iterator[subprocess.Popen[str]]:
        """A command that goes on until it is told to stop."""
        process = subprocess.Popen(
            self.words(*words),
            env=self.environ(**settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=60)

    def words(self, *words: object) -> list[str]:
        return [sys.executable, "-m", "formserver", *map(str, words)]

    def environ(self, **settings: str) -> dict[str, str]:
        own = {f"FORMSERVER_{name.upper()}": value for name, value in settings.items()}
        return {**os.environ, "FORMSERVER_INSTANCE": str(self.instance), **own}

    @property
    def database(self) -> Path:
        return self.instance / "formserver.sqlite3"


@pytest.fixture
def formserver(tmp_path: Path) -> Program:
    """The program in an empty instance."""
    return Program(instance=tmp_path / "instance")


@pytest.fixture
def with_dialog(formserver: Program) -> Program:
    """The program in an instance with dialog 1, the case of Fossedal."""
    assert formserver("dialog", "import", SAMPLES / "fossedal.json").out[-1] == "1"
    return formserver
