"""Stored answers as a Word document writes them: one value for each kind of field."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from formserver.documents.names.values import Chosen
from formserver.domain.content import Value
from formserver.domain.dialog import Dialog
from formserver.domain.process import Field, Kind
from formserver.i18n import dates, say

Names = dict[str, object]


def values(fields: Sequence[Field], stored: Mapping[str, Value], dialog: Dialog, language: str) -> Names:
    """The values of all fields by key; what was not answered is there too, and empty."""
    return {field.key: written(field, stored.get(field.key), dialog, language) for field in fields}


def written(field: Field, value: Value, dialog: Dialog, language: str) -> object:
    """One value: text, a `Chosen`, or for questions and people a list of rows."""
    write = _BY_KIND.get(field.kind)
    return write(field, value, dialog, language) if write else str(value or "")


def hosts(party_ids: Sequence[int], dialog: Dialog, language: str) -> str:
    """The names of these hosts as one; of all hosts when none is named."""
    chosen = [party for party in dialog.hosts if party.id in party_ids] or dialog.hosts
    return dates.join([party.name.to(language) for party in chosen], language)


def _choice(field: Field, value: Any, _: Dialog, language: str) -> Chosen:
    choice = field.choice(value or "")
    return Chosen(choice.label.to(language), choice.key) if choice else Chosen("", "")


def _choices(field: Field, value: Any, _: Dialog, language: str) -> str:
    """A line each: labels begin with a capital and have commas and "or" of their own."""
    return "\n".join(choice.label.to(language) for choice in field.choices if choice.key in (value or []))


def _yes_no(_: Field, value: Any, __: Dialog, language: str) -> Chosen:
    key = {True: "yes", False: "no"}.get(value)
    return Chosen(say(language, f"field.{key}"), key) if key else Chosen("", "")


def _hosts(_: Field, value: Any, dialog: Dialog, language: str) -> str:
    return hosts(value or [], dialog, language)


def _questions(_: Field, value: Any, dialog: Dialog, language: str) -> list[Names]:
    asked = value or {}
    return [
        {"party": party.name.to(language), "short_name": party.short_name.to(language), "question": text}
        for party in dialog.askable
        if (text := asked.get(str(party.id), "")).strip()
    ]


def _people(field: Field, value: Any, _: Dialog, language: str) -> list[Names]:
    return [_person(field, person, language) for person in value or []]


def _person(field: Field, person: Mapping[str, Any], language: str) -> Names:
    attendance = field.choice(person.get("attendance") or "")
    return {
        "name": person.get("name", ""),
        "title": person.get("title", ""),
        "themes": dates.join([str(number) for number in person.get("themes") or []], language),
        "attendance": attendance.label.to(language) if attendance else "",
    }


_BY_KIND: Mapping[Kind, Callable[[Field, Any, Dialog, str], object]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.YES_NO: _yes_no,
    Kind.HOSTS: _hosts,
    Kind.QUESTIONS: _questions,
    Kind.PEOPLE: _people,
}
