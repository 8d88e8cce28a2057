"""Process definitions as they were kept: those that dialogs began with, and those that may be used.

They are read, never judged again; one that cannot even be read is left out of several, and refused by itself.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from formserver import definitions
from formserver.definitions import Definition, DefinitionFault, ProcessFault
from formserver.domain.process import Process
from formserver.domain.refusals import DefinitionUnreadable, NotFound
from formserver.storage import tables
from formserver.storage.engine import rows
from formserver.storage.engine.prepared import among, ask

if TYPE_CHECKING:
    import peewee

# What was read of the files, or the faults that keep this program from it.
_read: dict[tuple[int, str], Definition | tuple[ProcessFault, ...]] = {}
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
    """The process. Raises NotFound, DefinitionUnreadable."""
    return definition(process_id).process


def some(process_ids: Collection[int]) -> dict[int, Process]:
    """Those of several that can be read, by number: one question, and one more for those not read before."""
    return _readable(_outcomes(process_ids))


def named(found: Iterable[Any]) -> dict[int, Process]:
    """Those that can be read, of rows with number and SHA-256, by number; asks for those not read before.

    Private to the floor.
    """
    return _readable(_read_all({row.id: row.sha256 for row in found}))


def definition(process_id: int) -> Definition:
    """The process with the text files that it was read from. Raises NotFound, DefinitionUnreadable."""
    found = _outcomes([process_id]).get(process_id)
    if found is None:
        raise NotFound(kind="process", id=process_id)
    if not isinstance(found, Definition):
        raise DefinitionUnreadable(faults=found)
    return found


def unreadable() -> dict[int, tuple[ProcessFault, ...]]:
    """Those that dialogs follow and that cannot be read, by number, with every reason."""
    table = tables.ProcessRow
    followed = table.select(table.id).where(table.id.in_(tables.DialogRow.select(tables.DialogRow.process)))
    found = _outcomes([row.id for row in followed])
    return {number: one for number, one in found.items() if not isinstance(one, Definition)}


def files(process_id: int) -> Mapping[str, str]:
    """The texts of its files by path. Raises NotFound."""
    found = texts([process_id])
    if process_id not in found:
        raise NotFound(kind="process", id=process_id)
    return found[process_id]


def texts(process_ids: Collection[int]) -> dict[int, Mapping[str, str]]:
    """The texts of several by number, whatever they make."""
    table = tables.ProcessRow
    wanted = {row.id: row.sha256 for row in ask(_names, process_ids)}
    unread = [process_id for process_id, sha256 in wanted.items() if sha256 not in _texts]
    for row in table.select().where(table.id.in_(unread)) if unread else ():
        _texts[row.sha256] = {path: _shared.setdefault(text, text) for path, text in row.files.items()}
    return {process_id: _texts[sha256] for process_id, sha256 in wanted.items()}


def key_of(process_id: int) -> str:
    """What it is a definition of. Raises NotFound."""
    return rows.found(tables.ProcessRow, process_id).key


def _outcomes(process_ids: Collection[int]) -> dict[int, Definition | tuple[ProcessFault, ...]]:
    return _read_all({row.id: row.sha256 for row in ask(_names, process_ids)})


def _read_all(wanted: Mapping[int, str]) -> dict[int, Definition | tuple[ProcessFault, ...]]:
    table = tables.ProcessRow
    unread = [process_id for process_id, sha256 in wanted.items() if (process_id, sha256) not in _read]
    if unread:
        for row in table.select().where(table.id.in_(unread)):
            _read[row.id, row.sha256] = _outcome(row.files)
    return {process_id: _read[process_id, sha256] for process_id, sha256 in wanted.items()}


def _readable(found: Mapping[int, Definition | tuple[ProcessFault, ...]]) -> dict[int, Process]:
    return {number: one.process for number, one in found.items() if isinstance(one, Definition)}


def _outcome(files: Mapping[str, str]) -> Definition | tuple[ProcessFault, ...]:
    try:
        return definitions.read(files)
    except DefinitionFault as fault:
        return tuple(fault.faults)


def _names() -> "peewee.ModelSelect[tables.ProcessRow]":
    table = tables.ProcessRow
    return table.select(table.id, table.sha256).where(among(table.id))
