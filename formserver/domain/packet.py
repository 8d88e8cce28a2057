"""The packet before it is Word: every item with what each party said of it, from submitted content alone.

The same shape serves the packet, a supplement (only what is new) and the note or response by itself.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from formserver.domain import asking, content
from formserver.domain.content import Content, Item, Value
from formserver.domain.dialog import Dialog, Document, Party, Submission, Theme
from formserver.domain.look import Look
from formserver.domain.process import DocumentKind


class CellState(StrEnum):
    """Where one party stands on one item."""

    ANSWERED = "answered"
    SILENT = "silent"  # "nothing to add now": a real answer, and not a consent
    MISSING = "missing"  # asked, and not answered by the deadline
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One party's answer to one item.

    `values` holds the answering form's item fields; empty unless answered.
    """

    party: Party
    state: CellState
    question: str = ""
    verdict: str = ""
    values: Mapping[str, Value]


@dataclass(frozen=True, kw_only=True)
class PacketItem:
    """One item with a cell for each column party of the packet, in the same order."""

    item: Item
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class PacketTheme:
    """A theme with its items; a theme of the dialog without items is kept, with none."""

    theme: Theme
    items: tuple[PacketItem, ...]


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """One submitted form: whose (None for the joint one), the fact, and what it held."""

    party: Party | None
    fact: Submission
    content: Content
    late: bool = False


@dataclass(frozen=True, kw_only=True)
class Packet:
    """All that a document over the dialog can say.

    `columns` are the parties of the matrix: those asked anything, and those that answered. `number` is None
    for a preview. `missing` maps each asked party without an answer to its number of questions. `earlier` is
    the packet that a supplement adds to. `looks` holds what municipalities look like, by their number.
    """

    dialog: Dialog
    kind: DocumentKind
    language: str
    at: datetime
    number: int | None
    asking: Submitted | None
    answers: tuple[Submitted, ...]
    columns: tuple[Party, ...]
    themes: tuple[PacketTheme, ...]
    missing: Mapping[int, int]
    earlier: Document | None = None
    looks: Mapping[str, Look] = dataclasses.field(default_factory=dict)

    def answer_of(self, party: Party) -> Submitted | None:
        """What this party submitted, or None."""
        return next((one for one in self.answers if one.party and one.party.id == party.id), None)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Which document is to be compiled: its kind, number (None for a preview), language, moment and looks."""

    kind: DocumentKind
    language: str
    at: datetime
    number: int | None = None
    earlier: Document | None = None
    looks: Mapping[str, Look] = dataclasses.field(default_factory=dict)


def compile_packet(
    dialog: Dialog, asked: Submitted | None, answers: Sequence[Submitted], edition: Edition
) -> Packet:
    """The packet over everything submitted: what was asked, and every answer, in the order of the parties."""
    answered = {one.party.id: one for one in answers if one.party}
    questions = asking.counts(asked.content, dialog.process.asking_form) if asked else {}
    concerned = questions.keys() | answered.keys()
    columns = tuple(party for party in dialog.askable if party.id in concerned)
    return Packet(
        dialog=dialog,
        kind=edition.kind,
        language=edition.language,
        at=edition.at,
        number=edition.number,
        asking=asked,
        answers=tuple(answered[party.id] for party in columns if party.id in answered),
        columns=columns,
        themes=_themes(dialog, asked, columns, answered),
        missing={party.id: questions[party.id] for party in columns if party.id not in answered},
        earlier=edition.earlier,
        looks=edition.looks,
    )


def only_new(packet: Packet, new_party_ids: Sequence[int], *, asking_is_new: bool) -> Packet:
    """The packet cut down to a supplement: the new answers, on the items they speak of."""
    columns = tuple(party for party in packet.columns if party.id in new_party_ids)
    keep = {party.id for party in columns}
    themes = [_cut_theme(theme, keep, whole=asking_is_new) for theme in packet.themes]
    return dataclasses.replace(
        packet,
        answers=tuple(one for one in packet.answers if one.party and one.party.id in keep),
        columns=columns,
        themes=tuple(theme for theme in themes if theme.items),
        missing={},
    )


def _cut_theme(theme: PacketTheme, keep: set[int], *, whole: bool) -> PacketTheme:
    """A theme with the kept columns alone, and with the items that they speak of, or all of them."""
    items = [_cut(item, keep) for item in theme.items]
    return PacketTheme(theme=theme.theme, items=tuple(item for item in items if whole or _is_spoken_of(item)))


def _is_spoken_of(item: PacketItem) -> bool:
    return any(cell.state in {CellState.ANSWERED, CellState.SILENT} for cell in item.cells)


def _cut(item: PacketItem, keep: set[int]) -> PacketItem:
    return PacketItem(item=item.item, cells=tuple(cell for cell in item.cells if cell.party.id in keep))


def _themes(
    dialog: Dialog, asked: Submitted | None, columns: Sequence[Party], answered: Mapping[int, Submitted]
) -> tuple[PacketTheme, ...]:
    items = asked.content.items if asked else ()
    return tuple(
        PacketTheme(
            theme=theme,
            items=tuple(
                PacketItem(item=item, cells=tuple(_cell(dialog, item, party, answered) for party in columns))
                for item in items
                if item.theme == theme.number
            ),
        )
        for theme in dialog.themes
    )


def _is_empty(given: Item) -> bool:
    return all(content.is_empty(value) for value in given.values.values())


def _cell(dialog: Dialog, item: Item, party: Party, answered: Mapping[int, Submitted]) -> Cell:
    form = dialog.process.answering_form
    question = asking.question(item, dialog.process.asking_form, party.id)
    given = answered[party.id].content.item(item.id) if party.id in answered else None
    if given is None or _is_empty(given):
        state = CellState.MISSING if question else CellState.NOT_ASKED
        return Cell(party=party, state=state, question=question, values={})
    verdict = str(given.value(form.verdict or "") or "")
    silent = form.verdict_field and form.verdict_field.silent_choice
    state = CellState.SILENT if silent and verdict == silent.key else CellState.ANSWERED
    return Cell(party=party, state=state, question=question, verdict=verdict, values=given.values)
