"""The demo as a newcomer starts it: once for all tests here, for its samples take a while to make."""

import re
import shutil
import sqlite3
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from tests.cli.conftest import Program

DATABASE = "formserver.sqlite3"


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A demo that runs; `addresses` are those it printed, by what it calls them."""

    program: Program
    addresses: dict[str, str]

    @property
    def folder(self) -> Path:
        """Its own instance."""
        return self.program.instance / "demo"

    def subjects(self) -> list[str]:
        """The subjects in the inbox, the newest first."""
        page = fetch(self.addresses["inbox"])
        return [unescape(found) for found in re.findall(r'href="/demo/inbox/\d+">([^<]+)<', page)]

    def wait_for(self, true: Callable[[], bool]) -> None:
        """Give the worker time, and fail when what it should do does not come true."""
        for _ in range(300):
            if true():
                return
            time.sleep(0.2)
        raise AssertionError("it never came true")


def fetch(address: str) -> str:
    """A page as text, redirects followed."""
    with urllib.request.urlopen(address) as response:  # noqa: S310 - an address that the demo printed
        found: str = response.read().decode()
        return found


@contextmanager
def running(instance: Path) -> Iterator[Demo]:
    """The demo on a free port, with settings around it that would send mail elsewhere."""
    program = Program(instance=instance)
    around = {"mail_host": "smtp.example.no", "public_url": "https://elsewhere", "page_numbers": "false"}
    with program.running("demo", "--port", "0", **around) as run:
        addresses: dict[str, str] = {}
        assert run.stdout is not None
        for line in run.stdout:
            if found := re.fullmatch(r" +(.+?): +(http://\S+)\n", line):
                addresses[found[1]] = found[2]
            if line.startswith("  turn the clock"):
                break
        threading.Thread(target=run.stdout.read, daemon=True).start()  # so that it never waits for a reader
        yield Demo(program=program, addresses=addresses)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo in which nobody turns the clock."""
    with running(tmp_path_factory.mktemp("newcomer")) as started:
        yield started


@pytest.fixture
def another_demo(demo: Demo, tmp_path: Path) -> Iterator[Demo]:
    """A demo like it, begun where the first one stood, as on the next day."""
    folder = tmp_path / "next/demo"
    shutil.copytree(demo.folder, folder, ignore=shutil.ignore_patterns("*.sqlite3*"))
    with sqlite3.connect(demo.folder / DATABASE) as first, sqlite3.connect(folder / DATABASE) as next_one:
        first.backup(next_one)
    with running(folder.parent) as started:
        yield started
