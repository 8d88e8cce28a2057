"""The matrix so far: what each party has submitted on each item, in the process's own words."""

from dataclasses import dataclass

from flask import url_for

from formserver.domain.dialog import Dialog
from formserver.domain.packet import Cell, CellState, PacketItem
from formserver.usecases.dialogs.read_board import Board
from formserver.web import facts, pages


@dataclass(frozen=True, kw_only=True)
class MatrixLine:
    """An item, and what each party said of it: (column, words, whether it is an answer, where it is read)."""

    item: str
    cells: list[tuple[str, str, bool, str | None]]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """The table: its heading, the parties, and for each theme its rows."""

    heading: str
    columns: list[str]
    themes: list[tuple[str, list[MatrixLine]]]
    empty: str


def in_words(board: Board) -> Matrix:
    """The matrix of a board in the reader's words; with no rows before anything is asked."""
    dialog, packet = board.dialog, board.matrix
    names = facts.of_dialog(dialog)
    themes = [
        (f"{one.theme.number} {pages.words(one.theme.title)}", [_row(dialog, item) for item in one.items])
        for one in (packet.themes if packet else ())
        if one.items
    ]
    return Matrix(
        heading=facts.said(dialog, "packet.matrix_title", names),
        columns=[pages.words(party.short_name) for party in (packet.columns if packet else ())],
        themes=themes,
        empty=facts.said(dialog, "packet.matrix_empty", names),
    )


def _row(dialog: Dialog, item: PacketItem) -> MatrixLine:
    title = item.item.value(dialog.process.asking_form.item_title or "") or ""
    return MatrixLine(
        item=f"{item.item.number} {title}".strip(), cells=[_cell(dialog, cell) for cell in item.cells]
    )


def _cell(dialog: Dialog, cell: Cell) -> tuple[str, str, bool, str | None]:
    column = pages.words(cell.party.short_name)
    if cell.state is CellState.NOT_ASKED:
        return column, facts.said(dialog, "packet.not_asked", {}), False, None
    if cell.state is CellState.MISSING:
        return column, pages.say("board.awaited"), False, None
    field = dialog.process.answering_form.verdict_field
    choice = field.choice(cell.verdict) if field else None
    address = url_for("organiser_form.read", dialog_id=dialog.id, party_id=cell.party.id)
    return column, pages.words(choice.label) if choice else cell.verdict, True, address
