"""Puts letters into the outbox: one row a recipient, with a key per fact, so that no fact is told twice.

Called inside a writing transaction. Nothing is sent here; the worker does that. All raise LetterNotWritten.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from formserver.domain import letter_keys
from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Contact, Dialog, Organiser, Party
from formserver.domain.words import Words
from formserver.mail import calendar
from formserver.mail.characters import UnsendableError
from formserver.mail.letter_files import LettersFileError
from formserver.mail.letter_language import LetterLanguageError
from formserver.mail.letters import LetterMissingError, LetterSet, NameMissingError
from formserver.mail.placeholders import CODE
from formserver.storage import dialogs, letter_origins, outbox, personal_links
from formserver.storage.accounts import Account
from formserver.storage.outbox import AttachedFile, NewLetter
from formserver.storage.personal_links import PersonalLink
from formserver.usecases.attempt import CannotBeDone
from formserver.usecases.mail import letter_names
from formserver.usecases.processes import letters_in_use
from formserver.usecases.tools import Tools

__all__ = [
    "CODE",
    "LetterNotWritten",
    "Post",
    "link_until",
    "message_id",
    "to_account",
    "to_contact",
    "to_organiser",
    "to_records",
]

LAST_MINUTE = time(23, 59, 59)
LINK_WITHDRAWN = "link_withdrawn"  # why a letter that would bring a link is not sent


class LetterNotWritten(CannotBeDone):
    """A letter whose text asks for what there is not; says which letter, and why in the fault's own words.

    `name` is what people call the letter, None for one that is not there at all.
    """

    def __init__(self, key: str, name: Words | None, fault: Exception) -> None:
        super().__init__(f"{key}: {fault}")
        self.key = key
        self.name = name


@dataclass(frozen=True, kw_only=True)
class Post:
    """One letter to be written: which, what only it says, what makes its key unique, and what it carries."""

    letter: str
    fact: str
    names: Mapping[str, Any]
    files: Sequence[AttachedFile] = ()
    invitation: str = ""  # REQUEST or CANCEL when it carries a calendar entry (RFC 5546)
    link: bool = True
    urgent: bool = False  # somebody waits for it at a screen


def link_until(tools: Tools, dialog: Dialog) -> datetime:
    """The last moment at which the dialog's links work, aware."""
    last_day = dialog.meeting.day + timedelta(days=tools.settings.link_days_after_meeting)
    return datetime.combine(last_day, LAST_MINUTE, OSLO)


def to_contact(tools: Tools, dialog: Dialog, party: Party, contact: Contact, post: Post) -> int | None:
    """One letter to one contact of a party. Gives its id, or None when this fact was told already.

    None too for a contact whose link was withdrawn: a letter with a link is kept for them, but not sent.
    """
    key = letter_keys.to_contact(dialog.id, post.letter, contact.id, post.fact)
    if outbox.has(key):
        return None
    link = _link(tools, dialog, contact) if post.link else None
    names = _contact_names(tools, dialog, party, contact) | dict(post.names)
    to = _To(
        key=key,
        name=contact.name,
        address=contact.email,
        language=contact.language,
        dialog_id=dialog.id,
        party_id=party.id,
        contact_id=contact.id,
        link_id=link.id if link else None,
        reply_to=dialog.responsible,
        calendar=_calendar(tools, dialog, contact, post.invitation) if post.invitation else "",
    )
    letter_id = _put(tools, _of_dialog(tools, dialog, post), post, to, names)
    if letter_id is None or link is None or link.withdrawn_at is None:
        return letter_id
    outbox.stop(letter_id, LINK_WITHDRAWN, tools.clock())
    return None


def to_organiser(tools: Tools, dialog: Dialog, organiser: Organiser, post: Post) -> None:
    """The letter to one organiser of a dialog.

    What it says beside the dialog must be in the organiser's language.
    """
    names = letter_names.of_dialog(tools, dialog, organiser.language)
    names |= {"recipient": {"name": organiser.name or organiser.email}} | dict(post.names)
    to = _To(
        key=letter_keys.to_organiser(dialog.id, post.letter, organiser.account_id, post.fact),
        name=organiser.name,
        address=organiser.email,
        language=organiser.language,
        dialog_id=dialog.id,
        account_id=organiser.account_id,
    )
    _put(tools, _of_dialog(tools, dialog, post), post, to, names)


def to_records(tools: Tools, dialog: Dialog, party: Party, post: Post) -> None:
    """The letter to a party's records address. It becomes public, so it never carries a link or a code."""
    names = letter_names.of_dialog(tools, dialog, party.language)
    names = {name: value for name, value in names.items() if name not in ("link", "board")}
    names |= {"party": letter_names.of_party(party, party.language)} | dict(post.names)
    to = _To(
        key=letter_keys.to_records(dialog.id, post.letter, party.id, post.fact),
        name=party.name.to(party.language),
        address=party.records_address,
        language=party.language,
        dialog_id=dialog.id,
        party_id=party.id,
        reply_to=dialog.responsible,
    )
    _put(tools, _of_dialog(tools, dialog, post), post, to, names)


def to_account(tools: Tools, account: Account, post: Post, *, code_id: int | None = None) -> None:
    """One of the service's own letters to an account."""
    names: dict[str, Any] = {
        "recipient": {"name": account.name or account.email},
        "service": {"name": tools.settings.service_name, "email": tools.settings.service_email},
        "sign_in": tools.signer.page("/sign-in"),
    }
    to = _To(
        key=letter_keys.to_account(account.id, post.letter, post.fact),
        name=account.name,
        address=account.email,
        language=account.language,
        account_id=account.id,
        code_id=code_id,
    )
    _put(tools, _Letters(*letters_in_use.service(tools)), post, to, names | dict(post.names))


@dataclass(frozen=True, kw_only=True)
class _To:
    """Whom one letter is for, by which key, and what only they get; `reply_to` signs it."""

    key: str
    name: str
    address: str
    language: str
    dialog_id: int | None = None
    party_id: int | None = None
    contact_id: int | None = None
    account_id: int | None = None
    link_id: int | None = None
    code_id: int | None = None
    reply_to: Organiser | None = None
    calendar: str = ""


@dataclass(frozen=True)
class _Letters:
    """The letters to write from, and the number of the definition they stand in."""

    texts: LetterSet
    process_id: int


def _of_dialog(tools: Tools, dialog: Dialog, post: Post) -> _Letters:
    try:
        return _Letters(tools.letters.of(dialog.process), dialogs.process_id(dialog.id))
    except LettersFileError as fault:
        raise LetterNotWritten(post.letter, None, fault) from fault


def _put(tools: Tools, letters: _Letters, post: Post, to: _To, names: Mapping[str, Any]) -> int | None:
    try:
        wording = letters.texts.write(post.letter, to.language, names)
    except (LetterMissingError, NameMissingError, LetterLanguageError, UnsendableError) as fault:
        known = letters.texts.letters.get(post.letter)
        raise LetterNotWritten(post.letter, known.name if known else None, fault) from fault
    letter = NewLetter(
        key=to.key,
        letter=post.letter,
        language=to.language,
        dialog_id=to.dialog_id,
        party_id=to.party_id,
        contact_id=to.contact_id,
        account_id=to.account_id,
        link_id=to.link_id,
        code_id=to.code_id,
        recipient_name=to.name,
        recipient_address=to.address,
        reply_name=to.reply_to.name if to.reply_to else "",
        reply_address=to.reply_to.email if to.reply_to else "",
        subject=wording.subject,
        text=wording.text,
        html=wording.html,
        files=tuple(post.files),
        message_id=message_id(tools),
        due_at=tools.clock(),
        urgent=post.urgent,
        calendar=to.calendar,
        calendar_method=post.invitation,
    )
    letter_id = outbox.put(letter, tools.clock())
    if letter_id is not None:
        letter_origins.note(letter_id, letters.process_id)
    return letter_id


def message_id(tools: Tools) -> str:
    """A new Message-ID on the service's own domain (RFC 5322 § 3.6.4)."""
    domain = tools.settings.sender_address.rpartition("@")[2]
    return f"<{uuid.uuid4().hex}@{domain}>"


def _link(tools: Tools, dialog: Dialog, contact: Contact) -> PersonalLink | None:
    """The contact's newest link, be it withdrawn; a new one for who had none or whose time ran out."""
    newest = personal_links.newest(contact.id)
    if newest and (newest.withdrawn_at or newest.until > tools.clock()):
        return newest
    return personal_links.get(personal_links.make(contact.id, link_until(tools, dialog), tools.clock()))


def _contact_names(tools: Tools, dialog: Dialog, party: Party, contact: Contact) -> dict[str, Any]:
    language = contact.language
    names = letter_names.of_dialog(tools, dialog, language)
    return names | {
        "recipient": {"name": contact.name},
        "party": letter_names.of_party(party, language),
        "link_until": letter_names.day(link_until(tools, dialog), language),
    }


def _calendar(tools: Tools, dialog: Dialog, contact: Contact, method: str) -> str:
    domain = tools.settings.sender_address.rpartition("@")[2]
    organiser = dialog.responsible
    event = calendar.Event(
        uid=f"dialog-{dialog.id}@{domain}",
        sequence=dialog.sequence,
        stamp=tools.clock(),
        start=dialog.meeting.starts,
        end=dialog.meeting.ends,
        summary=dialog.title.to(contact.language),
        location=letter_names.where(dialog.meeting, contact.language),
        description="\n\n".join(part for part in (dialog.meeting.online, dialog.meeting.practical) if part),
        organiser_name=organiser.name if organiser else tools.settings.sender_name,
        organiser_address=organiser.email if organiser else tools.settings.sender_address,
        sent_by=tools.settings.sender_address,
    )
    make = calendar.cancel if method == "CANCEL" else calendar.request
    return make(event, contact.name, contact.email)
