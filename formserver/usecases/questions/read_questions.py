"""The questions of a process as administrators see them: in use, and in the draft that is worked on."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from formserver import definitions
from formserver.domain.process import Form, Process
from formserver.domain.refusals import DefinitionUnreadable, NotFound
from formserver.storage import database, process_versions, processes
from formserver.storage.process_versions import ProcessDraft, ProcessVersion
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class Questions:
    """The version in use with its files, and the draft with what it says; without one, `process` is in use.

    `mark` changes with every change of either: who changes something tells which one they saw.
    """

    in_use: ProcessVersion
    used: Process
    files: Mapping[str, str]
    draft: ProcessDraft | None
    process: Process

    @property
    def mark(self) -> str:
        """What to hand back with a change."""
        if self.draft is None:
            return f"{self.in_use.id}"
        return f"{self.in_use.id}/{self.draft.version}/{self.draft.changed_at.timestamp():.0f}"

    @property
    def drafted_files(self) -> Mapping[str, str]:
        """The files of the draft, or those in use."""
        return self.draft.files if self.draft else self.files

    def form(self, key: str) -> Form:
        """A form of the draft. Raises NotFound."""
        found = next((form for form in self.process.forms if form.key == key), None)
        if found is None:
            raise NotFound(kind="form", id=key)
        return found


def read(tools: Tools, key: str) -> Questions:
    """The questions of one process. Raises NotFound, also for one that the program does not have.

    Raises DefinitionUnreadable.
    """
    if key not in tools.definitions:
        raise NotFound(kind="process", id=key)
    with database.reading():
        in_use = process_versions.in_use(key)
        used = processes.definition(in_use.process_id)
        draft = process_versions.draft(key)
    return Questions(
        in_use=in_use,
        used=used.process,
        files=used.files,
        draft=draft,
        process=definitions.read(draft.files).process if draft else used.process,
    )


def every(tools: Tools) -> list[Questions]:
    """The questions of all processes, without those that cannot be read."""
    found: list[Questions] = []
    with database.reading():
        for key in tools.definitions:
            with suppress(DefinitionUnreadable):
                found.append(read(tools, key))
    return found
