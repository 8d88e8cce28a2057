"""How many heavy jobs one process does at a time, so that light ones still get their answer."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """`most` jobs at a time; who comes when all are taken waits for `patience` seconds."""

    def __init__(self, *, most: int, patience: float) -> None:
        self._free = threading.BoundedSemaphore(most)
        self._patience = patience

    @contextmanager
    def one(self, busy: type[Exception]) -> Iterator[None]:
        """Take a turn. Raises `busy` when none became free in time."""
        if not self._free.acquire(timeout=self._patience):
            raise busy
        try:
            yield
        finally:
            self._free.release()
