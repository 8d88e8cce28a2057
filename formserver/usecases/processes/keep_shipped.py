"""Keeps what came with the program as versions like any other: definitions with their letters, and templates.

Nothing shipped is ever lost, and a newer one is never used in place of what an administrator chose.
"""

from collections.abc import Iterator

from formserver.definitions import Definition
from formserver.domain.process import Process
from formserver.domain.words import DOCUMENT_LANGUAGES
from formserver.storage import database, files, process_versions, processes, templates
from formserver.storage.templates import TemplatePlace
from formserver.usecases.processes import letters_in_use
from formserver.usecases.tools import Tools


def keep_shipped(tools: Tools) -> None:
    """Keep every process in the folder and the service's own letters, unless kept already. Raises OSError."""
    _keep_letters(tools)
    for definition in tools.definitions.values():
        shipped = {place: _shipped(definition, place) for place in places(definition.process)}
        with database.reading():
            kept = _is_kept(definition) and not _new(shipped)
        if not kept:
            with database.writing():
                _keep(tools, definition, shipped)


def places(process: Process) -> Iterator[TemplatePlace]:
    """Every Word template that a process needs."""
    for document in process.documents:
        for language in DOCUMENT_LANGUAGES:
            yield TemplatePlace(process=process.key, document=document.key, language=language)


def _keep_letters(tools: Tools) -> None:
    files = letters_in_use.shipped(tools)
    with database.reading():
        version = process_versions.last_shipped(letters_in_use.SERVICE)
        kept = processes.texts([version.process_id])[version.process_id] if version else None
    if kept != files:
        now = tools.clock()
        with database.writing():
            process_id = processes.keep(letters_in_use.SERVICE, files, now)
            process_versions.add(letters_in_use.SERVICE, process_id, "", "", now)


def _shipped(definition: Definition, place: TemplatePlace) -> bytes:
    return definition.template(place.document, place.language)


def _is_kept(definition: Definition) -> bool:
    version = process_versions.last_shipped(definition.process.key)
    return version is not None and version.process_id == processes.with_sha256(version.key, definition.sha256)


def _new(shipped: dict[TemplatePlace, bytes]) -> dict[TemplatePlace, bytes]:
    """Those that are not what the program came with last time."""
    before = templates.shipped()
    return {place: word for place, word in shipped.items() if before.get(place) != files.name_of(word)}


def _keep(tools: Tools, definition: Definition, shipped: dict[TemplatePlace, bytes]) -> None:
    now = tools.clock()
    if not _is_kept(definition):
        process_versions.add(definition.process.key, processes.pin(definition, now), "", "", now)
    for place, word in _new(shipped).items():
        templates.add(place, word, by="", note="", now=now)
