"""The parties of a packet and their people as names for a template."""

from collections.abc import Iterable

from formserver.documents import context_items, field_values
from formserver.documents.field_values import Names
from formserver.domain.dialog import Contact, Party
from formserver.domain.packet import Packet
from formserver.domain.process import Kind


def of(packet: Packet) -> Names:
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
        "short_name": context_items.short_name(party, language),
        "role": packet.dialog.process.role(party.role).name.to(language),
        "description": party.description.to(language),
        "case_number": party.case_number,
        "people": people(packet, party),
    }


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
    values = field_values.of(fields, submitted.content.values, packet.dialog, packet.language)
    return [person for field in fields if field.kind is Kind.PEOPLE for person in _rows(values[field.key])]


def _contact(contact: Contact) -> Names:
    return {"name": contact.name, "title": contact.title, "themes": "", "attendance": "", "specialist": False}


def _rows(value: object) -> list[Names]:
    return value if isinstance(value, list) else []
