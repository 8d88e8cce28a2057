"""Copies of forms: which there are, when they were last written in, submitted and opened again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from formserver.domain.dialog import Reopening, Sheet, Submission
from formserver.domain.refusals import NotFound
from formserver.storage import submissions, tables
from formserver.storage.engine import rows
from formserver.storage.engine.prepared import Asked, among, ask_together

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
    for dialog_id, sheet in put_together(*ask_together(questions("id"), [sheet_id])):
        return sheet, dialog_id
    raise NotFound(kind="Sheet", id=sheet_id)


def touch(sheet_id: int, at: datetime | None, by: str) -> None:
    """Say when the draft was last changed and by whom: a field, an item or an attachment. None: not yet."""
    rows.change(tables.SheetRow, sheet_id, saved_at=at, saved_by=by)


def reopen(sheet_id: int, reopening: Reopening) -> None:
    """Note that the sheet was opened again."""
    rows.add(tables.ReopeningRow, sheet=sheet_id, **rows.columns(reopening))


def questions(column: str) -> tuple[Asked, Asked, Asked]:
    """What to ask for the sheets that have some numbers in this column. Private to the floor."""
    return (_sheets, column), (_submissions, column), (_reopenings, column)


def put_together(
    found: Iterable[Any], submitted: Iterable[Any], opened: Iterable[Any]
) -> Iterator[tuple[int, Sheet]]:
    """The sheets of the rows found, each with its dialog's number, in their order. Private to the floor."""
    submissions_of: dict[int, list[Submission]] = defaultdict(list)
    for row in sorted(submitted, key=attrgetter("number")):
        submissions_of[row.sheet_id].append(submissions.from_row(row))
    reopenings_of: dict[int, list[Reopening]] = defaultdict(list)
    for row in sorted(opened, key=attrgetter("id")):
        reopenings_of[row.sheet_id].append(rows.value(Reopening, row))
    for row in sorted(found, key=attrgetter("id")):
        children = {"submissions": tuple(submissions_of[row.id]), "reopenings": tuple(reopenings_of[row.id])}
        yield row.dialog_id, rows.value(Sheet, row, **children)


def _sheets(column: str) -> "peewee.ModelSelect[tables.SheetRow]":
    table = tables.SheetRow
    return table.select().where(among(getattr(table, column)))


def _submissions(column: str) -> "peewee.ModelSelect[tables.SubmissionRow]":
    return submissions.without_content().join(tables.SheetRow).where(among(getattr(tables.SheetRow, column)))


def _reopenings(column: str) -> "peewee.ModelSelect[tables.ReopeningRow]":
    table = tables.ReopeningRow
    return table.select().join(tables.SheetRow).where(among(getattr(tables.SheetRow, column)))
