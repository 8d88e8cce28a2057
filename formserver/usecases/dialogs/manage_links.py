"""Personal links given anew, withdrawn, moved to a successor, and asked for by their owner.

And addresses mended.
"""

from datetime import timedelta

from formserver.domain.dialog import Contact, Dialog, Party
from formserver.domain.refusals import NotFound, NotInUse, TooOften
from formserver.storage import database, dialogs, journal, limits, outbox, parties, personal_links
from formserver.storage.parties import NewContact
from formserver.usecases.actors import Actor
from formserver.usecases.dialogs import give_link, journal_lines
from formserver.usecases.dialogs.change_parties import party_with
from formserver.usecases.mail import write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools

ASKS_AN_HOUR = 3
ASKS_AN_HOUR_FROM_ONE_DOOR = 30
HOUR = timedelta(hours=1)


def reissue_link(tools: Tools, actor: Actor, dialog_id: int, contact_id: int) -> None:
    """A new link in place of the old one, which stops. Raises NotInUse and NotFound."""
    with database.writing():
        dialog = _in_use(dialog_id)
        party = party_with(dialog, contact_id)
        contact = _contact(party, contact_id)
        give_link.anew(tools, dialog, contact)
        give_link.send(tools, dialog, party, contact)
        _note(tools, actor, dialog, party, "link_reissued", contact.name)


def withdraw_link(tools: Tools, actor: Actor, dialog_id: int, contact_id: int) -> None:
    """The link stops, and its owner is told. The person stays a contact and can be given a new link.

    Until then no letter brings one: those that would lie stopped in the outbox.
    """
    with database.writing():
        dialog = _in_use(dialog_id)
        party = party_with(dialog, contact_id)
        contact = _contact(party, contact_id)
        give_link.take_away(tools, dialog, contact_id)
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
        give_link.take_away(tools, dialog, contact_id)
        _tell_withdrawn(tools, dialog, party, former, successor=successor.name)
        parties.remove_contact(contact_id, now)
        new_id = parties.add_contact(party.id, successor)
        parties.mark_invited(new_id, now)
        dialog = dialogs.get(dialog_id)
        party = dialog.party(party.id)
        names = {"former": {"name": former.name}} | give_link.deadline_ahead(
            tools, dialog, party, successor.language
        )
        letter = dialog.process.letters["link_for_successor"]
        fact = f"from-{former.id}"
        write_letters.to_contact(
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
            _change_address(tools, dialog, letter.contact_id, address)
            others = outbox.failed_to_contact(letter.contact_id)
        else:
            others = [letter_id]
            if letter.party_id is not None:
                parties.set_records_address(letter.party_id, address)
        for one in {letter_id, *others}:
            outbox.send_again(one, address, now, message_id=write_letters.message_id(tools))
        facts = {"letter": letter.letter, "name": letter.recipient_name, "party": letter.party_id}
        facts |= journal_lines.change(letter.recipient_address, address)
        journal.note(dialog.id, "address_mended", actor.name, facts, now)


def _change_address(tools: Tools, dialog: Dialog, contact_id: int, address: str) -> None:
    """The contact gets a new link with it: whoever has the wrong mailbox may have the old one."""
    contact, _, _ = parties.contact(contact_id)
    parties.change_contact(contact_id, _with_address(contact, address))
    if personal_links.of_contact(contact_id):
        give_link.anew(tools, dialog, parties.contact(contact_id)[0])


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
    give_link.send(tools, dialog, party, contact)
    _note(tools, Actor(name=contact.name, contact_id=contact_id), dialog, party, "link_asked", contact.name)


def _open_to_links(tools: Tools, dialog: Dialog) -> bool:
    in_use = bool(dialog.taken_into_use_at and not dialog.cancelled_at)
    return in_use and tools.clock() < write_letters.link_until(tools, dialog)


def _in_use(dialog_id: int) -> Dialog:
    dialog = dialogs.get(dialog_id)
    if not dialog.taken_into_use_at:
        raise NotInUse
    return dialog


def _contact(party: Party, contact_id: int) -> Contact:
    return next(one for one in party.contacts if one.id == contact_id)


def _tell_withdrawn(tools: Tools, dialog: Dialog, party: Party, contact: Contact, *, successor: str) -> None:
    letter = dialog.process.letters["link_withdrawn"]
    names = {"successor": {"name": successor}}
    write_letters.to_contact(
        tools, dialog, party, contact, Post(letter=letter, fact=_stamp(tools), names=names, link=False)
    )


def _stamp(tools: Tools) -> str:
    return f"{tools.clock():%Y-%m-%dT%H:%M:%S.%f}"


def _note(tools: Tools, actor: Actor, dialog: Dialog, party: Party, event: str, name: str) -> None:
    journal.note(dialog.id, event, actor.name, {"party": party.id, "name": name}, tools.clock())
