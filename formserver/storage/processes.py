"""Process definitions as they were kept: those that dialogs began with, and those that may be used."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from formserver import definitions
from formserver.definitions import Definition
from formserver.domain.process import Process
from formserver.domain.refusals import NotFound
from formserver.storage import tables
from formserver.storage.engine import rows
from formserver.storage.engine.prepared import among, ask

if TYPE_CHECKING:
    import peewee

_read: dict[tuple[int, str], Definition] = {}
# By the SHA-256 of the files, which never change; versions differ in a file or two, so the texts are shared.
_texts: dict[str, Mapping[str, str]] = {}
_shared: dict[str, str] = {}


def pin(definition: Definition, now: datetime) -> int:
    """Keep this definition, unless the very same one is kept already, and give its number."""
    return keep(definition.process.key, definition.files, now)


def keep(key: str, files: Mapping[str, str], now: datetime) -> int:
    """Keep text files by path, unless the very same ones are kept under this key, and give their number.

    They need not make a process: the service's own letters are kept so too.
    """
    sha256 = definitions.sha256_of(files)
    known = with_sha256(key, sha256)
    if known is not None:
        return known
    return rows.add(tables.ProcessRow, key=key, sha256=sha256, pinned_at=now, files=dict(files))


def with_sha256(key: str, sha256: str) -> int | None:
    """The number of the kept text files with this common SHA-256 (hex), or None."""
    table = tables.ProcessRow
    known = table.get_or_none((table.key == key) & (table.sha256 == sha256))
    return None if known is None else known.id


def get(process_id: int) -> Process:
    """The process. Raises NotFound."""
    return definition(process_id).process


def some(process_ids: Collection[int]) -> dict[int, Process]:
    """Several processes by number, in one question and one more for those not read before."""
    return {number: found.process for number, found in _definitions(process_ids).items()}


def definition(process_id: int) -> Definition:
    """The process with the text files that it was read from. Raises NotFound."""
    try:
        return _definitions([process_id])[process_id]
    except KeyError:
        raise NotFound(kind="process", id=process_id) from None


def files(process_id: int) -> Mapping[str, str]:
    """The texts of its files by path. Raises NotFound."""
    return definition(process_id).files


def texts(process_ids: Collection[int]) -> dict[int, Mapping[str, str]]:
    """The texts of several by number, without judging what they make."""
    table = tables.ProcessRow
    wanted = {row.id: row.sha256 for row in ask(_names, process_ids)}
    unread = [process_id for process_id, sha256 in wanted.items() if sha256 not in _texts]
    for row in table.select().where(table.id.in_(unread)) if unread else ():
        _texts[row.sha256] = {path: _shared.setdefault(text, text) for path, text in row.files.items()}
    return {process_id: _texts[sha256] for process_id, sha256 in wanted.items()}


def key_of(process_id: int) -> str:
    """What it is a definition of. Raises NotFound."""
    return rows.found(tables.ProcessRow, process_id).key


def _definitions(process_ids: Collection[int]) -> dict[int, Definition]:
    table = tables.ProcessRow
    wanted = [(row.id, row.sha256) for row in ask(_names, process_ids)]
    unread = [process_id for process_id, sha256 in wanted if (process_id, sha256) not in _read]
    if unread:
        for row in table.select().where(table.id.in_(unread)):
            _read[row.id, row.sha256] = definitions.made_of(row.files)
    return {process_id: _read[process_id, sha256] for process_id, sha256 in wanted}


def _names() -> "peewee.ModelSelect[tables.ProcessRow]":
    table = tables.ProcessRow
    return table.select(table.id, table.sha256).where(among(table.id))
