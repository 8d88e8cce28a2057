"""Gives a contact a personal link in place of the one before, and writes the letter that brings it.

Called inside a writing transaction. Who may have one, `manage_links` and `change_parties` say.
"""

from formserver.domain import progress
from formserver.domain.dialog import Contact, Dialog, Party
from formserver.storage import outbox, personal_links
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools


def anew(tools: Tools, dialog: Dialog, contact: Contact) -> int:
    """A new link; the old one stops, and what waits for the contact goes out with the new one.

    It goes to the address that the contact has now.
    """
    if old := personal_links.of_contact(contact.id):
        personal_links.withdraw(old.id, tools.clock())
    made = personal_links.make(contact.id, write_letters.link_until(tools, dialog), tools.clock())
    outbox.redirect(contact.id, contact.email, made, tools.clock())
    return made


def take_away(tools: Tools, dialog: Dialog, contact_id: int) -> None:
    """The link stops, and what waits for the contact is not sent."""
    if old := personal_links.of_contact(contact_id):
        personal_links.withdraw(old.id, tools.clock())
    outbox.stop_waiting(
        dialog.id, None, None, write_letters.LINK_WITHDRAWN, tools.clock(), contact_id=contact_id
    )


def send(tools: Tools, dialog: Dialog, party: Party, contact: Contact) -> None:
    """The letter with the link that stands."""
    letter = dialog.process.letters["link_reissued"]
    names = deadline_ahead(tools, dialog, party, contact.language)
    fact = f"{tools.clock():%Y-%m-%dT%H:%M:%S.%f}"
    told = Post(letter=letter, fact=fact, names=names, urgent=True)
    write_letters.to_contact(tools, dialog, party, contact, told)


def deadline_ahead(tools: Tools, dialog: Dialog, party: Party, language: str) -> letter_names.Names:
    """The deadline that the party still has before it, or nothing."""
    now = tools.clock()
    deadline = progress.deadline_of(dialog, progress.form_of(dialog, party))
    if not progress.has_duty(dialog, party) or deadline.at <= now or _done(dialog, party):
        return {"deadline": ""}
    return {"deadline": letter_names.of_deadline(deadline, language, now)}


def _done(dialog: Dialog, party: Party) -> bool:
    sheet = dialog.sheet(progress.form_of(dialog, party), party.id)
    return bool(sheet and sheet.latest)
