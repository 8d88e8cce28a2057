"""Which definition new dialogs begin with: the one administrators chose, else the one that was shipped."""

import dataclasses
from contextlib import suppress

from formserver import definitions
from formserver.definitions import Definition, DefinitionFault, ProcessFault
from formserver.domain.refusals import DefinitionUnreadable
from formserver.storage import database, process_versions, processes
from formserver.usecases.tools import Tools


def definition(tools: Tools, key: str) -> Definition:
    """The definition in use of one process. Raises NotFound, DefinitionUnreadable."""
    with database.reading():
        version = process_versions.in_use(key)
        return stored(tools, key, version.process_id)


def every(tools: Tools) -> dict[str, Definition]:
    """The definitions in use by key, of all processes that the program has; without those it cannot read."""
    found: dict[str, Definition] = {}
    with database.reading():
        for key in tools.definitions:
            with suppress(DefinitionUnreadable):
                found[key] = definition(tools, key)
    return found


def reasons_unread(tools: Tools, key: str) -> tuple[ProcessFault, ...]:
    """What new ones may not have, found in the definition in use, which may be older than the program."""
    del tools
    with database.reading():
        files = processes.files(process_versions.in_use(key).process_id)
    try:
        definitions.judge(files)
    except DefinitionFault as found:
        return tuple(found.faults)
    return ()


def kept(tools: Tools, key: str, sha256: str) -> Definition | None:
    """A version of a process that is kept, in use or not, by the SHA-256 (hex) of its files; None without."""
    with database.reading():
        process_id = processes.with_sha256(key, sha256)
        return None if process_id is None else stored(tools, key, process_id)


def stored(tools: Tools, key: str, process_id: int) -> Definition:
    """A kept definition; the Word templates that were shipped with its process stand beside it."""
    folder = tools.definitions[key].folder if key in tools.definitions else None
    return dataclasses.replace(processes.definition(process_id), folder=folder)
