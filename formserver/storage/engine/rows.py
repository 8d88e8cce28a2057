"""Small steps that every part of this floor takes with its rows; private to the floor."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TypeVar

import peewee

from formserver.domain.refusals import NotFound
from formserver.storage.engine import connection
from formserver.storage.engine.prepared import ask, numbered

LARGEST = 2**63 - 1  # what a number in the database can be

_Row = TypeVar("_Row", bound=peewee.Model)
_Value = TypeVar("_Value")


def find(table: type[_Row], row_id: int) -> _Row | None:
    """The row with this number, or None; anybody may come with a number too large to be one."""
    if row_id > LARGEST:
        return None
    return next(iter(ask(numbered, [row_id], table)), None)


def found(table: type[_Row], row_id: int) -> _Row:
    """The row with this number. Raises NotFound."""
    row = find(table, row_id)
    if row is None:
        raise NotFound(kind=table.__name__, id=row_id)
    return row


def change(table: type[peewee.Model], row_id: int, **values: object) -> None:
    """Change one row. Raises NotFound."""
    if not table.set_by_id(row_id, values):  # type: ignore[no-untyped-call] # peewee left it untyped
        raise NotFound(kind=table.__name__, id=row_id)


def add(table: type[peewee.Model], **values: object) -> int:
    """Add a row and give its number."""
    return int(table.insert(**values).execute())


def add_all(table: type[peewee.Model], found: Sequence[Mapping[str, object]]) -> list[int]:
    """Add rows, which all have values for the same columns, in one question, and give their numbers."""
    if not found:
        return []
    columns = tuple(found[0])
    fields = [table._meta.combined[name] for name in columns]  # noqa: SLF001 - peewee's own name for it
    values = [field.db_value(row[name]) for row in found for name, field in zip(columns, fields, strict=True)]
    return sorted(number for (number,) in connection.execute(_inserting(table, columns, len(found)), *values))


@lru_cache(maxsize=256)
def _inserting(table: type[peewee.Model], columns: tuple[str, ...], rows: int) -> str:
    """The SQL that adds so many rows."""
    meta = table._meta  # noqa: SLF001
    names = ", ".join(f'"{meta.combined[name].column_name}"' for name in columns)
    places = ", ".join(["?"] * len(columns))
    added = ", ".join([f"({places})"] * rows)
    return f'INSERT INTO "{meta.table_name}" ({names}) VALUES {added} RETURNING "id"'  # noqa: S608 - ours


def value(kind: type[_Value], row: peewee.Model, /, **others: object) -> _Value:
    """A frozen dataclass of `kind` from the columns of the same names, and from `others`."""
    names = [name for name in names_of(kind) if name not in others]
    return kind(**{name: getattr(row, name) for name in names}, **others)


def columns(value: object) -> dict[str, object]:
    """The fields of a dataclass by name, for columns of the same names; nothing inside is copied."""
    return {name: getattr(value, name) for name in names_of(type(value))}


def _names_of(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields."""
    return tuple(field.name for field in dataclasses.fields(kind))


names_of: Callable[[type], tuple[str, ...]] = cache(_names_of)  # asked for with every row


def next_after(highest: int | None) -> int:
    """The number after the highest one, 1 when there is none."""
    return (highest or 0) + 1


def address_key(email: str) -> str:
    """An address as it is compared: people write the same one in small and capital letters."""
    return email.strip().casefold()
