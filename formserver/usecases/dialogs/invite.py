"""Takes a dialog into use.

Every contact gets the invitation of their role, and before that the organiser sees each.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from formserver.domain import plan, progress
from formserver.domain.dialog import Contact, Dialog, Party
from formserver.domain.refusals import AlreadyInUse, DialogCancelled, Incomplete
from formserver.storage import database, dialogs, journal, outbox, parties
from formserver.storage.outbox import Letter
from formserver.usecases.actors import Actor
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class LetterPreview:
    """A letter as it will look. `when` None means at once; the link in it is a placeholder."""

    letter: str
    recipient: Contact
    party: Party
    language: str
    subject: str
    text: str
    html: str
    when: datetime | None
    has_calendar: bool


class _Undo(Exception):
    """Leaves a transaction without a trace."""


def preview(tools: Tools, dialog_id: int) -> list[LetterPreview]:
    """Every letter that `invite` would send, exactly as it would be; nothing is stored."""
    return preview_of(tools, dialog_id, lambda: _invite_everybody(tools, dialog_id))


def preview_of(tools: Tools, dialog_id: int, act: Callable[[], None]) -> list[LetterPreview]:
    """The letters to contacts that `act` would put into the outbox. `act` is carried out and undone."""
    del tools
    found: list[LetterPreview] = []
    with contextlib.suppress(_Undo), database.writing():
        before = {row.id for row in outbox.of_dialog(dialog_id)}
        act()
        dialog = dialogs.get(dialog_id)
        new = [outbox.get(row.id) for row in outbox.of_dialog(dialog_id) if row.id not in before]
        found = [_as_preview(dialog.party(letter.party_id), letter) for letter in new if letter.party_id]
        raise _Undo
    return found


def invite(tools: Tools, actor: Actor, dialog_id: int) -> None:
    """Takes the dialog into use and writes the invitations.

    Raises Incomplete, AlreadyInUse and DialogCancelled.
    """
    now = tools.clock()
    with database.writing():
        dialog = dialogs.get(dialog_id)
        if dialog.cancelled_at:
            raise DialogCancelled
        if dialog.taken_into_use_at:
            raise AlreadyInUse
        if lacks := plan.lacks(dialog, now):
            raise Incomplete(lacks=tuple(lacks))
        dialogs.mark_taken_into_use(dialog_id, now)
        _invite_everybody(tools, dialog_id)
        journal.note(dialog_id, "invited", actor.name, {"parties": len(dialog.parties)}, now)


def invite_contact(tools: Tools, dialog: Dialog, party_id: int, contact_id: int) -> None:
    """Writes the invitation to one contact of a dialog in use. Called inside a writing transaction."""
    party = dialog.party(party_id)
    contact = next(one for one in party.contacts if one.id == contact_id)
    _write_invitation(tools, dialog, party, contact)


def _invite_everybody(tools: Tools, dialog_id: int) -> None:
    dialog = dialogs.get(dialog_id)
    for party in dialog.parties:
        for contact in party.reachable:
            _write_invitation(tools, dialog, party, contact)


def _write_invitation(tools: Tools, dialog: Dialog, party: Party, contact: Contact) -> None:
    form = progress.form_of(dialog, party)
    deadline = progress.deadline_of(dialog, form)
    names = {"deadline": letter_names.of_deadline(deadline, contact.language, tools.clock())}
    letter = dialog.process.role(party.role).invitation
    write_letters.to_contact(
        tools, dialog, party, contact, Post(letter=letter, fact="1", names=names, invitation="REQUEST")
    )
    parties.mark_invited(contact.id, tools.clock())


def _as_preview(party: Party, letter: Letter) -> LetterPreview:
    contact = next(one for one in party.contacts if one.id == letter.contact_id)
    return LetterPreview(
        letter=letter.letter,
        recipient=contact,
        party=party,
        language=letter.language,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        when=None,
        has_calendar=bool(letter.calendar),
    )
