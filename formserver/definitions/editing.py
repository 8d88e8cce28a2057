"""Changes the questions of a form in the text of process.toml: added, changed, moved, taken out.

Everything else in the text, comments and order included, stays byte for byte. Nothing here judges whether the
process is whole afterwards: `definitions.made_of` does.
"""

import copy
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.items import Array, InlineTable, Table

from formserver.definitions import passages
from formserver.definitions.passages import Passage
from formserver.domain.process import Choice, Field
from formserver.domain.questions import QuestionGroup
from formserver.domain.words import LANGUAGES, Words


class NotEditableError(Exception):
    """The questions do not stand as [[forms.…]] tables, so only a person can change them."""


@dataclass(frozen=True, kw_only=True)
class QuestionPlace:
    """A list of questions: the form's key and the group."""

    form: str
    group: QuestionGroup

    @property
    def path(self) -> tuple[str, str, str]:
        """The header of its tables."""
        return ("forms", self.form, self.group)


Rows = list[dict[str, Any]]
_PLAIN: Mapping[str, Any] = {"max_length": 4000, "required": False, "known": "", "choices": [], "help": {}}


def add_field(toml: str, place: QuestionPlace, field: Field) -> str:
    """The text with one more question, the last of its list. Raises NotEditableError."""
    found = passages.cut(toml)
    fresh = {name: value for name, value in _raw(field).items() if value != _PLAIN.get(name)}
    made = passages.joined(passages.with_one_more(found, _end(found, place), _written(place, fresh)))
    return _sure(toml, made, place, lambda rows: [*rows, fresh])


def change_field(toml: str, place: QuestionPlace, key: str, field: Field) -> str:
    """The text with a question as `field` says, under its old key. Raises KeyError, NotEditableError."""
    found = passages.cut(toml)
    at, number = _find(toml, found, place, key)
    wanted = _raw(field) | {"key": key}
    text = _changed(found[at].text, place, wanted)
    made = passages.joined(passages.replaced(found, at, text))
    return _sure(toml, made, place, lambda rows: _with(rows, number, wanted))


def move_field(toml: str, place: QuestionPlace, key: str, by: int) -> str:
    """The text with a question moved up (-1) or down (1); at the end of its list it stays.

    Raises KeyError, NotEditableError.
    """
    found = passages.cut(toml)
    at, number = _find(toml, found, place, key)
    places = _places(found, place)
    other = number + by
    if not 0 <= other < len(places):
        return toml
    made = passages.joined(passages.exchanged(found, at, places[other]))
    return _sure(toml, made, place, lambda rows: _moved(rows, number, other))


def remove_field(toml: str, place: QuestionPlace, key: str) -> str:
    """The text without a question. Raises KeyError, NotEditableError."""
    found = passages.cut(toml)
    at, number = _find(toml, found, place, key)
    made = passages.joined(passages.without(found, at))
    return _sure(toml, made, place, lambda rows: [*rows[:number], *rows[number + 1 :]])


def _places(found: Sequence[Passage], place: QuestionPlace) -> list[int]:
    return [at for at, one in enumerate(found) if one.listed and one.path == place.path]


def _end(found: Sequence[Passage], place: QuestionPlace) -> int:
    """Where a list ends; of an empty one where it would stand: behind the form, its other list last."""
    if there := _places(found, place):
        return there[-1] + 1
    form = [at for at, one in enumerate(found) if one.path[:2] == place.path[:2]]
    if not form:
        raise NotEditableError
    if place.group is QuestionGroup.ONCE and (
        others := _places(found, QuestionPlace(form=place.form, group=QuestionGroup.ITEM))
    ):
        return others[0]
    return form[-1] + 1


def _find(toml: str, found: Sequence[Passage], place: QuestionPlace, key: str) -> tuple[int, int]:
    """The passage of a question, and its number in its list."""
    rows = _rows(tomllib.loads(toml), place)
    number = next((at for at, row in enumerate(rows) if row.get("key") == key), None)
    if number is None:
        raise KeyError(key)
    places = _places(found, place)
    if len(places) != len(rows):
        raise NotEditableError
    return places[number], number


def _rows(raw: Mapping[str, Any], place: QuestionPlace) -> Rows:
    rows: Rows = raw["forms"][place.form].get(place.group, [])
    return rows


def _sure(before: str, after: str, place: QuestionPlace, edit: Callable[[Rows], Rows]) -> str:
    """The text after an edit, once it is sure that it says what was meant and nothing else changed."""
    meant = copy.deepcopy(tomllib.loads(before))
    rows = edit(_rows(meant, place))
    form = meant["forms"][place.form]
    form[place.group] = rows
    if not rows:
        del form[place.group]
    try:
        fine = tomllib.loads(after) == meant
    except tomllib.TOMLDecodeError:
        fine = False
    if not fine:
        raise NotEditableError
    return after


def _with(rows: Rows, number: int, wanted: Mapping[str, Any]) -> Rows:
    kept = {name: value for name, value in rows[number].items() if name not in wanted}
    said = {
        name: value
        for name, value in wanted.items()
        if value != _PLAIN.get(name) or rows[number].get(name) == value
    }
    return [*rows[:number], kept | said, *rows[number + 1 :]]


def _moved(rows: Rows, number: int, other: int) -> Rows:
    moved = list(rows)
    moved[number], moved[other] = moved[other], moved[number]
    return moved


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


def _written(place: QuestionPlace, raw: Mapping[str, Any]) -> str:
    document = tomlkit.document()
    for name, value in raw.items():
        document.add(name, _item(value))
    return f"[[{'.'.join(tomlkit.key(part).as_string() for part in place.path)}]]\n{document.as_string()}"


def _changed(text: str, place: QuestionPlace, wanted: Mapping[str, Any]) -> str:
    """The text of one table, in which only what is said otherwise is written anew."""
    document = tomlkit.parse(text)
    table: Table = document["forms"][place.form][place.group][0]
    was = table.unwrap()
    for name, value in wanted.items():
        plain = _PLAIN.get(name)
        if was.get(name, plain) == value:
            continue
        if value == plain:
            table.remove(name)
        elif isinstance(table.get(name), InlineTable):
            _retell(table[name], value)
        else:
            table[name] = _item(value)
    return document.as_string()


def _retell(table: InlineTable, value: Mapping[str, str]) -> None:
    for language, text in value.items():
        if table.get(language) != text:
            table[language] = text


def _item(value: Any) -> Any:
    if isinstance(value, dict):
        return _inline(value)
    if isinstance(value, list):
        return _lines(value)
    return tomlkit.item(value)


def _inline(value: Mapping[str, Any]) -> InlineTable:
    table = tomlkit.inline_table()
    table.update(value)
    # tomlkit writes {a = 1}; the files here are written { a = 1 }.
    return tomlkit.value(f"{{ {table.as_string().removeprefix('{').removesuffix('}').strip()} }}")  # type: ignore[return-value]


def _lines(value: Sequence[Mapping[str, Any]]) -> Array:
    inside = "".join(f"  {_inline(one).as_string()},\n" for one in value)
    return tomlkit.value(f"[\n{inside}]")  # type: ignore[return-value]
