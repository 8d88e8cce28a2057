"""The parties of a dialog, the people who get their letters, and what they said to the invitation."""

from dataclasses import dataclass
from datetime import datetime

import peewee

from formserver.domain.dialog import Contact, Reply
from formserver.domain.words import Words
from formserver.storage import tables
from formserver.storage.engine import rows

NO_WORDS = Words({})


@dataclass(frozen=True, kw_only=True)
class NewParty:
    """What is written down about a party; see `formserver.domain.dialog.Party`."""

    role: str
    type: str
    name: Words
    short_name: Words
    number: str = ""
    description: Words = NO_WORDS
    language: str = "nb"
    records_address: str = ""
    case_number: str = ""


@dataclass(frozen=True, kw_only=True)
class NewContact:
    """What is written down about a contact; see `formserver.domain.dialog.Contact`."""

    name: str
    title: str
    email: str
    phone: str
    language: str
    deputy: bool = False


def add(dialog_id: int, new: NewParty) -> int:
    """Add a party after the others, and give its number."""
    table = tables.PartyRow
    last = table.select(peewee.fn.MAX(table.position)).where(table.dialog == dialog_id).scalar()
    return rows.add(table, dialog=dialog_id, position=rows.next_after(last), **rows.columns(new))


def change(party_id: int, new: NewParty) -> None:
    """Write something else down about it."""
    rows.change(tables.PartyRow, party_id, **rows.columns(new))


def withdraw(party_id: int, now: datetime) -> None:
    """Note that it left the dialog; what it wrote stays."""
    rows.change(tables.PartyRow, party_id, withdrawn_at=now)


def delete(party_id: int) -> None:
    """Take a party away with its contacts, as if it had never been there.

    Only before anything hangs on it: with a link, a letter or a sheet the database refuses.
    """
    tables.ContactRow.delete().where(tables.ContactRow.party == party_id).execute()
    rows.found(tables.PartyRow, party_id).delete_instance()


def set_reply(party_id: int, reply: Reply) -> None:
    """Note what it said to the invitation."""
    rows.change(
        tables.PartyRow,
        party_id,
        reply_attends=reply.attends,
        reply_proposal=reply.proposal,
        reply_by=reply.by,
        reply_at=reply.at,
    )


def set_records_address(party_id: int, address: str) -> None:
    """Send what its archive gets to this address."""
    rows.change(tables.PartyRow, party_id, records_address=address)


def add_contact(party_id: int, new: NewContact) -> int:
    """Add a contact, and give its number."""
    key = rows.address_key(new.email)
    return rows.add(tables.ContactRow, party=party_id, address_key=key, **rows.columns(new))


def change_contact(contact_id: int, new: NewContact) -> None:
    """Write something else down about a contact."""
    key = rows.address_key(new.email)
    rows.change(tables.ContactRow, contact_id, address_key=key, **rows.columns(new))


def remove_contact(contact_id: int, now: datetime) -> None:
    """Note that this contact gets no more letters; the row stays for what it did."""
    rows.change(tables.ContactRow, contact_id, removed_at=now)


def mark_invited(contact_id: int, now: datetime) -> None:
    """Note that this contact's invitation was written."""
    rows.change(tables.ContactRow, contact_id, invited_at=now)


def contact(contact_id: int) -> tuple[Contact, int, bool]:
    """A contact, its party's number, and whether it was removed. Raises NotFound."""
    row = rows.found(tables.ContactRow, contact_id)
    return rows.value(Contact, row), row.party_id, row.removed_at is not None


def contacts_with_address(email: str) -> list[int]:
    """The contacts of any dialog with this address, in small or capital letters; not the removed ones."""
    table = tables.ContactRow
    found = table.select(table.id).where(
        (table.address_key == rows.address_key(email)) & table.removed_at.is_null()
    )
    return [row.id for row in found.order_by(table.id)]
