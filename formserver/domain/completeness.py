"""What a form lacks before it can be submitted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from formserver.domain import asking, content
from formserver.domain.content import Content, Item
from formserver.domain.dialog import Party
from formserver.domain.process import Field, Form, Kind


class Lack(StrEnum):
    """Why something cannot be submitted yet; also the key of the words that say so."""

    REQUIRED = "required"
    CHOOSE_ONE = "choose_one"
    CHOOSE_SOME = "choose_some"
    NO_ITEMS = "no_items"
    NO_QUESTION = "no_question"
    VERDICT = "status"
    PERSON_NAME = "person_name"
    ATTENDANCE = "attendance"


@dataclass(frozen=True, kw_only=True)
class Shortcoming:
    """One thing to mend: what, in which field (None: the form as a whole), in which item (None: once-fields).

    `name` holds the person it is about, for attendance.
    """

    lack: Lack
    field: Field | None = None
    item_id: int | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What an answering form answers: the asking form, its submitted content, and the party that answers."""

    form: Form
    content: Content
    party: Party


def shortcomings(form: Form, filled: Content, asked: Asked | None = None) -> list[Shortcoming]:
    """What must be mended before `filled` can be submitted.

    Of an answering form only the items that ask its party must be answered; others count once anything is
    written about them.
    """
    found = [lack for field in form.fields for lack in _field(field, filled.values.get(field.key), None)]
    if form.answers is None:
        if form.item_fields and not filled.items:
            found.append(Shortcoming(lack=Lack.NO_ITEMS))
        return found + [lack for item in filled.items for lack in _item(form, item)]
    return found + (list(_answers(form, filled, asked)) if asked else [])


def left_out(form: Form, item: Item) -> bool:
    """Whether nothing at all is written in an item of an answering form."""
    return all(content.is_empty(item.value(field.key)) for field in form.item_fields)


def is_silent(form: Form, item: Item | None) -> bool:
    """Whether an answer says "nothing to add now"."""
    field = form.verdict_field
    silent = field.silent_choice if field else None
    return bool(item and field and silent and item.value(field.key) == silent.key)


def _answers(form: Form, filled: Content, asked: Asked) -> Iterator[Shortcoming]:
    for item in asked.content.items:
        answer = filled.item(item.id)
        if answer is None or left_out(form, answer):
            if asking.question(item, asked.form, asked.party.id):
                yield Shortcoming(lack=Lack.VERDICT, field=form.verdict_field, item_id=item.id)
        elif not is_silent(form, answer):
            yield from _item(form, answer)


def _item(form: Form, item: Item) -> Iterator[Shortcoming]:
    for field in form.item_fields:
        yield from _field(field, item.value(field.key), item.id, verdict=field.key == form.verdict)


def _field(
    field: Field, value: content.Value, item_id: int | None, *, verdict: bool = False
) -> Iterator[Shortcoming]:
    if field.required and content.is_empty(value):
        lack = Lack.VERDICT if verdict else _LACK.get(field.kind, Lack.REQUIRED)
        yield Shortcoming(lack=lack, field=field, item_id=item_id)
    if field.kind is Kind.PEOPLE:
        for person in value or []:
            yield from _person(field, person, item_id)


def _person(field: Field, person: Mapping[str, content.Value], item_id: int | None) -> Iterator[Shortcoming]:
    name = person.get("name", "")
    if not name:
        yield Shortcoming(lack=Lack.PERSON_NAME, field=field, item_id=item_id)
    if not person.get("attendance"):
        yield Shortcoming(lack=Lack.ATTENDANCE, field=field, item_id=item_id, name=name)


_LACK = {Kind.CHOICE: Lack.CHOOSE_ONE, Kind.CHOICES: Lack.CHOOSE_SOME, Kind.QUESTIONS: Lack.NO_QUESTION}
