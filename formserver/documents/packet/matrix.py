"""The matrix of a packet, item by responder, cut into tables that fit a page."""

from collections.abc import Sequence

from formserver.documents.names.values import Link
from formserver.documents.packet import item_names
from formserver.documents.packet.answer_values import Names
from formserver.domain.dialog import Party
from formserver.domain.packet import Cell, CellState, Packet, PacketItem

UPRIGHT = 3  # responders that an upright page has room for
LYING = 6  # responders that a lying page has room for


def matrix_tables(packet: Packet) -> Names:
    """The matrix: `wide` from four responders on, and one table or several of nearly equal width."""
    columns = packet.columns
    wide = len(columns) > UPRIGHT
    parts = cut(columns, LYING if wide else UPRIGHT)
    tables = [
        {
            "number": number,
            "of": len(parts),
            "responders": [_responder(party, packet.language, short=wide) for party in part],
            "themes": _themes(packet, {party.id for party in part}),
        }
        for number, part in enumerate(parts, start=1)
    ]
    return {"wide": wide, "tables": tables, "page_turn": ""}


def cut(columns: Sequence[Party], most: int) -> list[Sequence[Party]]:
    """The columns in as few parts as hold at most `most` each, the first at most one longer than the last."""
    count = -(-len(columns) // most)
    parts: list[Sequence[Party]] = []
    start = 0
    for part in range(count):
        size = -(-(len(columns) - start) // (count - part))
        parts.append(columns[start : start + size])
        start += size
    return parts


def _responder(party: Party, language: str, *, short: bool) -> Names:
    name, brief = party.name.to(language), item_names.short_name(party, language)
    return {"name": name, "short_name": brief, "label": brief if short else name}


def _themes(packet: Packet, party_ids: set[int]) -> list[Names]:
    return [
        {
            "number": theme.theme.number,
            "title": theme.theme.title.to(packet.language),
            "rows": [_row(packet, item, party_ids) for item in theme.items],
        }
        for theme in item_names.with_items(packet)
    ]


def _row(packet: Packet, item: PacketItem, party_ids: set[int]) -> Names:
    title = item_names.title(packet, item)
    return {
        "number": item.item.number,
        "title": title,
        "link": Link(text=title, anchor=item_names.item_place(item)),
        "cells": [_cell(packet, item, cell) for cell in item.cells if cell.party.id in party_ids],
    }


def _cell(packet: Packet, item: PacketItem, cell: Cell) -> Names:
    label = item_names.label(packet, cell)
    return {
        "answered": cell.state in (CellState.ANSWERED, CellState.SILENT),
        "silent": cell.state is CellState.SILENT,
        "asked": cell.state is not CellState.NOT_ASKED,
        "label": label,
        "link": Link(text=label, anchor=item_names.answer_place(item, cell)),
    }
