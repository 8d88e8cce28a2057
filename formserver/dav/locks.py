"""Keeps WsgiDAV's locks in the database, so that every process sees the same ones.

WsgiDAV's own store is a dictionary in memory: with two processes, two programs get the same exclusive lock.
"""

import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from wsgidav.dav_error import HTTP_LOCKED, HTTP_PRECONDITION_FAILED, DAVError
from wsgidav.lock_man import lock_manager

from formserver.storage import database, file_locks
from formserver.storage.file_locks import FileLock

LONGEST = timedelta(
    hours=1
)  # a program that lives refreshes in time; one that died keeps nobody out for long
MOST = 20  # shared ones on one path; every answer about a file tells of all its locks
Held = dict[str, Any]  # a lock as WsgiDAV has it


class Locks(lock_manager.LockManager):
    """Decides as WsgiDAV does, each time over one state of the database."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(LockStore(clock))
        self._lock = _NoLock()

    def acquire(self, **asked: Any) -> Held:
        """A new lock. Raises DAVError (423) when it would conflict with another."""
        with database.writing():
            granted: Held = super().acquire(**asked)
        return granted

    def check_write_permission(self, **asked: Any) -> None:
        """Raises DAVError (423) when somebody else holds a lock."""
        with database.reading():
            super().check_write_permission(**asked)


class _NoLock:
    """Stands where WsgiDAV has a lock between threads.

    The database's transactions do its work, between processes too, and the two could wait for each other.
    """

    def acquire_read(self) -> None:
        """Nothing to wait for."""

    def acquire_write(self) -> None:
        """Nothing to wait for."""

    def release(self) -> None:
        """Nothing to give back."""


class LockStore:
    """What WsgiDAV asks of a lock storage, over `storage.file_locks`."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def open(self) -> None:
        """The database is open only within a transaction."""

    def close(self) -> None:
        """There is nothing to close."""

    def get(self, token: str) -> Held | None:
        """The lock, or None when there is none or it is over."""
        with database.reading():
            lock = file_locks.find(token, self._clock())
        return self._held(lock) if lock else None

    def create(self, path: str, lock: Held) -> Held:
        """Store what was asked for; `lock` gets its token, and the time it was granted.

        Raises DAVError (423) when too many are held there.
        """
        root = lock_manager.normalize_lock_root(path)
        with database.writing():
            now = self._clock()
            if len(file_locks.on(root, now)) >= MOST:
                raise DAVError(HTTP_LOCKED)
            granted = FileLock(
                token=f"opaquelocktoken:{uuid.uuid4()}",
                root=root,
                principal=lock["principal"],
                exclusive=lock["scope"] == "exclusive",
                depth=lock["depth"],
                owner=lock["owner"],
                until=now + _granted(lock["timeout"]),
            )
            file_locks.add(granted, now)
        lock.update(self._held(granted))
        return lock

    def refresh(self, token: str, *, timeout: float) -> Held:
        """Let a lock live longer. Raises DAVError (412) when it is over already."""
        with database.writing():
            file_locks.extend(token, self._clock() + _granted(timeout))
            lock = file_locks.find(token, self._clock())
        if lock is None:
            raise DAVError(HTTP_PRECONDITION_FAILED)
        return self._held(lock)

    def delete(self, token: str) -> bool:
        """Forget a lock, and say whether there was one."""
        with database.writing():
            return file_locks.remove(token)

    def get_lock_list(
        self, path: str, *, include_root: bool, include_children: bool, token_only: bool
    ) -> list[Any]:
        """The locks on a path, on what is below it, or both."""
        root, now = lock_manager.normalize_lock_root(path), self._clock()
        with database.reading():
            found = [
                *(file_locks.on(root, now) if include_root else ()),
                *(file_locks.below(root, now) if include_children else ()),
            ]
        return [lock.token if token_only else self._held(lock) for lock in found]

    def _held(self, lock: FileLock) -> Held:
        left = (lock.until - self._clock()).total_seconds()
        return {
            "token": lock.token,
            "root": lock.root,
            "principal": lock.principal,
            "type": "write",
            "scope": "exclusive" if lock.exclusive else "shared",
            "depth": lock.depth,
            "owner": lock.owner,
            "timeout": left,
            "expire": time.time() + left,  # WsgiDAV counts by the machine's clock
        }


def _granted(asked: float) -> timedelta:
    """The time that a lock gets; below zero asks for ever."""
    return LONGEST if asked < 0 else min(timedelta(seconds=asked), LONGEST)
