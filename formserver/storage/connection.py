"""The one database: which file it is, and a connection with a transaction for as long as one is needed.

A connection lives only inside `reading()` or `writing()`, so a forked child or another thread never meets it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee

PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": "full"}
PATIENCE = 10  # seconds that one waits for another's transaction

proxy = peewee.DatabaseProxy()
_open = threading.local()


class Busy(Exception):  # noqa: N818 - a state, as people say it
    """Somebody else held the database for longer than we wait."""


def bind(path: Path) -> None:
    """Choose the database file for this whole process. Opens nothing."""
    proxy.initialize(
        peewee.SqliteDatabase(
            str(path), pragmas=PRAGMAS, timeout=PATIENCE, lock_type="IMMEDIATE", autoconnect=False
        )
    )


def bound() -> peewee.SqliteDatabase:
    """The database that was chosen. Raises RuntimeError before `bind`."""
    database: peewee.SqliteDatabase | None = proxy.obj
    if database is None:
        raise RuntimeError("no database is bound: call database.bind(path) first")
    return database


def path() -> Path:
    """The file that was chosen."""
    return Path(str(bound().database))


def execute(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows that a sentence of SQL gives, for what peewee has no words for."""
    return list(bound().execute_sql(sql, values))  # type: ignore[no-untyped-call] # peewee left it untyped


@contextmanager
def reading() -> Iterator[None]:
    """A transaction that sees one state of the database throughout; inside another it joins that one."""
    if bound().in_transaction():
        yield
        return
    with _transaction("DEFERRED"):
        yield


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that may write, all of it or nothing; inside another `writing()` it joins that one.

    It takes the lock at once (BEGIN IMMEDIATE): one that reads first and asks for the lock later is refused
    whenever somebody wrote in between. Raises Busy, and RuntimeError inside `reading()` for the same reason.
    """
    if bound().in_transaction():
        if _open.kind != "IMMEDIATE":
            raise RuntimeError("writing() cannot begin inside reading()")
        yield
        return
    with _transaction("IMMEDIATE"):
        yield


@contextmanager
def _transaction(kind: str) -> Iterator[None]:
    database = bound()
    with told_as_busy(), database.connection_context(), database.atomic(kind):
        _open.kind = kind
        yield


@contextmanager
def told_as_busy() -> Iterator[None]:
    """Tells "database is locked" as Busy, so that nobody above has to know SQLite's sentences."""
    try:
        yield
    except peewee.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise Busy from error
        raise
