"""Personal links given anew, withdrawn, moved to a successor, and asked for by their owner.

And addresses mended.
"""

from datetime import timedelta

from formserver.domain import progress
from formserver.domain.dialog import Contact, Dialog, Party
from formserver.domain.refusals import NotFound, NotInUse, TooOften
from formserver.storage import database, dialogs, journal, limits, outbox, parties, personal_links
from formserver.storage.parties import NewContact
from formserver.usecases import letter_names, post
from formserver.usecases.actors import Actor
from formserver.usecases.change_parties import party_with
from formserver.usecases.post import Post
from formserver.usecases.tools import Tools

ASKS_AN_HOUR = 3
ASKS_AN_HOUR_FROM_ONE_DOOR = 30
HOUR = timedelta(hours=1)


def reissue_link(tools: Tools, actor: Actor, dialog_id: int, contact_id: int) -> None:
    """A new link in place of the old one, which stops. Raises NotInUse and NotFound."""
    with database.writing():
        dialog = _in_use(dialog_id)
        party = party_with(dialog, contact_id)
        _withdraw(tools, contact_id)
        _send_link(tools, dialog, party, _contact(party, contact_id))
        _note(tools, actor, dialog, party, "link_reissued", _contact(party, contact_id).name)


def withdraw_link(tools: Tools, actor: Actor, dialog_id: int, contact_id: int) -> None:
    """The link stops, and its owner is told. The person stays a contact and can be given a new link."""
    with database.writing():
        dialog = _in_use(dialog_id)
        party = party_with(dialog, contact_id)
        contact = _contact(party, contact_id)
        _withdraw(tools, contact_id)
        _tell_withdrawn(tools, dialog, party, contact, successor="")
        _note(tools, actor, dialog, party, "link_withdrawn", contact.name)


def move_link(tools: Tools, actor: Actor, dialog_id: int, contact_id: int, successor: NewContact) -> int:
    """Moves a contact's place to a successor, who gets a link of their own.

    Gives the successor's contact id.
    """
    now = tools.clock()
    with database.writing():
        dialog = _in_use(dialog_id)
        party = party_with(dialog, contact_id)
        former = _contact(party, contact_id)
        _withdraw(tools, contact_id)
        _tell_withdrawn(tools, dialog, party, former, successor=successor.name)
        parties.remove_contact(contact_id, now)
        new_id = parties.add_contact(party.id, successor)
        parties.mark_invited(new_id, now)
        dialog = dialogs.get(dialog_id)
        party = dialog.party(party.id)
        names = {"former": {"name": former.name}} | _deadline(tools, dialog, party, successor.language)
        letter = dialog.process.letters["link_for_successor"]
        fact = f"from-{former.id}"
        post.to_contact(
            tools,
            dialog,
            party,
            _contact(party, new_id),
            Post(letter=letter, fact=fact, names=names, invitation="REQUEST"),
        )
        _note(tools, actor, dialog, party, "link_moved", successor.name)
    return new_id


def ask_for_link(tools: Tools, email: str, door: str) -> None:
    """Mails a new link for every open dialog that has the address. Says nothing about whether it is known.

    Raises TooOften.
    """
    now = tools.clock()
    for place, who, limit in (
        ("link/door", door, ASKS_AN_HOUR_FROM_ONE_DOOR),  # first: it shuts no address for others
        ("link/address", email.casefold(), ASKS_AN_HOUR),
    ):
        if limits.hit(place, who, now, HOUR) > limit:
            raise TooOften(until=now + HOUR)
    with database.writing():
        for contact_id in parties.contacts_with_address(email):
            dialog = dialogs.get(dialogs.id_of_contact(contact_id))
            if _open_to_links(tools, dialog):
                _answer_ask(tools, dialog, contact_id)


def mend_address(tools: Tools, actor: Actor, letter_id: int, address: str) -> None:
    """Mends a mistyped address.

    The contact's, the records address or the account's letter, and sends it again.
    """
    now = tools.clock()
    with database.writing():
        letter = outbox.get(letter_id)
        if letter.dialog_id is None:
            raise NotFound
        dialog = dialogs.get(letter.dialog_id)
        if letter.contact_id is not None:
            contact, _, _ = parties.contact(letter.contact_id)
            parties.change_contact(letter.contact_id, _with_address(contact, address))
            others = outbox.failed_to_contact(letter.contact_id)
        else:
            others = [letter_id]
            if letter.party_id is not None:
                parties.set_records_address(letter.party_id, address)
        for one in {letter_id, *others}:
            outbox.send_again(one, address, now, message_id=post.message_id(tools))
        facts = {"letter": letter.letter, "name": letter.recipient_name, "party": letter.party_id}
        journal.note(dialog.id, "address_mended", actor.name, facts, now)


def _with_address(contact: Contact, address: str) -> NewContact:
    return NewContact(
        name=contact.name,
        title=contact.title,
        email=address,
        phone=contact.phone,
        language=contact.language,
        deputy=contact.deputy,
    )


def _answer_ask(tools: Tools, dialog: Dialog, contact_id: int) -> None:
    party = party_with(dialog, contact_id)
    contact = _contact(party, contact_id)
    standing = personal_links.of_contact(contact_id)
    if party.withdrawn_at or not contact.invited_at or standing is None:
        return
    _send_link(tools, dialog, party, contact)
    _note(tools, Actor(name=contact.name, contact_id=contact_id), dialog, party, "link_asked", contact.name)


def _open_to_links(tools: Tools, dialog: Dialog) -> bool:
    in_use = bool(dialog.taken_into_use_at and not dialog.cancelled_at)
    return in_use and tools.clock() < post.link_until(tools, dialog)


def _in_use(dialog_id: int) -> Dialog:
    dialog = dialogs.get(dialog_id)
    if not dialog.taken_into_use_at:
        raise NotInUse
    return dialog


def _contact(party: Party, contact_id: int) -> Contact:
    return next(one for one in party.contacts if one.id == contact_id)


def _withdraw(tools: Tools, contact_id: int) -> None:
    if link := personal_links.of_contact(contact_id):
        personal_links.withdraw(link.id, tools.clock())


def _send_link(tools: Tools, dialog: Dialog, party: Party, contact: Contact) -> None:
    letter = dialog.process.letters["link_reissued"]
    names = _deadline(tools, dialog, party, contact.language)
    post.to_contact(tools, dialog, party, contact, Post(letter=letter, fact=_stamp(tools), names=names))


def _tell_withdrawn(tools: Tools, dialog: Dialog, party: Party, contact: Contact, *, successor: str) -> None:
    letter = dialog.process.letters["link_withdrawn"]
    names = {"successor": {"name": successor}}
    post.to_contact(
        tools, dialog, party, contact, Post(letter=letter, fact=_stamp(tools), names=names, link=False)
    )


def _deadline(tools: Tools, dialog: Dialog, party: Party, language: str) -> letter_names.Names:
    """The deadline that the party still has before it, or nothing."""
    now = tools.clock()
    deadline = progress.deadline_of(dialog, progress.form_of(dialog, party))
    if not progress.has_duty(dialog, party) or deadline.at <= now or _done(dialog, party):
        return {"deadline": ""}
    return {"deadline": letter_names.of_deadline(deadline, language, now)}


def _done(dialog: Dialog, party: Party) -> bool:
    sheet = dialog.sheet(progress.form_of(dialog, party), party.id)
    return bool(sheet and sheet.latest)


def _stamp(tools: Tools) -> str:
    return f"{tools.clock():%Y-%m-%dT%H:%M:%S.%f}"


def _note(tools: Tools, actor: Actor, dialog: Dialog, party: Party, event: str, name: str) -> None:
    journal.note(dialog.id, event, actor.name, {"party": party.id, "name": name}, tools.clock())
