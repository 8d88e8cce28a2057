"""Adds, changes and takes out parties and their contacts.

In a dialog that is in use, a new contact is invited at once.
"""

from formserver.domain.dialog import Dialog, Party
from formserver.domain.refusals import AlreadyThere, DialogCancelled, NotFound
from formserver.storage import database, dialogs, journal, outbox, parties, personal_links
from formserver.storage.parties import NewContact, NewParty
from formserver.usecases.actors import Actor
from formserver.usecases.dialogs import give_link, invite, journal_lines
from formserver.usecases.tools import Tools


def add_party(tools: Tools, actor: Actor, dialog_id: int, new: NewParty) -> int:
    """Adds a party and gives its id."""
    with database.writing():
        _open(dialog_id)
        party_id = parties.add(dialog_id, new)
        _note(tools, actor, dialog_id, "party_added", party_id, new.name.to("nb"))
    return party_id


def change_party(tools: Tools, actor: Actor, dialog_id: int, party_id: int, new: NewParty) -> None:
    """Changes what is known of a party."""
    with database.writing():
        before = party_of(_open(dialog_id), party_id)
        parties.change(party_id, new)
        facts = journal_lines.change(
            journal_lines.party(before), journal_lines.party(dialogs.get(dialog_id).party(party_id))
        )
        _note(tools, actor, dialog_id, "party_changed", party_id, new.name.to("nb"), **facts)


def remove_party(tools: Tools, actor: Actor, dialog_id: int, party_id: int) -> None:
    """Takes a party out.

    Before anything was sent it is deleted; after, it stays on record and its links end.
    """
    with database.writing():
        dialog = _open(dialog_id)
        party = party_of(dialog, party_id)
        if dialog.taken_into_use_at:
            parties.withdraw(party_id, tools.clock())
            outbox.stop_waiting(dialog_id, None, party_id, "party_left", tools.clock())
        else:
            parties.delete(party_id)
        _note(tools, actor, dialog_id, "party_removed", party_id, party.name.to("nb"))


def add_contact(tools: Tools, actor: Actor, dialog_id: int, party_id: int, new: NewContact) -> int:
    """Adds a contact and gives its id. Raises AlreadyThere when the party has the address."""
    with database.writing():
        dialog = _open(dialog_id)
        _once(party_of(dialog, party_id), new.email, None)
        contact_id = parties.add_contact(party_id, new)
        _note(tools, actor, dialog_id, "contact_added", party_id, new.name)
        if dialog.taken_into_use_at:
            invite.invite_contact(tools, dialogs.get(dialog_id), party_id, contact_id)
    return contact_id


def change_contact(tools: Tools, actor: Actor, dialog_id: int, contact_id: int, new: NewContact) -> None:
    """Changes a contact. Raises AlreadyThere when another contact of the party has the address.

    With another address comes a new link: whoever reads the old mailbox has the old one.
    """
    with database.writing():
        dialog = _open(dialog_id)
        party = party_with(dialog, contact_id)
        _once(party, new.email, contact_id)
        before, _, _ = parties.contact(contact_id)
        parties.change_contact(contact_id, new)
        now_standing, _, _ = parties.contact(contact_id)
        if before.email.casefold() != new.email.casefold() and personal_links.of_contact(contact_id):
            give_link.anew(tools, dialog, now_standing)
            give_link.send(tools, dialog, party, now_standing)
        facts = journal_lines.change(journal_lines.contact(before), journal_lines.contact(now_standing))
        _note(tools, actor, dialog_id, "contact_changed", party.id, new.name, **facts)


def remove_contact(tools: Tools, actor: Actor, dialog_id: int, contact_id: int) -> None:
    """Takes a contact out; the personal link stops at once, and so do the letters that wait."""
    with database.writing():
        dialog = _open(dialog_id)
        party = party_with(dialog, contact_id)
        contact, _, _ = parties.contact(contact_id)
        give_link.take_away(tools, dialog, contact_id)
        parties.remove_contact(contact_id, tools.clock())
        _note(tools, actor, dialog_id, "contact_removed", party.id, contact.name)


def party_of(dialog: Dialog, party_id: int) -> Party:
    """The party of this dialog. Raises NotFound when it is another dialog's."""
    try:
        return dialog.party(party_id)
    except KeyError:
        raise NotFound from None


def party_with(dialog: Dialog, contact_id: int) -> Party:
    """The party of this dialog that has the contact. Raises NotFound."""
    for party in dialog.parties:
        if any(contact.id == contact_id for contact in party.contacts):
            return party
    raise NotFound


def _once(party: Party, email: str, contact_id: int | None) -> None:
    taken = {contact.email.casefold() for contact in party.contacts if contact.id != contact_id}
    if email.casefold() in taken:
        raise AlreadyThere(value=email)


def _open(dialog_id: int) -> Dialog:
    dialog = dialogs.get(dialog_id)
    if dialog.cancelled_at:
        raise DialogCancelled
    return dialog


def _note(
    tools: Tools, actor: Actor, dialog_id: int, event: str, party_id: int, name: str, **more: str
) -> None:
    journal.note(dialog_id, event, actor.name, {"party": party_id, "name": name} | more, tools.clock())
