"""The database as a whole: chosen, brought up to date, looked over, copied and put back.

Inside `reading()` and `writing()` the other modules of this floor do their work.
"""

import hashlib
from collections.abc import Iterator

import peewee

from formserver.storage import migrations, tables
from formserver.storage.engine import connection
from formserver.storage.engine.connection import Busy, Unusable, bind, part, reading, writing
from formserver.storage.engine.copies import NotABackup, backup, restore

__all__ = [
    "Busy",
    "NotABackup",
    "Unusable",
    "backup",
    "bind",
    "migrate",
    "part",
    "pending",
    "reading",
    "restore",
    "verify",
    "writing",
]


def migrate() -> list[str]:
    """Bring the database up to date, making it where there is none, and give the names of the steps taken.

    All of them are taken or none; a second process that comes at the same time waits and finds nothing to do.
    Raises Busy, Unusable and OSError.
    """
    database = connection.bound()
    connection.bound().path.touch(mode=0o600, exist_ok=True)
    with connection.plain_errors(), database.connection_context():
        database.pragma("foreign_keys", 0)  # a step may build a table anew that others point at
        try:
            return _take_pending(database)
        finally:
            database.pragma("foreign_keys", 1)


def _take_pending(database: peewee.SqliteDatabase) -> list[str]:
    with database.atomic("IMMEDIATE"):
        names = migrations.pending()
        for name in names:
            migrations.take(name)
        if faults := list(_broken_keys()):
            raise peewee.IntegrityError("; ".join(faults))
    return names


def pending() -> list[str]:
    """The names of the steps that the database lacks, all of them where there is none. Changes nothing."""
    if not connection.bound().path.exists():
        return migrations.names()
    with reading():
        return migrations.pending()


def verify() -> list[str]:
    """Every fault that can be found in the whole database, in a technician's words; none is good news.

    Looks at the structure, at rows that point at others, and whether each file holds what its SHA-256 names.
    """
    connection.close()  # what an open connection remembers of the structure would hide its faults
    try:
        with reading():
            return [*_broken_structure(), *_broken_keys(), *_broken_files(), *_lost_files()]
    except Unusable as error:
        return [f"structure: {error}"]


def _broken_structure() -> Iterator[str]:
    for (verdict,) in connection.execute("PRAGMA integrity_check"):
        if verdict != "ok":
            yield f"structure: {verdict}"


def _broken_keys() -> Iterator[str]:
    for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row_id}: points at a row of {parent} that is not there"


def _broken_files() -> Iterator[str]:
    for file in tables.FileRow.select().iterator():
        if hashlib.sha256(file.content).hexdigest() != file.sha256:
            yield f"file {file.sha256}: holds other bytes than its name says"


def _lost_files() -> Iterator[str]:
    kept = {file.sha256 for file in tables.FileRow.select(tables.FileRow.sha256)}
    for letter in tables.LetterRow.select(tables.LetterRow.id, tables.LetterRow.files):
        for file in letter.files:
            if file["sha256"] not in kept:
                yield f"letter {letter.id}: its file {file['sha256']} is not there"
