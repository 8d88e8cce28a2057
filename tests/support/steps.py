"""Steps that many tests begin with: taken once in a test process; later what they led to is put in place.

A step leads to the same when the database, the time, the settings and what it is given are the same.
"""

import dataclasses
import hashlib
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from formserver.storage.engine import connection
from formserver.usecases.tools import Tools

MOST = 64  # outcomes that are kept, of about a megabyte each


class House(Protocol):
    """Where steps are taken."""

    @property
    def tools(self) -> Tools:
        """What use cases are handed."""


_House = TypeVar("_House", bound=House)
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
_kept: dict[str, tuple[bytes, Any]] = {}


def taken_once(
    step: Callable[Concatenate[_House, _Given], _Result],
) -> Callable[Concatenate[_House, _Given], _Result]:
    """For a step that changes nothing but the database."""

    @wraps(step)
    def take(house: _House, *given: _Given.args, **named: _Given.kwargs) -> _Result:
        database = house.tools.settings.database
        if (before := _whole(database)) is None:
            return step(house, *given, **named)
        key = repr((step.__qualname__, before, _around(house), given, sorted(named.items())))
        if key in _kept:
            after, result = _kept[key]
            database.write_bytes(after)
            return result
        result = step(house, *given, **named)
        if _whole(database):
            _keep(key, database.read_bytes(), result)
        return result

    return take


def _whole(database: Path) -> str | None:
    """What the database holds, as a hash; None while somebody has it open."""
    connection.close()
    if database.with_name(f"{database.name}-wal").exists():
        return None
    return hashlib.sha256(database.read_bytes()).hexdigest()


def _around(house: House) -> object:
    settings = dataclasses.replace(house.tools.settings, instance=Path())
    its_own = {name: value for name, value in vars(house).items() if name not in ("app", "clock", "tools")}
    return house.tools.clock(), settings, its_own


def _keep(key: str, after: bytes, result: Any) -> None:
    if len(_kept) >= MOST:
        del _kept[next(iter(_kept))]
    _kept[key] = after, result
