"""Keeps files of tests in memory where there is room: a database that writes for good waits for its disk."""

import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own in it
ENOUGH = 2_000_000_000  # bytes; what a test made is taken away when it passed


def keep_files_there() -> None:
    """Make `tmp_path` a folder in memory, unless somebody has chosen another place."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
