"""The one database: which file it is, and a connection with a transaction for as long as one is needed.

A connection lives only inside `reading()` or `writing()`, so a forked child or another thread never meets it.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee

PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": "full"}
PATIENCE = 10  # seconds that one waits for another's transaction

BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNUSABLE = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}


class Busy(Exception):
    """Somebody else held the database for longer than we wait."""


class Unusable(Exception):
    """The database cannot be opened, read or written. The argument says why, in SQLite's words."""


class _Database(peewee.SqliteDatabase):
    """A database file that is opened, but never made by the way."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        super().__init__(
            f"{self.path.as_uri()}?mode=rw",
            pragmas=PRAGMAS,
            timeout=PATIENCE,
            autoconnect=False,
            uri=True,
        )


proxy = peewee.DatabaseProxy()
_open = threading.local()


def bind(path: Path) -> None:
    """Choose the database file for this whole process. Opens nothing."""
    proxy.initialize(_Database(path))


def bound() -> _Database:
    """The database that was chosen. Raises RuntimeError before `bind`."""
    database: _Database | None = proxy.obj
    if database is None:
        raise RuntimeError("no database is bound: call database.bind(path) first")
    return database


def execute(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows that a sentence of SQL gives, for what peewee has no words for."""
    return list(bound().execute_sql(sql, values))  # type: ignore[no-untyped-call] # peewee left it untyped


@contextmanager
def reading() -> Iterator[None]:
    """A transaction that sees one state of the database throughout; inside another it joins that one.

    Raises Unusable.
    """
    if bound().in_transaction():
        yield
    else:
        with _transaction("DEFERRED"):
            yield


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that may write, all of it or nothing; inside another `writing()` it joins that one.

    It takes the lock at once (BEGIN IMMEDIATE): one that reads first and asks for the lock later is refused
    whenever somebody wrote in between. Raises Busy and Unusable, and RuntimeError inside `reading()`.
    """
    if not bound().in_transaction():
        with _transaction("IMMEDIATE"):
            yield
    elif _open.kind == "IMMEDIATE":
        yield
    else:
        raise RuntimeError("writing() cannot begin inside reading()")


@contextmanager
def _transaction(kind: str) -> Iterator[None]:
    database = bound()
    with plain_errors(), database.connection_context(), database.atomic(kind):
        _open.kind = kind
        yield


@contextmanager
def plain_errors() -> Iterator[None]:
    """Tells what is wrong with the file or its lock as Busy or Unusable; errors of ours stay as they are."""
    try:
        yield
    except (peewee.DatabaseError, sqlite3.DatabaseError) as error:
        code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0) & 0xFF
        if code in BUSY:
            raise Busy from error
        if code in _UNUSABLE:
            raise Unusable(str(error)) from error
        raise
