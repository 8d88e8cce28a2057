"""The attachments of a sheet as they stand in its draft; what was submitted with them is frozen elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from formserver.domain.content import Attachment, AttachmentKind
from formserver.storage import tables
from formserver.storage.engine import rows
from formserver.storage.engine.prepared import among

if TYPE_CHECKING:
    import peewee


@dataclass(frozen=True, kw_only=True)
class NewAttachment:
    """What is written down about an attachment; see `formserver.domain.content.Attachment`."""

    kind: AttachmentKind
    title: str
    file_name: str = ""
    size: int = 0
    sha256: str = ""
    address: str = ""


def add(sheet_id: int, new: NewAttachment) -> int:
    """Add an attachment after the others, and give its number. The bytes are kept by `files.keep` before."""
    columns = rows.columns(new) | {"kind": new.kind.value, "sha256": new.sha256 or None}
    return rows.add(tables.AttachmentRow, sheet=sheet_id, **columns)


def remove(attachment_id: int, now: datetime) -> None:
    """Take it out of the draft; the row and the bytes stay for what was submitted with it."""
    rows.change(tables.AttachmentRow, attachment_id, removed_at=now)


def restore(attachment_id: int) -> None:
    """Put a removed attachment back where it was."""
    rows.change(tables.AttachmentRow, attachment_id, removed_at=None)


def get(attachment_id: int) -> tuple[Attachment, int]:
    """The attachment, removed or not, and its sheet's number. Raises NotFound."""
    row = rows.found(tables.AttachmentRow, attachment_id)
    return from_row(row), row.sheet_id


def of_sheets() -> "peewee.ModelSelect[tables.AttachmentRow]":
    """A question for the attachments of some sheets' drafts. Private to the floor."""
    table = tables.AttachmentRow
    return table.select().where(among(table.sheet) & table.removed_at.is_null())


def from_row(row: Any) -> Attachment:
    """The attachment. Private to the floor."""
    return rows.value(Attachment, row, kind=AttachmentKind(row.kind), sha256=row.sha256 or "")
