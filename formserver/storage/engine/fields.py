"""Columns that Python and every database read alike: moments in UTC, JSON, and words."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import peewee

from formserver.domain.words import Words

if TYPE_CHECKING:  # peewee's fields have a type of value for mypy alone
    _UtcField = peewee.Field[datetime]
    _OptionalUtcField = peewee.Field[datetime | None]
    _WordsField = peewee.Field[Words]
else:
    _UtcField = _OptionalUtcField = _WordsField = peewee.Field


class UtcField(_UtcField):
    """An aware moment. Raises ValueError for a naive one."""

    field_type = "TIMESTAMPTZ"

    def db_value(self, value: datetime | None) -> str | None:
        """The moment as stored."""
        return _stored(value)

    def python_value(self, value: str | datetime | None) -> datetime | None:
        """The aware moment, in UTC."""
        return _moment(value)


class OptionalUtcField(_OptionalUtcField):
    """An aware moment, or None for what has not happened."""

    field_type = "TIMESTAMPTZ"

    def __init__(self, **options: Any) -> None:
        super().__init__(null=True, **options)

    def db_value(self, value: datetime | None) -> str | None:
        """The moment as stored, or None."""
        return _stored(value)

    def python_value(self, value: str | datetime | None) -> datetime | None:
        """The aware moment in UTC, or None."""
        return _moment(value)


def _stored(moment: datetime | None) -> str | None:
    """A text of fixed width, so that SQLite, which compares letters, puts moments in their order."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone cannot be stored: {moment!r}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _moment(stored: str | datetime | None) -> datetime | None:
    if stored is None:
        return None
    moment = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return moment.astimezone(UTC)


class JsonField(peewee.Field):
    """A JSON value kept as text, so that it comes back just as it went in (None is JSON's null).

    A value changed in place is not seen by peewee: give it a new one.
    """

    field_type = "TEXT"

    def db_value(self, value: object) -> str:
        """The text. Raises TypeError for what is not JSON."""
        return json.dumps(value, allow_nan=False)

    def python_value(self, value: str | None) -> Any:
        """The value."""
        return None if value is None else json.loads(value)


class WordsField(_WordsField):
    """A text in several languages."""

    field_type = "TEXT"

    def db_value(self, value: Words) -> str:
        """The texts by language, as JSON."""
        return json.dumps(dict(value.by_language))

    def python_value(self, value: str) -> Words:
        """The words."""
        return Words(json.loads(value))
