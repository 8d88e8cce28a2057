"""Word documents that were made and frozen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import peewee

from formserver.domain.dialog import Document
from formserver.domain.refusals import AlreadyThere
from formserver.storage import files, tables
from formserver.storage.engine import rows


@dataclass(frozen=True, kw_only=True)
class NewDocument:
    """A document to be frozen; see `formserver.domain.dialog.Document`.

    `submission_id` is the submission that it shows, None for one over the whole dialog; `template_id` the
    template version it was made from.
    """

    kind: str
    number: int
    file_name: str
    content: bytes
    language: str
    party_id: int | None = None
    submission_id: int | None = None
    holds: tuple[int, ...] = ()
    template_id: int | None = None


def freeze(dialog_id: int, new: NewDocument, now: datetime) -> Document:
    """Keep a document for good.

    Raises AlreadyThere when that submission has one in this language, or the dialog one over the whole with
    this number: whoever comes second with the same work must not make it again.
    """
    if _is_there(dialog_id, new):
        raise AlreadyThere(value=f"{new.kind} {new.number}")
    values = rows.columns(new) | {"holds": list(new.holds)}
    del values["content"]
    document_id = rows.add(
        tables.DocumentRow,
        dialog=dialog_id,
        size=len(new.content),
        sha256=files.keep(new.content),
        frozen_at=now,
        **values,
    )
    return get(document_id)[0]


def get(document_id: int) -> tuple[Document, int]:
    """The document and its dialog's number. Raises NotFound."""
    row = rows.found(tables.DocumentRow, document_id)
    return from_row(row), row.dialog_id


def made_from(dialog_id: int) -> dict[int, int]:
    """The number of the template version that each of a dialog's documents was made from, by its id."""
    document, template = tables.DocumentRow, tables.TemplateRow
    found = document.select(document, template).join(template, on=document.template == template.id)
    of_dialog = found.where(document.dialog == dialog_id)
    return {row.id: row.template.number for row in of_dialog if row.template}


def content(document_id: int) -> bytes:
    """The Word file. Raises NotFound."""
    return files.content(rows.found(tables.DocumentRow, document_id).sha256)


def next_number(dialog_id: int, kind: str) -> int:
    """The number that the next document of this kind in the dialog gets, from 1."""
    table = tables.DocumentRow
    same_kind = (table.dialog == dialog_id) & (table.kind == kind)
    return rows.next_after(table.select(peewee.fn.MAX(table.number)).where(same_kind).scalar())


def holding(dialog_id: int, kinds: Collection[str]) -> set[int]:
    """The submissions of a dialog that are in any document of these kinds."""
    table = tables.DocumentRow
    found = table.select(table.holds).where((table.dialog == dialog_id) & table.kind.in_(list(kinds)))
    return {submission_id for row in found for submission_id in row.holds}


def from_row(row: tables.DocumentRow) -> Document:
    """The fact that a document was frozen. Private to the floor."""
    return rows.value(Document, row, holds=tuple(row.holds))


def _is_there(dialog_id: int, new: NewDocument) -> bool:
    table = tables.DocumentRow
    if new.submission_id is not None:
        same = table.submission == new.submission_id
    else:
        same = (
            (table.dialog == dialog_id)
            & (table.kind == new.kind)
            & (table.number == new.number)
            & table.submission.is_null()
        )
    return bool(table.select().where(same & (table.language == new.language)).exists())
