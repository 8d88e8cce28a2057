"""Makes a new version of a process definition, and chooses the one that new dialogs begin with.

Running dialogs keep theirs. Nothing is overwritten: going back is choosing an earlier version again.
"""

from collections.abc import Mapping

from formserver import definitions
from formserver.storage import database, journal, process_versions, processes
from formserver.storage.process_versions import ProcessVersion
from formserver.usecases.actors import Actor
from formserver.usecases.tools import Tools


def new_version(tools: Tools, actor: Actor, key: str, files: Mapping[str, str], note: str) -> ProcessVersion:
    """Keep these files as a version and take it into use; the one in use when they are the very same.

    They were judged where they came from. Raises definitions.DefinitionFault for files that make no process.
    """
    definitions.read(files)
    return keep_version(tools, actor, key, files, note)


def keep_version(tools: Tools, actor: Actor, key: str, files: Mapping[str, str], note: str) -> ProcessVersion:
    """The same for files that are no process: the service's own letters."""
    now = tools.clock()
    with database.writing():
        process_id = processes.keep(key, files, now)
        in_use = process_versions.in_use(key)
        if in_use.process_id == process_id:
            return in_use
        version = process_versions.add(key, process_id, actor.name, note, now)
        process_versions.use(version.id, actor.name, now)
        journal.note(None, "process_changed", actor.name, {"process": key, "version": version.number}, now)
    return version


def use_version(tools: Tools, actor: Actor, version_id: int) -> ProcessVersion:
    """Take an earlier version into use again. Raises NotFound."""
    now = tools.clock()
    with database.writing():
        version = process_versions.get(version_id)
        if process_versions.in_use(version.key) != version:
            process_versions.use(version.id, actor.name, now)
            facts = {"process": version.key, "version": version.number}
            journal.note(None, "process_used", actor.name, facts, now)
    return version
