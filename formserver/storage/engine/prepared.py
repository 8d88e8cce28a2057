"""Questions whose SQL is written once: peewee needs longer to write one than SQLite to answer it.

Such a question is about rows that have any of some numbers in a column. How many numbers there are makes no
difference to its SQL. Private to the floor.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import cache
from typing import Any

import peewee

from formserver.storage.engine import connection

Asked = tuple[Callable[..., "peewee.ModelSelect[Any]"], *tuple[Hashable, ...]]

_NUMBERS = "the numbers that are asked for"  # stands for them until they are known


def among(column: Any) -> peewee.Expression:
    """That a row has any of the numbers in this column."""
    found: peewee.Expression = column.in_(peewee.SQL("(SELECT value FROM json_each(?))", [_NUMBERS]))
    return found


def ask(
    question: Callable[..., "peewee.ModelSelect[Any]"], numbers: Collection[int], *choice: Hashable
) -> Iterable[Any]:
    """The rows that `question(*choice)` gives; it is called once, and holds `among` in place of the numbers.

    A row has the columns of one table, also where the question joins others.
    """
    table, sql, values = _written(question, *choice)
    told = json.dumps(list(numbers))
    return table.raw(sql, *[told if value is _NUMBERS else value for value in values])


def ask_together(questions: Sequence[Asked], numbers: Collection[int]) -> list[list[Any]]:
    """The rows of several questions about the same numbers, put to the database as one: a list for each.

    Each question comes with its choice, as for `ask`. A row has the columns that were selected by their names
    (`dialog_id` for a row of another table), and the rows come in no order.
    """
    sql, values, kinds = _joined(tuple(questions))
    told = json.dumps(list(numbers))
    found: list[list[Any]] = [[] for _ in kinds]
    for place, *columns in connection.execute(sql, *[told if one is _NUMBERS else one for one in values]):
        kind, width, read = kinds[place]
        for column, value in read:
            columns[column] = value(columns[column])
        found[place].append(kind(columns[:width]))
    return found


def numbered(table: Any) -> "peewee.ModelSelect[Any]":
    """A question: the rows with these numbers themselves."""
    return table.select().where(among(table.id))  # type: ignore[no-any-return] # any table


@cache
def _written(
    question: Callable[..., "peewee.ModelSelect[Any]"], *choice: Hashable
) -> tuple[type[peewee.Model], str, list[Any]]:
    asked = question(*choice)
    sql, values = asked.sql()
    return asked.model, sql, values


_Kind = tuple[Callable[[list[Any]], Any], int, list[tuple[int, Callable[[Any], Any]]]]
_AS_THEY_ARE = (peewee.TextField, peewee.IntegerField, peewee.ForeignKeyField)


@cache
def _joined(questions: tuple[Asked, ...]) -> tuple[str, list[Any], list[_Kind]]:
    """The SQL of all as one, with what it is asked with, and what a row of each is and how it is read.

    The rows of each begin with its place, and are filled up to the widest of them.
    """
    asked = [question(*choice) for question, *choice in questions]
    widest = max(len(one.selected_columns) for one in asked)
    parts, values = [], []
    for place, one in enumerate(asked):
        sql, own = one.sql()
        gap = ", NULL" * (widest - len(one.selected_columns))
        parts.append(f"SELECT {place}, one.*{gap} FROM ({sql}) AS one")  # noqa: S608 - all of it is ours
        values += own
    return " UNION ALL ".join(parts), values, [_kind(one) for one in asked]


def _kind(asked: "peewee.ModelSelect[Any]") -> _Kind:
    """How a row is made of its columns, how many they are, and which of them are not what SQLite gives."""
    columns = asked.selected_columns
    names = [getattr(column, "object_id_name", column.name) for column in columns]
    read = [
        (place, column.python_value)
        for place, column in enumerate(columns)
        if not isinstance(column, _AS_THEY_ARE)
    ]
    row: Any = namedtuple("Row", names)  # type: ignore[misc] # noqa: PYI024 - known when it is asked
    return row._make, len(columns), read
