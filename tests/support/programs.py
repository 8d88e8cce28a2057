"""Finds the programs that tests start (Chromium, LibreOffice, Node); one missing fails in CI, else skips."""

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest


def path_of(name: str) -> Path:
    """Where the program `name` is: in the virtual environment, or on the PATH."""
    here = Path(sys.prefix, "bin", name)
    found = str(here) if here.exists() else shutil.which(name)
    if found is None:
        missing(name)
    return Path(found)


def missing(name: str) -> NoReturn:
    """End the test: as skipped on somebody's own machine, as failed in CI, where everything must have run."""
    reason = f"{name} is missing; `make test` as root installs it"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
