"""Versions of process definitions, which of them new dialogs begin with, and the one being worked on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from formserver.domain.refusals import NotFound
from formserver.storage import tables
from formserver.storage.engine import rows


@dataclass(frozen=True, kw_only=True)
class ProcessVersion:
    """One version; it never changes. `number` counts within the process.

    `by` is empty for the versions that came with the program. Its files are those of `process_id`.
    """

    id: int
    key: str
    number: int
    process_id: int
    added_at: datetime
    by: str
    note: str

    @property
    def shipped(self) -> bool:
        """Whether it came with the program."""
        return not self.by


@dataclass(frozen=True, kw_only=True)
class ProcessUse:
    """A version was chosen for new dialogs."""

    version_id: int
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class ProcessDraft:
    """A definition that is being worked on: its files by path, and the version it began from.

    `version` counts its changes, so that nobody overwrites what they have not seen.
    """

    key: str
    base_id: int
    files: Mapping[str, str]
    version: int
    changed_at: datetime
    by: str


def add(key: str, process_id: int, by: str, note: str, now: datetime) -> ProcessVersion:
    """Add a version that holds the files of a kept definition."""
    last = next(iter(versions(key)), None)
    number = rows.next_after(last.number if last else None)
    table = tables.ProcessVersionRow
    version_id = rows.add(table, key=key, number=number, process=process_id, added_at=now, by=by, note=note)
    return get(version_id)


def get(version_id: int) -> ProcessVersion:
    """The version. Raises NotFound."""
    return rows.value(ProcessVersion, rows.found(tables.ProcessVersionRow, version_id))


def versions(key: str) -> list[ProcessVersion]:
    """All versions of a process, the last one first."""
    table = tables.ProcessVersionRow
    found = table.select().where(table.key == key).order_by(table.number.desc())
    return [rows.value(ProcessVersion, row) for row in found]


def in_use(key: str) -> ProcessVersion:
    """The version that new dialogs get: the one chosen last, else the last one shipped. Raises NotFound."""
    table, use = tables.ProcessVersionRow, tables.ProcessUseRow
    chosen = table.select().join(use, on=use.version == table.id).where(table.key == key)
    for row in chosen.order_by(use.id.desc()).limit(1):
        return rows.value(ProcessVersion, row)
    if (shipped := last_shipped(key)) is None:
        raise NotFound(kind="process", id=key)
    return shipped


def last_shipped(key: str) -> ProcessVersion | None:
    """The version that came with the program last, or None."""
    return next((one for one in versions(key) if one.shipped), None)


def use(version_id: int, by: str, now: datetime) -> None:
    """Take a version into use for new dialogs."""
    rows.add(tables.ProcessUseRow, version=version_id, by=by, at=now)


def uses(key: str) -> list[ProcessUse]:
    """Every time a version was chosen for new dialogs, the first one first."""
    table = tables.ProcessUseRow
    found = table.select().join(tables.ProcessVersionRow).where(tables.ProcessVersionRow.key == key)
    return [rows.value(ProcessUse, row) for row in found.order_by(table.id)]


def draft(key: str) -> ProcessDraft | None:
    """What is being worked on, or None."""
    row = tables.ProcessDraftRow.get_or_none(tables.ProcessDraftRow.key == key)
    return rows.value(ProcessDraft, row) if row else None


def save_draft(draft: ProcessDraft) -> None:
    """Keep what is being worked on, in place of what was kept before."""
    drop_draft(draft.key)
    values = rows.columns(draft) | {"files": dict(draft.files)}
    values["base"] = values.pop("base_id")
    rows.add(tables.ProcessDraftRow, **values)


def drop_draft(key: str) -> None:
    """Forget what was being worked on."""
    tables.ProcessDraftRow.delete().where(tables.ProcessDraftRow.key == key).execute()
