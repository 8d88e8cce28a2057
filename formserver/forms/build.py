"""How each kind of field of a definition is asked: as which inputs, and how these join into one stored value.

The shapes of values stand at `formserver.domain.process.Kind`. Nothing is required: a draft may have holes.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import wtforms

from formserver import i18n
from formserver.domain.content import Value
from formserver.domain.process import Field, Kind
from formserver.forms.fields import OneOf, Option, SomeOf
from formserver.forms.planning_fields import LINE, Address, LineField, Paragraph

YES, NO = "yes", "no"
MOST_PEOPLE = 60
PERSON = ("name", "title", "themes", "attendance")

Inputs = Mapping[str, Any]  # unbound fields of WTForms by name within the form


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What this dialog offers to choose from, each as (id or number, words), in the reader's language."""

    language: str
    hosts: tuple[Option, ...] = ()
    askable: tuple[Option, ...] = ()
    themes: tuple[Option, ...] = ()


class Question:
    """A field with a single input, whose value is that input's data."""

    def __init__(self, field: Field, offer: Offer) -> None:
        self.field = field
        self.offer = offer
        self.label = field.label.to(offer.language)
        self.choices = tuple((one.key, one.label.to(offer.language)) for one in field.choices)

    def input(self) -> Any:
        """The unbound input: a line of text, unless said otherwise."""
        return LineField(self.label, required=False, longest=self.field.max_length)

    def inputs(self, rows: int) -> Inputs:  # noqa: ARG002 - only people come in rows
        """The unbound inputs, by name."""
        return {self.field.key: self.input()}

    def spread(self, value: Value) -> Mapping[str, Any]:
        """A stored value as the data of the inputs."""
        return {self.field.key: value}

    def join(self, bound: Mapping[str, wtforms.Field]) -> Value:
        """The data of the inputs as a value to store."""
        return bound[self.field.key].data

    def rows(self, typed: Iterable[str]) -> int:  # noqa: ARG002 - only people come in rows
        """How many rows were typed, read from the names of the inputs that came."""
        return 0


class LongText(Question):
    """A text of several lines."""

    def input(self) -> Any:
        """A text box."""
        return Paragraph(self.label, required=False, longest=self.field.max_length)


class EmailAddress(Question):
    """An e-mail address."""

    def input(self) -> Any:
        """A line that must be an address when anything is written."""
        return Address(self.label, required=False, longest=self.field.max_length)


class ChoiceInput(Question):
    """One of the field's choices."""

    def input(self) -> Any:
        """The choices, of which none need be taken."""
        return OneOf(self.label, choices=self.choices)


class YesOrNo(Question):
    """Yes, no, or not answered."""

    def input(self) -> Any:
        """Two choices."""
        return OneOf(
            self.label, choices=[(one, i18n.say(self.offer.language, f"field.{one}")) for one in (YES, NO)]
        )

    def spread(self, value: Value) -> Mapping[str, Any]:
        """True and False as choices."""
        return {self.field.key: {True: YES, False: NO}.get(value, "")}

    def join(self, bound: Mapping[str, wtforms.Field]) -> Value:
        """The choice as True, False or None."""
        return {YES: True, NO: False}.get(bound[self.field.key].data)


class ChoicesInput(Question):
    """Any number of the field's choices."""

    def input(self) -> Any:
        """The choices."""
        return SomeOf(self.label, choices=self.choices)


class Hosts(Question):
    """Any number of the hosts; none stands for all."""

    def input(self) -> Any:
        """The hosts."""
        return SomeOf(self.label, choices=self.offer.hosts)

    def join(self, bound: Mapping[str, wtforms.Field]) -> Value:
        """The ids of the parties."""
        return [int(one) for one in bound[self.field.key].data]


class QuestionToEach(Question):
    """A text to each party that may be asked."""

    def inputs(self, rows: int) -> Inputs:  # noqa: ARG002 - only people come in rows
        """One text for each party."""
        longest = self.field.max_length
        return {
            self._name(party): Paragraph(name, required=False, longest=longest)
            for party, name in self.offer.askable
        }

    def spread(self, value: Value) -> Mapping[str, Any]:
        """The texts by party."""
        return {self._name(party): (value or {}).get(party, "") for party, _ in self.offer.askable}

    def join(self, bound: Mapping[str, wtforms.Field]) -> Value:
        """The texts by party; parties that are asked nothing are left out."""
        texts = {party: bound[self._name(party)].data for party, _ in self.offer.askable}
        return {party: text for party, text in texts.items() if text}

    def _name(self, party: str) -> str:
        return f"{self.field.key}-{party}"


class PeopleInRows(Question):
    """People, a row each."""

    def inputs(self, rows: int) -> Inputs:
        """Name, title, themes and attendance of each row."""
        made: dict[str, Any] = {}
        for row in range(rows):
            name, title, themes, attends = (self.name(row, part) for part in PERSON)
            made[name] = LineField(self._say("name"), required=False, longest=LINE)
            made[title] = LineField(self._say("title"), required=False, longest=LINE)
            made[themes] = SomeOf(self._say("themes"), choices=self.offer.themes)
            made[attends] = OneOf(self._say("attendance"), choices=self.choices)
        return made

    def spread(self, value: Value) -> Mapping[str, Any]:
        """The people row by row."""
        return {
            self.name(row, part): person.get(part)
            for row, person in enumerate(value or ())
            for part in PERSON
        }

    def join(self, bound: Mapping[str, wtforms.Field]) -> Value:
        """The people of whom anything is written."""
        people = [self._person(bound, row) for row in range(MOST_PEOPLE) if self.name(row, "name") in bound]
        return [person for person in people if any(person.values())]

    def rows(self, typed: Iterable[str]) -> int:
        """One more than the highest row that came, within reason."""
        pattern = re.compile(rf"f-{re.escape(self.field.key)}-(\d{{1,3}})-", re.ASCII)
        found = [int(match[1]) + 1 for name in typed if (match := pattern.match(name))]
        return min(max(found, default=0), MOST_PEOPLE)

    def name(self, row: int, part: str) -> str:
        """The name of one input of a row."""
        return f"{self.field.key}-{row}-{part}"

    def _person(self, bound: Mapping[str, wtforms.Field], row: int) -> dict[str, Any]:
        person = {part: bound[self.name(row, part)].data for part in PERSON}
        return person | {"themes": [int(theme) for theme in person["themes"]]}

    def _say(self, part: str) -> str:
        return i18n.say(self.offer.language, f"people.{part}")


_BY_KIND: Mapping[Kind, type[Question]] = {
    Kind.TEXT: Question,
    Kind.LONG_TEXT: LongText,
    Kind.EMAIL: EmailAddress,
    Kind.CHOICE: ChoiceInput,
    Kind.CHOICES: ChoicesInput,
    Kind.YES_NO: YesOrNo,
    Kind.HOSTS: Hosts,
    Kind.QUESTIONS: QuestionToEach,
    Kind.PEOPLE: PeopleInRows,
}


def question(field: Field, offer: Offer) -> Question:
    """How a field of the definition is asked."""
    return _BY_KIND[field.kind](field, offer)


def is_asked(field: Field, offer: Offer) -> bool:
    """Whether there is anything to choose: with one host nobody is asked which host it concerns."""
    return field.kind is not Kind.HOSTS or len(offer.hosts) > 1
