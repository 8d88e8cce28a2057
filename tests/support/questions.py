"""Counts what the database is asked."""

from collections.abc import Iterator
from contextlib import contextmanager

from formserver.storage.engine import connection


@contextmanager
def counted() -> Iterator[list[object]]:
    """The questions put to the database that is bound, as they come."""
    asked: list[object] = []
    hooks = connection.bound().query_hooks
    hooks.append(asked.append)
    try:
        yield asked
    finally:
        hooks.remove(asked.append)
