"""The parties of a packet and their people as names for a template."""

from collections.abc import Iterable

from formserver.documents.names.values import Picture
from formserver.documents.packet import answer_values, item_names
from formserver.documents.packet.answer_values import Names
from formserver.domain.dialog import Contact, Party
from formserver.domain.look import Arms
from formserver.domain.packet import Packet
from formserver.domain.process import Kind
from formserver.i18n import say

ARMS_HEIGHT, ARMS_WIDTH = 18.0, 45.0  # millimetres at most, as letter heads have them


def in_template(packet: Packet) -> Names:
    """`hosts`, `responders` (asked or answering), `guests` (all others), and `parties`: all in that order."""
    host_ids = {party.id for party in packet.dialog.hosts}
    column_ids = {party.id for party in packet.columns}
    others = (
        party
        for party in packet.dialog.parties
        if party.id not in host_ids | column_ids and not party.withdrawn_at
    )
    hosts, responders, guests = (
        _parties(packet, some) for some in (packet.dialog.hosts, packet.columns, others)
    )
    return {
        "hosts": hosts,
        "responders": responders,
        "guests": guests,
        "parties": [*hosts, *responders, *guests],
    }


def _parties(packet: Packet, parties: Iterable[Party]) -> list[Names]:
    return [_party(packet, party) for party in parties]


def _party(packet: Packet, party: Party) -> Names:
    language = packet.language
    return {
        "name": party.name.to(language),
        "short_name": item_names.short_name(party, language),
        "role": packet.dialog.process.role(party.role).name.to(language),
        "description": party.description.to(language),
        "case_number": party.case_number,
        "people": people(packet, party),
        "look": look(packet, party),
    }


def look(packet: Packet, party: Party | None) -> Names:
    """What a party looks like on paper; empty for one that has entered nothing, and for no party."""
    found = packet.looks.get(party.number) if party else None
    if party is None or found is None:
        return {"name": "", "address": "", "colour": "", "arms": None}
    name = found.name or party.name.to(packet.language)
    return {
        "name": name,
        "address": found.address,
        "colour": found.colour,
        "arms": _arms(found.arms, say(packet.language, "document.arms", name=name)) if found.arms else None,
    }


def _arms(arms: Arms, alt: str) -> Picture:
    """The coat of arms at its height, or less where it is wide."""
    height = min(ARMS_HEIGHT, ARMS_WIDTH * arms.height / arms.width)
    return Picture(
        content=arms.content,
        media_type=arms.media_type,
        alt=alt,
        width=height * arms.width / arms.height,
        height=height,
    )


def people(packet: Packet, party: Party) -> list[Names]:
    """Who takes part: the contacts but no deputies, then the specialists that the party has named.

    Whoever is both stands once, as a specialist.
    """
    named = [person | {"specialist": True} for person in _specialists(packet, party)]
    known = {str(person["name"]).casefold() for person in named}
    contacts = [
        _contact(one) for one in party.contacts if not one.deputy and one.name.casefold() not in known
    ]
    return [*contacts, *named]


def _specialists(packet: Packet, party: Party) -> list[Names]:
    submitted = packet.answer_of(party)
    fields = packet.dialog.process.answering_form.fields
    if submitted is None:
        return []
    values = answer_values.values(fields, submitted.content.values, packet.dialog, packet.language)
    named: list[Names] = []
    for field in fields:
        if field.kind is Kind.PEOPLE:
            named.extend(item_names.rows(values[field.key]))
    return named


def _contact(contact: Contact) -> Names:
    return {"name": contact.name, "title": contact.title, "themes": "", "attendance": "", "specialist": False}
