"""Whole copies of the database: a backup in one file, with what must be kept with it, and the way back."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from formserver.storage.engine import connection

ONLY_OWNER = 0o600

_MAKE_EXTRAS = "CREATE TABLE backup_extra (name TEXT PRIMARY KEY, content BLOB NOT NULL)"
_PUT_EXTRA = "INSERT INTO backup_extra (name, content) VALUES (?, ?)"
_ALL_EXTRAS = "SELECT name, content FROM backup_extra"
_DROP_EXTRAS = "DROP TABLE backup_extra"
# Links and sessions were given out after the backup was made: their numbers must never be given again.
_RAISE_NUMBERS = (
    "UPDATE sqlite_sequence SET seq = seq + 1000000 "
    "WHERE name IN ('account', 'contact', 'personal_link', 'sign_in_code')"
)


class NotABackup(Exception):
    """The file is no whole backup of ours. Its argument says why."""


def backup(target: Path, extras: Mapping[str, bytes]) -> None:
    """Copy the database as it is now, while others work, into one file that only its owner may read.

    `extras` are kept in it by name. An older file of that name is replaced at the end or not at all. Raises
    FileNotFoundError when there is no database, OSError when the copy cannot be written, Busy and Unusable.
    """
    source = connection.bound().path
    if not source.exists():
        raise FileNotFoundError(source)
    with _beside(target) as copy:
        with connection.plain_errors(), closing(_open(source)) as live, closing(_open(copy)) as made:
            live.backup(made, progress=_not_for_ever)
            made.execute("PRAGMA journal_mode = DELETE")
            made.execute(_MAKE_EXTRAS)
            made.executemany(_PUT_EXTRA, extras.items())
            made.commit()
        copy.replace(target)


def restore(source: Path, target: Path) -> dict[str, bytes]:
    """Put a backup in the place of the database `target`, and give the extras that were kept in it.

    The extras never come into the database. Those who have it open see the old state or the new one, nothing
    between. Raises NotABackup before anything is changed, OSError, Busy and Unusable.
    """
    with _beside(target) as copy:
        extras = _taken_apart(source, copy)
        _make(target)
        with connection.plain_errors(), closing(_open(copy)) as whole, closing(_open(target)) as live:
            whole.backup(live, progress=_not_for_ever)
    return extras


def _taken_apart(source: Path, copy: Path) -> dict[str, bytes]:
    """Copy a backup without its extras, which are given."""
    with source.open("rb"):
        pass  # says in the system's words why it cannot be read
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as kept:
            _check(kept)
            extras = dict(kept.execute(_ALL_EXTRAS).fetchall())
            with closing(_open(copy)) as made:
                kept.backup(made, progress=_not_for_ever)
                made.execute("PRAGMA secure_delete = ON")
                made.execute(_DROP_EXTRAS)
                made.execute(_RAISE_NUMBERS)
                made.commit()
    except sqlite3.DatabaseError as error:
        raise NotABackup(str(error)) from error
    return extras


def _check(kept: sqlite3.Connection) -> None:
    tables = {name for (name,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"backup_extra", "migration"} <= tables:
        raise NotABackup("it was not made by database backup")
    (verdict,) = kept.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise NotABackup(verdict)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A new file in the same folder, gone at the end unless it was put in the place of the target."""
    path = target.with_name(f"{target.name}.{os.getpid()}.part")
    path.unlink(missing_ok=True)
    _make(path)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _not_for_ever(status: int, _remaining: int, _total: int) -> None:
    """Ends a copy that was kept waiting once: Python alone would try again without end."""
    if status in connection.BUSY:
        raise connection.Busy


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=connection.PATIENCE)


def _make(path: Path) -> None:
    """Make an empty file that only its owner may read, unless there is one."""
    path.touch(mode=ONLY_OWNER, exist_ok=True)
