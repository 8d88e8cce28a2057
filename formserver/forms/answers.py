"""The form that people fill in: the fields of a definition as typed, judged one by one, as values to store.

Inputs are named `f-<key>`, with what belongs to a party or a row behind it; `version-f-<key>` says which
stored value the page was made from, and that the field was on the page at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import wtforms
from wtforms.form import BaseForm

from formserver.domain.content import Value
from formserver.domain.process import Field, Kind
from formserver.forms import build
from formserver.forms.build import Offer, Question
from formserver.forms.faults import InputFault
from formserver.forms.fields import OneOf, Option, SomeOf

PREFIX = "f-"
VERSION = "version-"
GROUPS = (OneOf, SomeOf)


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What stands in the draft: the value of a field and its version (0 when nothing was ever written)."""

    value: Value = None
    version: int = 0


class _Inputs(BaseForm):
    """All inputs of the page, in one flat form of WTForms."""

    def __init__(self, inputs: Mapping[str, Any], language: str) -> None:
        self.language = language
        super().__init__(inputs, prefix=PREFIX)

    def told(self, field: wtforms.Field, fault: InputFault) -> str:
        """A fault of a field in the words of the reader's language."""
        return InputFault(fault.key, {"field": field.label.text, **fault.values}).told(self.language)


class Answer:
    """One field of the definition on the page, with its inputs."""

    def __init__(
        self, question: Question, inputs: Sequence[wtforms.Field], version: int, *, came: bool
    ) -> None:
        self.field = question.field
        self.kind = question.field.kind
        self.label = question.label
        self.help = question.field.help.to(question.offer.language) if question.field.help else None
        self.optional = not question.field.required
        self.name = PREFIX + question.field.key
        self.version = version
        self.came = came
        self.inputs = tuple(inputs)

    @property
    def one(self) -> wtforms.Field:
        """The input of a field that has a single one."""
        return self.inputs[0]

    @property
    def rows(self) -> list[Sequence[wtforms.Field]]:
        """The inputs of a field that comes in rows, a row each."""
        width = len(build.PERSON)
        return [self.inputs[start : start + width] for start in range(0, len(self.inputs), width)]

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, as (id of the input, words)."""
        return [(anchor(one), str(text)) for one in self.inputs for text in one.errors]


class AnswerForm:
    """The fields of a form (or of one of its items) for one reader.

    `stored` is the draft by key; `typed` what came with a POST, or None. A field that did not come shows the
    draft. `empty_row` names the field of people that shall have one more row.
    """

    def __init__(
        self,
        fields: Sequence[Field],
        offer: Offer,
        stored: Mapping[str, Stored],
        typed: Any = None,
        *,
        empty_row: str | None = None,
    ) -> None:
        self._questions = [build.question(field, offer) for field in fields if build.is_asked(field, offer)]
        self._stored = stored
        self._typed = typed
        rows = {one.field.key: self._rows(one, one.field.key == empty_row) for one in self._questions}
        parts = {one.field.key: one.inputs(rows[one.field.key]) for one in self._questions}
        self._form = _Inputs(
            {name: one for inputs in parts.values() for name, one in inputs.items()}, offer.language
        )
        for question in self._questions:
            self._fill(question, parts[question.field.key])
        self.answers = tuple(
            self._answer(question, parts[question.field.key]) for question in self._questions
        )

    def judge(self) -> bool:
        """Judge everything that came. True when all of it can be stored."""
        return self._form.validate()

    @property
    def values(self) -> dict[str, Stored]:
        """What can be stored of what came, by key, each with the version it was made from. Judge first."""
        return {
            question.field.key: Stored(value=question.join(self._form._fields), version=answer.version)
            for question, answer in zip(self._questions, self.answers, strict=True)
            if answer.came and not answer.faults
        }

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Every fault as (id of the input, words), in the order of the page."""
        return [fault for answer in self.answers for fault in answer.faults]

    @property
    def faulty(self) -> int:
        """How many fields cannot be stored as they are."""
        return sum(bool(answer.faults) for answer in self.answers)

    def refuse(self, key: str, anchor_name: str, words: str) -> None:
        """Put a fault that was found elsewhere at an input of the field `key`."""
        answer = next(one for one in self.answers if one.field.key == key)
        found = next((one for one in answer.inputs if one.name == anchor_name), None)
        if found is not None:
            found.errors = [*found.errors, words]

    def raise_versions(self, versions: Mapping[str, int]) -> None:
        """Take over the versions that saving gave, so that the page can be saved again."""
        for answer in self.answers:
            answer.version = versions.get(answer.field.key, answer.version)

    def _came(self, question: Question) -> bool:
        return self._typed is not None and _version_name(question) in self._typed

    def _rows(self, question: Question, one_more: bool) -> int:
        if self._came(question):
            count = question.rows(self._typed)
        else:
            value = self._stored.get(question.field.key, Stored()).value
            count = len(value or ()) if question.field.kind is Kind.PEOPLE else 0
        return min(count + one_more, build.MOST_PEOPLE) or 1

    def _fill(self, question: Question, inputs: build.Inputs) -> None:
        data = question.spread(self._stored.get(question.field.key, Stored()).value)
        for name in inputs:
            self._form[name].process(self._typed if self._came(question) else None, data.get(name))

    def _answer(self, question: Question, inputs: build.Inputs) -> Answer:
        version = self._stored.get(question.field.key, Stored()).version
        came = self._came(question)
        if came:
            version = _whole_number(self._typed.get(_version_name(question)))
        return Answer(question, [self._form[name] for name in inputs], version, came=came)


def anchor(one: wtforms.Field) -> str:
    """The id that a link to an input leads to: its own, or that of the first choice of a group."""
    return f"{one.name}-1" if isinstance(one, GROUPS) else str(one.name)


def _options(names: Mapping[int, str]) -> tuple[Option, ...]:
    return tuple((str(one), name) for one, name in names.items())


def offer(
    language: str, hosts: Mapping[int, str], askable: Mapping[int, str], themes: Mapping[int, str]
) -> Offer:
    """What can be chosen, from names by id (of themes: titles by number)."""
    return Offer(language=language, hosts=_options(hosts), askable=_options(askable), themes=_options(themes))


def _version_name(question: Question) -> str:
    return f"{VERSION}{PREFIX}{question.field.key}"


def _whole_number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
