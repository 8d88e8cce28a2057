"""The links that contacts hold: whose, until when, and whether withdrawn. No secret is stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from formserver.storage import tables
from formserver.storage.engine import rows
from formserver.storage.engine.prepared import among, ask_together

if TYPE_CHECKING:
    import peewee


@dataclass(frozen=True, kw_only=True)
class PersonalLink:
    """A link as it stands."""

    id: int
    contact_id: int
    made_at: datetime
    until: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class LinkHolder:
    """Whose a link is, removed or not, and till when it works."""

    contact_id: int
    party_id: int
    dialog_id: int
    until: datetime
    withdrawn_at: datetime | None


def make(contact_id: int, until: datetime, now: datetime) -> int:
    """Make a link for a contact that works until then, and give its number."""
    return rows.add(tables.PersonalLinkRow, contact=contact_id, made_at=now, until=until)


def get(link_id: int) -> PersonalLink | None:
    """The link, or None: anybody may come with any number."""
    row = rows.find(tables.PersonalLinkRow, link_id)
    return rows.value(PersonalLink, row) if row else None


def holder(link_id: int) -> LinkHolder | None:
    """Who holds the link, or None: anybody may come with any number."""
    (found,) = ask_together(((_holders,),), [min(link_id, rows.LARGEST)])
    return next((rows.value(LinkHolder, row) for row in found), None)


def of_contact(contact_id: int) -> PersonalLink | None:
    """The newest link of a contact that was not withdrawn, or None."""
    table = tables.PersonalLinkRow
    found = table.select().where((table.contact == contact_id) & table.withdrawn_at.is_null())
    row = found.order_by(table.id.desc()).get_or_none()
    return rows.value(PersonalLink, row) if row else None


def newest(contact_id: int) -> PersonalLink | None:
    """The newest link of a contact, withdrawn or not; None for who never had one."""
    table = tables.PersonalLinkRow
    row = table.select().where(table.contact == contact_id).order_by(table.id.desc()).get_or_none()
    return rows.value(PersonalLink, row) if row else None


def withdraw(link_id: int, now: datetime) -> None:
    """Let it open nothing any more."""
    rows.change(tables.PersonalLinkRow, link_id, withdrawn_at=now)


def extend(dialog_id: int, until: datetime) -> None:
    """Let every link of a dialog that was not withdrawn work until then."""
    table, contact, party = tables.PersonalLinkRow, tables.ContactRow, tables.PartyRow
    contacts = contact.select(contact.id).join(party).where(party.dialog == dialog_id)
    table.update(until=until).where(table.contact.in_(contacts) & table.withdrawn_at.is_null()).execute()


def _holders() -> "peewee.ModelSelect[tables.PersonalLinkRow]":
    table, contact, party = tables.PersonalLinkRow, tables.ContactRow, tables.PartyRow
    columns = (table.contact, contact.party, party.dialog, table.until, table.withdrawn_at)
    return table.select(*columns).join(contact).join(party).where(among(table.id))
