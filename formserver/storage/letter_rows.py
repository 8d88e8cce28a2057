"""What a letter in the outbox is, with or without its long texts; how it gets there is in `outbox`."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from formserver.storage import tables
from formserver.storage.engine import rows

if TYPE_CHECKING:
    from peewee import ModelSelect


@dataclass(frozen=True, kw_only=True)
class AttachedFile:
    """A file that goes with a letter, by the SHA-256 of its bytes in hex."""

    sha256: str
    file_name: str
    media_type: str


@dataclass(frozen=True, kw_only=True)
class LetterHeading:
    """Whom a letter is for, what it is about and what goes with it.

    `key` names fact and recipient. `link_id` and `code_id` say what the placeholders in the texts stand for.
    """

    key: str
    letter: str
    language: str
    dialog_id: int | None = None
    party_id: int | None = None
    contact_id: int | None = None
    account_id: int | None = None
    link_id: int | None = None
    code_id: int | None = None
    recipient_name: str
    recipient_address: str
    reply_name: str = ""
    reply_address: str = ""
    subject: str
    calendar_method: str = ""
    files: tuple[AttachedFile, ...] = ()
    message_id: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class NewLetter(LetterHeading):
    """A letter to be put into the outbox. `urgent`: somebody waits for it at a screen."""

    urgent: bool = False
    text: str
    html: str
    calendar: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterInOutbox(LetterHeading):
    """A letter without its long texts, and what became of it.

    `failure` is a key such as "no_address", `failure_text` what the server said. `attempts` counts claims.
    """

    id: int
    written_at: datetime
    attempts: int
    next_try_at: datetime
    claimed_until: datetime | None
    sent_at: datetime | None
    server_reply: str
    failed_at: datetime | None
    failure: str
    failure_text: str
    held_at: datetime | None
    held_by: str
    stopped_at: datetime | None
    stopped_why: str


@dataclass(frozen=True, kw_only=True)
class Letter(LetterInOutbox, NewLetter):
    """A whole letter."""


def whole(row: tables.LetterRow) -> Letter:
    """The letter of a row. Private to the floor."""
    return rows.value(Letter, row, files=_files(row))


def without_texts(row: tables.LetterRow) -> LetterInOutbox:
    """The letter of a row that was read without its long texts. Private to the floor."""
    return rows.value(LetterInOutbox, row, files=_files(row))


def light() -> "ModelSelect[tables.LetterRow]":
    """A question for letters that leaves their long texts where they are. Private to the floor."""
    return tables.LetterRow.select(
        *[getattr(tables.LetterRow, name) for name in rows.names_of(LetterInOutbox)]
    )


def columns(new: NewLetter) -> dict[str, object]:
    """The columns of a letter that is put into the outbox. Private to the floor."""
    return rows.columns(new) | {"files": [rows.columns(file) for file in new.files]}


def _files(row: tables.LetterRow) -> tuple[AttachedFile, ...]:
    return tuple(AttachedFile(**file) for file in row.files)
