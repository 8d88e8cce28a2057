"""Questions whose SQL is written once: peewee needs longer to write one than SQLite to answer it.

Such a question is about rows that have any of some numbers in a column. How many numbers there are makes no
difference to its SQL. Private to the floor.
"""

import json
from collections.abc import Callable, Collection, Hashable, Iterable
from functools import cache
from typing import Any

import peewee

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
