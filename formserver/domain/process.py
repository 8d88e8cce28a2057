"""A process as data: roles, deadlines, forms, documents and letters of one kind of dialog.

The values here are read from a folder of files by `formserver.definitions`; nothing here reads files.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from typing import TypeVar

from formserver.domain.words import Words


class Kind(StrEnum):
    """What a field holds, and so how it is asked, stored (JSON) and written."""

    TEXT = "text"  # str on one line
    LONG_TEXT = "long_text"  # str, line breaks as \n
    CHOICE = "choice"  # key of one choice, "" when not chosen
    CHOICES = "choices"  # list of keys
    YES_NO = "yes_no"  # True, False or None
    EMAIL = "email"  # str
    HOSTS = "hosts"  # list of party ids; empty means all hosts
    QUESTIONS = "questions"  # {party id as str: question text}
    PEOPLE = "people"  # list of {"name", "title", "themes": [int], "attendance": choice key}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer of a choice field. `silent` marks the one that says "nothing to add now"."""

    key: str
    label: Words
    silent: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. `max_length` counts Unicode code points with line breaks as one.

    `known` says what an empty field starts with: "contact" is name and phone of the one who fills it in.
    """

    key: str
    kind: Kind
    label: Words
    help: Words | None = None
    max_length: int = 4000
    required: bool = False
    choices: tuple[Choice, ...] = ()
    known: str = ""

    def choice(self, key: str) -> Choice | None:
        """The choice with `key`, or None."""
        return next((choice for choice in self.choices if choice.key == key), None)

    @property
    def silent_choice(self) -> Choice | None:
        """The choice that means "nothing to add now", or None where the field has none."""
        return next((choice for choice in self.choices if choice.silent), None)


@dataclass(frozen=True, kw_only=True)
class DeadlineRule:
    """When something must be done: a span before the meeting, or working days after another deadline.

    `at` is local time in Europe/Oslo. Reminders are spans before, `overdue` spans after the effective
    deadline.
    """

    key: str
    name: Words
    at: time
    before_meeting: timedelta | None = None
    after: str | None = None
    working_days: int = 0
    reminders: tuple[timedelta, ...] = ()
    overdue: tuple[timedelta, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Role:
    """A part played in the dialog.

    `hosts`: these parties own the dialog and its language. `may_be_asked`: the asking form may hold questions
    to them. `expected`: they are asked to respond unless the host leaves them out. `proposed` names the kinds
    of authority (see `formserver.municipalities`) that are proposed for this role.
    """

    key: str
    name: Words
    plural: Words
    invitation: str
    hosts: bool = False
    may_be_asked: bool = False
    expected: bool = False
    proposed: tuple[str, ...] = ()
    party_types: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form of the process.

    `joint`: the parties of the role fill in one copy together; otherwise each party has its own. `answers`
    names the form whose items this one responds to. `item_title` is the item field that names an item;
    `verdict` the choice field that the matrix shows. `letters` maps a fact of the form to a letter key.
    `corrected_until` names the deadline up to which a submitted one may still be corrected and completed,
    where that is not its own.
    """

    key: str
    role: str
    deadline: str
    document: str
    name: Words
    fields: tuple[Field, ...]
    item_fields: tuple[Field, ...] = ()
    joint: bool = False
    answers: str | None = None
    attachments: bool = False
    item_title: str | None = None
    verdict: str | None = None
    corrected_until: str | None = None
    shown: str = "in_packet"
    letters: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def field(self, key: str) -> Field | None:
        """The once-field with `key`, or None."""
        return next((one for one in self.fields if one.key == key), None)

    def item_field(self, key: str) -> Field | None:
        """The item field with `key`, or None."""
        return next((one for one in self.item_fields if one.key == key), None)

    def item_fields_of(self, kind: Kind) -> tuple[Field, ...]:
        """The item fields of one kind, in order."""
        return tuple(one for one in self.item_fields if one.kind is kind)

    @property
    def asks(self) -> bool:
        """Whether the items of this form hold questions to other parties."""
        return bool(self.item_fields_of(Kind.QUESTIONS))

    @property
    def verdict_field(self) -> Field | None:
        """The choice field that the matrix shows, or None."""
        return self.item_field(self.verdict) if self.verdict else None


@dataclass(frozen=True, kw_only=True)
class DocumentKind:
    """A Word document of the process.

    `compiled` ones are made over the whole dialog, the others from one form. `requires` are the names that
    every template of it must print, lists marked by `[]`: `themes[].items[].title`; one with names below it
    is met by any of those.
    """

    key: str
    name: Words
    file_name: Words
    templates: Mapping[str, str]
    form: str | None = None
    compiled: bool = False
    supplement: bool = False
    letters: Mapping[str, str] = dataclasses.field(default_factory=dict)
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProposedTheme:
    """A theme that a new dialog starts with."""

    number: int
    title: Words


@dataclass(frozen=True, kw_only=True)
class Process:
    """The whole definition.

    `words` holds the process's own screen texts by dotted key, `letters` the letter for each fact of a
    dialog, `letter_texts` the letters themselves by file name, pinned with the rest. A word under
    `instead.` stands for the one that all processes share under the rest of its key.
    """

    key: str
    version: int
    name: Words
    phase_statement: Words
    roles: tuple[Role, ...]
    deadlines: tuple[DeadlineRule, ...]
    forms: tuple[Form, ...]
    documents: tuple[DocumentKind, ...]
    themes: tuple[ProposedTheme, ...]
    packet_deadline: str
    letters: Mapping[str, str]
    words: Mapping[str, Words] = dataclasses.field(default_factory=dict)
    letter_texts: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def role(self, key: str) -> Role:
        """The role with `key`. Raises KeyError."""
        return _by_key(self.roles, key)

    def form(self, key: str) -> Form:
        """The form with `key`. Raises KeyError."""
        return _by_key(self.forms, key)

    def document(self, key: str) -> DocumentKind:
        """The document kind with `key`. Raises KeyError."""
        return _by_key(self.documents, key)

    def deadline(self, key: str) -> DeadlineRule:
        """The deadline rule with `key`. Raises KeyError."""
        return _by_key(self.deadlines, key)

    def name_of(self, document: str) -> Words:
        """What a document is called whatever its number and party. Raises KeyError."""
        kind = self.document(document)
        if kind.form:
            return self.form(kind.form).name
        said = {
            language: text.format(number="", party="") for language, text in kind.name.by_language.items()
        }
        return Words({language: " ".join(text.split()) for language, text in said.items()})

    @property
    def host_role(self) -> Role:
        """The role whose parties own the dialog."""
        return next(role for role in self.roles if role.hosts)

    @property
    def asking_form(self) -> Form:
        """The form whose items ask the others."""
        return next(form for form in self.forms if form.asks)

    @property
    def answering_form(self) -> Form:
        """The form that responds to the items of the asking form."""
        return next(form for form in self.forms if form.answers == self.asking_form.key)

    @property
    def packet(self) -> DocumentKind:
        """The document that is compiled over the whole dialog."""
        return next(document for document in self.documents if document.compiled and not document.supplement)

    @property
    def supplement(self) -> DocumentKind:
        """The document that carries what came after the packet."""
        return next(document for document in self.documents if document.supplement)


_Keyed = TypeVar("_Keyed", Role, Form, DocumentKind, DeadlineRule)


def _by_key(values: tuple[_Keyed, ...], key: str) -> _Keyed:
    for value in values:
        if value.key == key:
            return value
    raise KeyError(key)
