"""The one database: which file it is, and a connection with a transaction for as long as one is needed.

A connection is lent only inside `reading()` or `writing()`. Between them it stays open in a pool, for the
last one that closes writes the whole log back into the file; a forked child begins with an empty pool.
"""

import atexit
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee
from playhouse.pool import PooledSqliteDatabase

PATIENCE = 10  # seconds that one waits for another's transaction
PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": "full"}

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


class _Connection(sqlite3.Connection):
    """A connection that knows which file it was opened on: another may have been put in its place."""

    file: tuple[int, int] | None = None


class _Database(PooledSqliteDatabase):  # type: ignore[misc] # playhouse has no types
    """A database file that is opened, but never made by the way."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        super().__init__(
            f"{self.path.as_uri()}?mode=rw",
            max_connections=None,
            pragmas={"busy_timeout": int(PATIENCE * 1000), **PRAGMAS},  # first: the others may have to wait
            autoconnect=False,
            uri=True,
            check_same_thread=False,  # lent to one thread at a time
            factory=_Connection,
        )

    def _add_conn_hooks(self, conn: _Connection) -> None:
        conn.file = self._file()
        super()._add_conn_hooks(conn)

    def _is_closed(self, conn: _Connection) -> bool:
        """Asked before a connection is lent again; one on a file that is no longer there is let go."""
        if conn.file == self._file():
            return bool(super()._is_closed(conn))
        conn.close()
        return True

    def _file(self) -> tuple[int, int] | None:
        """Device and number of the file, or None where there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


proxy = peewee.DatabaseProxy()
_open = threading.local()


def bind(path: Path) -> None:
    """Choose the database file for this whole process. Opens nothing."""
    close()
    proxy.initialize(_Database(path))


def _forget() -> None:
    """In a forked child: the parent's connections are the parent's."""
    if proxy.obj is not None:
        proxy.obj.dispose()


def close() -> None:
    """Close what is open between transactions: the file itself holds everything then, for who copies it."""
    if proxy.obj is not None:
        proxy.obj.close_idle()


os.register_at_fork(after_in_child=_forget)
atexit.register(close)


def bound() -> _Database:
    """The database that was chosen. Raises RuntimeError before `bind`."""
    database: _Database | None = proxy.obj
    if database is None:
        raise RuntimeError("no database is bound: call database.bind(path) first")
    return database


def execute(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows that a sentence of SQL gives, for what peewee has no words for."""
    return list(bound().execute_sql(sql, values))


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
def part() -> Iterator[None]:
    """A part of a writing transaction that is taken back alone when something is raised in it."""
    with bound().savepoint():
        yield


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
