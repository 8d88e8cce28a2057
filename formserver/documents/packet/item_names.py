"""The themes, items and answers of a packet as names for a template, with the places that links lead to."""

from collections.abc import Iterable

from formserver.documents.names.values import Anchor, Link
from formserver.documents.packet import answer_values
from formserver.documents.packet.answer_values import Names
from formserver.domain.dialog import Party
from formserver.domain.packet import Cell, CellState, Packet, PacketItem, PacketTheme
from formserver.domain.process import Kind
from formserver.i18n import dates, say

_SAID = (CellState.ANSWERED, CellState.SILENT)
_IN_PACKET = (*_SAID, CellState.MISSING)


def themes(packet: Packet) -> list[Names]:
    """The themes that have items, in order."""
    return [
        {
            "number": theme.theme.number,
            "title": theme.theme.title.to(packet.language),
            "anchor": Anchor(name=f"theme{theme.theme.number}"),
            "items": [item(packet, one) for one in theme.items],
        }
        for theme in with_items(packet)
    ]


def with_items(packet: Packet) -> tuple[PacketTheme, ...]:
    """The themes of the packet under which there is something to say."""
    return tuple(theme for theme in packet.themes if theme.items)


def item(packet: Packet, one: PacketItem) -> Names:
    """One item: its fields by key, and what every party said of it."""
    form, language = packet.dialog.process.asking_form, packet.language
    fields = answer_values.values(form.item_fields, one.item.values, packet.dialog, language)
    concerned = [
        party for field in form.item_fields_of(Kind.HOSTS) for party in one.item.value(field.key) or []
    ]
    not_asked = [cell.party for cell in one.cells if cell.state is CellState.NOT_ASKED]
    return fields | {
        "number": one.item.number,
        "title": title(packet, one),
        "anchor": Anchor(name=item_place(one)),
        "hosts": answer_values.hosts(concerned, packet.dialog, language),
        "questions": [
            row for field in form.item_fields_of(Kind.QUESTIONS) for row in rows(fields[field.key])
        ],
        "answers": [answer(packet, one, cell) for cell in one.cells if cell.state in _IN_PACKET],
        "not_asked": names(not_asked, language),
    }


def answer(packet: Packet, one: PacketItem, cell: Cell) -> Names:
    """One party's answer to an item: its fields by key, and where it stands."""
    form, language = packet.dialog.process.answering_form, packet.language
    fields = answer_values.values(form.item_fields, cell.values, packet.dialog, language)
    return fields | {
        "party": cell.party.name.to(language),
        "short_name": short_name(cell.party, language),
        "question": cell.question,
        "asked": bool(cell.question),
        "answered": cell.state in _SAID,
        "silent": cell.state is CellState.SILENT,
        "missing": cell.state is CellState.MISSING,
        "status": label(packet, cell),
        "anchor": Anchor(name=answer_place(one, cell)),
        "link": Link(text=label(packet, cell), anchor=answer_place(one, cell)),
    }


def label(packet: Packet, cell: Cell) -> str:
    """What the matrix says in a cell: the verdict in words, or why there is none."""
    field = packet.dialog.process.answering_form.verdict_field
    choice = field.choice(cell.verdict) if field else None
    if choice:
        return choice.label.to(packet.language)
    if cell.state in (CellState.MISSING, CellState.NOT_ASKED):
        return packet.dialog.process.words[f"packet.{cell.state}"].to(packet.language)
    return say(packet.language, "document.answered")


def title(packet: Packet, one: PacketItem) -> str:
    """What the item is called."""
    return str(one.item.value(packet.dialog.process.asking_form.item_title or "") or "")


def item_place(one: PacketItem) -> str:
    """The bookmark of an item."""
    return f"item{one.item.id}"


def answer_place(one: PacketItem, cell: Cell) -> str:
    """The bookmark of one party's answer to an item; there is none for who was not asked."""
    return "" if cell.state is CellState.NOT_ASKED else f"answer{one.item.id}party{cell.party.id}"


def names(parties: Iterable[Party], language: str) -> str:
    """The names of parties as one text."""
    return dates.join([party.name.to(language) for party in parties], language)


def short_name(party: Party, language: str) -> str:
    """What a party is called where there is little room."""
    return party.short_name.to(language) or party.name.to(language)


def rows(value: object) -> list[Names]:
    """The rows of a value that is a list of them."""
    return value if isinstance(value, list) else []
