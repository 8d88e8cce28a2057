"""Copies of forms: which there are, when they were last written in, submitted and opened again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from formserver.domain.dialog import Reopening, Sheet, Submission
from formserver.storage import submissions, tables
from formserver.storage.engine import rows
from formserver.storage.engine.prepared import among, ask

if TYPE_CHECKING:
    import peewee


def ensure(dialog_id: int, form: str, party_id: int | None, *, on_behalf: bool = False) -> int:
    """The number of this party's copy (None: the joint one), which is made if it is not there.

    With `on_behalf` that of the organiser's own copy for the party.
    """
    table = tables.SheetRow
    same_party = table.party.is_null() if party_id is None else table.party == party_id
    same = (table.dialog == dialog_id) & (table.form == form) & same_party & (table.on_behalf == on_behalf)
    if known := table.get_or_none(same):
        return int(known.id)
    return rows.add(table, dialog=dialog_id, form=form, party=party_id, on_behalf=on_behalf)


def get(sheet_id: int) -> tuple[Sheet, int]:
    """The sheet and its dialog's number. Raises NotFound."""
    dialog_id = rows.found(tables.SheetRow, sheet_id).dialog_id
    ((_, sheet),) = _put_together([sheet_id], "id")
    return sheet, dialog_id


def of_dialogs(dialog_ids: Sequence[int]) -> Iterator[tuple[int, Sheet]]:
    """Every sheet of some dialogs with its dialog's number, in three questions."""
    return _put_together(dialog_ids, "dialog")


def touch(sheet_id: int, at: datetime | None, by: str) -> None:
    """Say when the draft was last changed and by whom: a field, an item or an attachment. None: not yet."""
    rows.change(tables.SheetRow, sheet_id, saved_at=at, saved_by=by)


def reopen(sheet_id: int, reopening: Reopening) -> None:
    """Note that the sheet was opened again."""
    rows.add(tables.ReopeningRow, sheet=sheet_id, **rows.columns(reopening))


def _put_together(numbers: Sequence[int], column: str) -> Iterator[tuple[int, Sheet]]:
    """The sheets that have one of the numbers in this column, each with its dialog's number."""
    submitted: dict[int, list[Submission]] = defaultdict(list)
    for row in ask(_submissions, numbers, column):
        submitted[row.sheet_id].append(submissions.from_row(row))
    opened: dict[int, list[Reopening]] = defaultdict(list)
    for row in ask(_reopenings, numbers, column):
        opened[row.sheet_id].append(rows.value(Reopening, row))
    for row in ask(_sheets, numbers, column):
        children = {"submissions": tuple(submitted[row.id]), "reopenings": tuple(opened[row.id])}
        yield row.dialog_id, rows.value(Sheet, row, **children)


def _sheets(column: str) -> "peewee.ModelSelect[tables.SheetRow]":
    table = tables.SheetRow
    return table.select().where(among(getattr(table, column))).order_by(table.id)


def _submissions(column: str) -> "peewee.ModelSelect[tables.SubmissionRow]":
    question = (
        submissions.without_content().join(tables.SheetRow).where(among(getattr(tables.SheetRow, column)))
    )
    return question.order_by(tables.SubmissionRow.number)


def _reopenings(column: str) -> "peewee.ModelSelect[tables.ReopeningRow]":
    table = tables.ReopeningRow
    question = table.select().join(tables.SheetRow).where(among(getattr(tables.SheetRow, column)))
    return question.order_by(table.id)
