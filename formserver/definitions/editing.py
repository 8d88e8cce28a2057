"""Changes the questions of a form in process.toml: added, changed, moved, taken out.

The file is read as data and written whole again, so its comments go. Nothing here judges whether the process
is whole afterwards: `definitions.judge` does.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from formserver.definitions import toml_text
from formserver.domain.process import Choice, Field
from formserver.domain.questions import QuestionGroup
from formserver.domain.words import LANGUAGES, Words


@dataclass(frozen=True, kw_only=True)
class QuestionPlace:
    """A list of questions: the form's key and the group."""

    form: str
    group: QuestionGroup


Rows = list[dict[str, Any]]
_PLAIN: Mapping[str, Any] = {"max_length": 4000, "required": False, "known": "", "choices": [], "help": {}}


def add_field(toml: str, place: QuestionPlace, field: Field) -> str:
    """The text with one more question, the last of its list."""
    return _edited(toml, place, lambda rows: [*rows, _row(field)])


def change_field(toml: str, place: QuestionPlace, key: str, field: Field) -> str:
    """The text with a question as `field` says, under its old key. Raises KeyError."""

    def change(rows: Rows) -> Rows:
        number = _number(rows, key)
        was = rows[number]
        others = {name: value for name, value in was.items() if name not in _raw(field)}
        said = {name: value for name, value in _raw(field).items() if was.get(name) == value}
        changed = said | _row(field) | {"key": key} | others
        return [*rows[:number], changed, *rows[number + 1 :]]

    return _edited(toml, place, change)


def move_field(toml: str, place: QuestionPlace, key: str, by: int) -> str:
    """The text with a question moved up (-1) or down (1), not beyond its list. Raises KeyError."""

    def move(rows: Rows) -> Rows:
        number = _number(rows, key)
        if not 0 <= number + by < len(rows):
            return rows
        others = [*rows[:number], *rows[number + 1 :]]
        others.insert(number + by, rows[number])
        return others

    return _edited(toml, place, move)


def remove_field(toml: str, place: QuestionPlace, key: str) -> str:
    """The text without a question. Raises KeyError."""

    def remove(rows: Rows) -> Rows:
        number = _number(rows, key)
        return [*rows[:number], *rows[number + 1 :]]

    return _edited(toml, place, remove)


def _edited(toml: str, place: QuestionPlace, edit: Callable[[Rows], Rows]) -> str:
    """The text with other rows in one place; byte for byte as it was where they say the same."""
    raw = tomllib.loads(toml)
    form = raw["forms"][place.form]
    before = form.get(place.group, [])
    after = edit(before)
    if after == before:
        return toml
    others = {name: value for name, value in form.items() if name != place.group}
    raw["forms"][place.form] = others | ({str(place.group): after} if after else {})
    return toml_text.write(raw)


def _number(rows: Rows, key: str) -> int:
    keys = [row.get("key") for row in rows]
    if key not in keys:
        raise KeyError(key)
    return keys.index(key)


def _row(field: Field) -> dict[str, Any]:
    """What the file says of a question: nothing where that goes without saying."""
    return {name: value for name, value in _raw(field).items() if value != _PLAIN.get(name)}


def _raw(field: Field) -> dict[str, Any]:
    return {
        "key": field.key,
        "kind": str(field.kind),
        "max_length": field.max_length,
        "required": field.required,
        "known": field.known,
        "label": _words(field.label),
        "help": _words(field.help) if field.help else {},
        "choices": [_choice(choice) for choice in field.choices],
    }


def _words(words: Words) -> dict[str, str]:
    return {language: words.by_language[language] for language in LANGUAGES if language in words}


def _choice(choice: Choice) -> dict[str, Any]:
    silent = {"silent": True} if choice.silent else {}
    return {"key": choice.key} | _words(choice.label) | silent
