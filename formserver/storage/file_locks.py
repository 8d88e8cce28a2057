"""Locks that programs hold on files and folders (RFC 4918 § 6); one whose time is over is none.

Two exclusive locks on one file cannot be stored, whichever processes ask.
"""

from dataclasses import dataclass
from datetime import datetime

import peewee

from formserver.storage import tables
from formserver.storage.engine import rows


@dataclass(frozen=True, kw_only=True)
class FileLock:
    """A lock. `root` is the path it was taken on, without a slash at its end; `owner` is XML of its holder.

    `depth` is "0" or "infinity". `principal` is whose the lock is, as our own access check named them.
    """

    token: str
    root: str
    principal: str
    exclusive: bool
    depth: str
    owner: bytes
    until: datetime


def add(lock: FileLock, now: datetime) -> None:
    """Store a lock, and forget those that are over. A second exclusive one is peewee's IntegrityError."""
    table = tables.FileLockRow
    table.delete().where(table.until <= now).execute()
    rows.add(table, **rows.columns(lock))


def find(token: str, now: datetime) -> FileLock | None:
    """The lock with this token, or None."""
    return next(iter(_where(tables.FileLockRow.token == token, now)), None)


def on(root: str, now: datetime) -> list[FileLock]:
    """The locks that were taken on this very path, in order."""
    return _where(tables.FileLockRow.root == root, now)


def below(root: str, now: datetime) -> list[FileLock]:
    """The locks on anything below this path, in order."""
    table = tables.FileLockRow
    beginning = f"{root.rstrip('/')}/"
    inside = peewee.fn.SUBSTR(table.root, 1, len(beginning)) == beginning
    return _where(inside & (table.root != root), now)


def extend(token: str, until: datetime) -> None:
    """Let a lock end at another time."""
    table = tables.FileLockRow
    table.update(until=until).where(table.token == token).execute()


def remove(token: str) -> bool:
    """Forget a lock, and say whether there was one."""
    table = tables.FileLockRow
    return bool(table.delete().where(table.token == token).execute())


def _where(which: peewee.Expression, now: datetime) -> list[FileLock]:
    table = tables.FileLockRow
    found = table.select().where(which & (table.until > now)).order_by(table.id)
    return [rows.value(FileLock, row, owner=bytes(row.owner)) for row in found]
