"""The public test suite of WebDAV, litmus, over our stack and locks with two processes."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dav.tree import FOLDER
from tests.support import programs

ROOT = Path(__file__).parents[2]
SECONDS = 120
SUITES = ["basic", "copymove", "props", "locks", "http"]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A tree that two processes serve."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    words = [sys.executable, "-m", "gunicorn", f"--bind=127.0.0.1:{port}", "--worker-class=gthread"]
    words += ["--workers=2", "--threads=2", "--no-control-socket", "tests.dav.tree:application()"]
    environ = os.environ | {FOLDER: str(tmp_path)}
    with subprocess.Popen(words, cwd=ROOT, env=environ, stderr=subprocess.PIPE) as server:
        try:
            yield _answering(server, port)
        finally:
            server.terminate()


def _answering(server: subprocess.Popen[bytes], port: int) -> str:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return f"http://127.0.0.1:{port}/"
    pytest.fail("the server did not start")


def test_every_test_of_litmus_passes_with_two_processes(address: str, tmp_path: Path) -> None:
    litmus = programs.path_of("litmus")
    environ = os.environ | {"TESTS": " ".join(SUITES)}

    done = subprocess.run(
        [litmus, "--keep-going", address],
        check=False,
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )

    summaries = re.findall(
        r"<- summary for `(\w+)': of (\d+) tests run: (\d+) passed, (\d+) failed", done.stdout
    )
    assert [suite for suite, *_ in summaries] == SUITES, done.stdout
    assert [one for one in summaries if one[1] != one[2] or one[3] != "0"] == [], done.stdout
    assert sum(int(passed) for _, _, passed, _ in summaries) >= 100
