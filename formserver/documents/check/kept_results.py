"""Answers kept for when the same is asked again: reading a Word file takes long, and files do not change."""

import hashlib
import pickle
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

_Answer = TypeVar("_Answer")


class Answers(Generic[_Answer]):
    """The latest `most` answers of a kind, by a hash of what was asked."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[bytes, _Answer] = {}
        self._lock = Lock()

    def to(
        self, asked: object, find: Callable[[], _Answer], lasts: Callable[[_Answer], bool] = lambda _: True
    ) -> _Answer:
        """What was found when the same was asked before; else what `find` finds, kept where it `lasts`."""
        name = hashlib.sha256(pickle.dumps(asked)).digest()
        if name in self._kept:
            return self._kept[name]
        answer = find()
        if lasts(answer):
            self._keep(name, answer)
        return answer

    def _keep(self, name: bytes, answer: _Answer) -> None:
        with self._lock:
            self._kept[name] = answer
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
