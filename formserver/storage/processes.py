"""The process definitions that dialogs began with, kept as the files they were read from."""

from collections.abc import Collection, Mapping
from datetime import datetime

from formserver import definitions
from formserver.domain.process import Process
from formserver.domain.refusals import NotFound
from formserver.storage import rows, tables

_parsed: dict[tuple[int, str], Process] = {}


def pin(definition: definitions.Definition, now: datetime) -> int:
    """Keep this definition, unless the very same one is kept already, and give its number."""
    table = tables.Process
    known = table.get_or_none((table.key == definition.process.key) & (table.sha256 == definition.sha256))
    if known is not None:
        return known.id
    return rows.add(
        table,
        key=definition.process.key,
        sha256=definition.sha256,
        pinned_at=now,
        files=dict(definition.files),
    )


def get(process_id: int) -> Process:
    """The process. Raises NotFound."""
    try:
        return some([process_id])[process_id]
    except KeyError:
        raise NotFound(kind="process", id=process_id) from None


def some(process_ids: Collection[int]) -> dict[int, Process]:
    """Several processes by number, in one question and one more for those not read before."""
    table = tables.Process
    wanted = [
        (row.id, row.sha256)
        for row in table.select(table.id, table.sha256).where(table.id.in_(list(process_ids)))
    ]
    unread = [process_id for process_id, sha256 in wanted if (process_id, sha256) not in _parsed]
    if unread:
        for row in table.select().where(table.id.in_(unread)):
            _parsed[row.id, row.sha256] = definitions.parse(row.files)
    return {process_id: _parsed[process_id, sha256] for process_id, sha256 in wanted}


def files(process_id: int) -> Mapping[str, str]:
    """The texts of its files by path. Raises NotFound."""
    found: Mapping[str, str] = rows.found(tables.Process, process_id).files
    return found


def latest(key: str) -> int | None:
    """The number of the definition of this process that was kept last, or None."""
    table = tables.Process
    row = table.select(table.id).where(table.key == key).order_by(table.id.desc()).get_or_none()
    return row.id if row else None
