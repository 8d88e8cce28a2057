"""What may be changed about the questions of a form, and what a new version of a process changes in them."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from formserver.domain.process import Choice, Field, Form, Kind, Process


class QuestionGroup(StrEnum):
    """Which list of a form a question stands in, by its name in process.toml."""

    ONCE = "fields"
    ITEM = "item_fields"


class Need(StrEnum):
    """Why the product cannot do without a question, or an answer to choose; also the key of the words."""

    ITEM_NAME = "item_name"  # what an item is called by
    VERDICT = "verdict"  # what the matrix shows
    ASKS = "asking"  # how items ask the other parties
    SILENT = "silent"  # the answer that says "nothing to add now"


class Aspect(StrEnum):
    """What of a question is another; also the key of the words."""

    LABEL = "label"
    HELP = "help"
    KIND = "kind"
    LENGTH = "max_length"
    REQUIRED = "required"
    CHOICES = "choices"


class QuestionChange(StrEnum):
    """What a version does with a question; also the key of the words."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class QuestionDifference:
    """A question as it is now (as it was, when lost), and what of it is another when it is changed."""

    change: QuestionChange
    form: Form
    group: QuestionGroup
    field: Field
    aspects: tuple[Aspect, ...] = ()


LONGEST_KEY = 40
TEXTUAL = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.QUESTIONS})
CHOSEN = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.PEOPLE})
_ANYWHERE = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.EMAIL)
_ONLY_IN = {QuestionGroup.ONCE: (Kind.PEOPLE,), QuestionGroup.ITEM: (Kind.HOSTS,)}
_NOT_IN_KEYS = re.compile(r"[^a-z0-9æøå]+")
_LETTERS_OF_OURS = {"æ", "ø", "å"}


def listed(form: Form, group: QuestionGroup) -> tuple[Field, ...]:
    """The questions of one list of a form, in order."""
    return form.fields if group is QuestionGroup.ONCE else form.item_fields


def need(form: Form, group: QuestionGroup, key: str) -> Need | None:
    """Why a question can neither be taken out nor become one of another kind, or None when it can."""
    if group is QuestionGroup.ONCE:
        return None
    if key == form.item_title:
        return Need.ITEM_NAME
    if key == form.verdict:
        return Need.VERDICT
    field = form.item_field(key)
    return Need.ASKS if field and field.kind is Kind.QUESTIONS else None


def need_of_choice(choice: Choice) -> Need | None:
    """Why an answer to choose cannot be taken out, or None when it can."""
    return Need.SILENT if choice.silent else None


def kinds(group: QuestionGroup, field: Field | None = None) -> tuple[Kind, ...]:
    """The kinds that a question of this list can be, the one that `field` is among them."""
    offered = (*_ANYWHERE, *_ONLY_IN[group])
    return offered if field is None or field.kind in offered else (*offered, field.kind)


def free_key(text: str, taken: Collection[str]) -> str:
    """A key made from a text (small letters, digits and _), unlike those that are taken; "" from nothing."""
    plain = _NOT_IN_KEYS.sub("_", "".join(_plain(letter) for letter in text.casefold())).strip("_")
    key = plain.lstrip("0123456789_")
    if len(key) > LONGEST_KEY:
        key = key[: LONGEST_KEY + 1].rpartition("_")[0] or key[:LONGEST_KEY]
    if not key or key not in taken:
        return key
    return next(other for n in range(2, len(taken) + 3) if (other := f"{key}_{n}") not in taken)


def differences(before: Process, after: Process) -> tuple[QuestionDifference, ...]:
    """What a version changes in the questions of another, form by form; a change of order is none."""
    forms = {form.key: form for process in (before, after) for form in process.forms}
    return tuple(
        difference
        for form in forms.values()
        for group in QuestionGroup
        for difference in _of_list(form, _fields(before, form, group), _fields(after, form, group), group)
    )


def reordered(before: Process, after: Process) -> tuple[Form, ...]:
    """The forms in which questions that stay stand in another order."""
    return tuple(
        form
        for form in after.forms
        if any(_other_order(_fields(before, form, group), listed(form, group)) for group in QuestionGroup)
    )


def _plain(letter: str) -> str:
    if letter in _LETTERS_OF_OURS:
        return letter
    return unicodedata.normalize("NFKD", letter)[0]


def _fields(process: Process, form: Form, group: QuestionGroup) -> tuple[Field, ...]:
    """The questions of a form as a version of the process has them; none where it has no such form."""
    return next((listed(one, group) for one in process.forms if one.key == form.key), ())


def _of_list(
    form: Form, before: Collection[Field], after: Collection[Field], group: QuestionGroup
) -> Iterator[QuestionDifference]:
    were = {field.key: field for field in before}
    kept = {field.key for field in after}
    for field in after:
        if field.key not in were:
            yield QuestionDifference(change=QuestionChange.GAINED, form=form, group=group, field=field)
        elif aspects := _aspects(were[field.key], field):
            yield QuestionDifference(
                change=QuestionChange.CHANGED, form=form, group=group, field=field, aspects=aspects
            )
    for field in before:
        if field.key not in kept:
            yield QuestionDifference(change=QuestionChange.LOST, form=form, group=group, field=field)


def _aspects(was: Field, now: Field) -> tuple[Aspect, ...]:
    return tuple(aspect for aspect in Aspect if getattr(was, aspect) != getattr(now, aspect))


def _other_order(before: Collection[Field], after: Collection[Field]) -> bool:
    were, are = ([field.key for field in fields] for fields in (before, after))
    return [key for key in were if key in are] != [key for key in are if key in were]
