"""What was submitted: numbered, frozen copies of sheets."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import datetime

import peewee

from formserver.domain.content import Content, from_json, to_json
from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Submission
from formserver.storage import tables
from formserver.storage.engine import rows
from formserver.storage.engine.prepared import ask, numbered


@dataclass(frozen=True, kw_only=True)
class NewSubmission:
    """Who submits and what is known of it; see `formserver.domain.dialog.Submission`."""

    by: str
    on_behalf: bool = False
    silent: bool = False
    asked: Mapping[int, int] = made_by(default_factory=dict)
    contact_id: int | None = None
    account_id: int | None = None


def freeze(sheet_id: int, content: Content, new: NewSubmission, now: datetime) -> Submission:
    """Keep what a sheet holds for good.

    Its number counts within the sheet, its receipt "2027-0042" over all dialogs of a year (Europe/Oslo).
    """
    table, year = tables.SubmissionRow, now.astimezone(OSLO).year
    number = table.select(peewee.fn.MAX(table.number)).where(table.sheet == sheet_id).scalar()
    count = table.select(peewee.fn.MAX(table.year_count)).where(table.year == year).scalar()
    submission_id = rows.add(
        table,
        sheet=sheet_id,
        number=rows.next_after(number),
        year=year,
        year_count=rows.next_after(count),
        at=now,
        content=to_json(content),
        **rows.columns(new),
    )
    return get(submission_id)[0]


def get(submission_id: int) -> tuple[Submission, int]:
    """The submission and its sheet's number. Raises NotFound."""
    row = rows.found(tables.SubmissionRow, submission_id)
    return from_row(row), row.sheet_id


def content(submission_id: int) -> Content:
    """What it holds. Raises NotFound."""
    return from_json(rows.found(tables.SubmissionRow, submission_id).content)


def contents(submission_ids: Collection[int]) -> dict[int, Content]:
    """What several hold, by number; those that are not there are left out."""
    found = ask(numbered, submission_ids, tables.SubmissionRow)
    return {row.id: from_json(row.content) for row in found}


def without_content() -> "peewee.ModelSelect[tables.SubmissionRow]":
    """A question for submissions that leaves their content where it is. Private to the floor."""
    table = tables.SubmissionRow
    fields = table._meta.sorted_fields  # noqa: SLF001 - peewee's own name for it
    return table.select(*[field for field in fields if field is not table.content])


def from_row(row: tables.SubmissionRow) -> Submission:
    """The fact that something was submitted. Private to the floor."""
    asked = {int(party_id): count for party_id, count in row.asked.items()}
    return rows.value(Submission, row, receipt=f"{row.year}-{row.year_count:04}", asked=asked)
