"""Checks a version of a Word template against a definition, and keeps what was found.

The check itself runs in a child process, outside every transaction.
"""

from formserver.documents.check import run_check
from formserver.documents.names import process_names
from formserver.documents.names.process_names import NameGroup
from formserver.documents.word import findings
from formserver.documents.word.findings import Finding
from formserver.domain.process import Process
from formserver.domain.refusals import NotFound
from formserver.storage import database, dialogs, process_versions, processes, template_checks, templates
from formserver.storage.templates import TemplateVersion
from formserver.usecases.tools import Tools


def check_template(tools: Tools, version_id: int, dialog_id: int | None = None) -> tuple[Finding, ...]:
    """What is wrong with a version, errors first: for new dialogs, or for one dialog with its own definition.

    An empty answer is good news. Raises NotFound.
    """
    process_id, found = look(version_id, dialog_id)
    with database.writing():
        if template_checks.findings(version_id, process_id) is None:
            template_checks.record(version_id, process_id, findings.as_data(found), tools.clock())
    return found


def look(version_id: int, dialog_id: int | None = None) -> tuple[int, tuple[Finding, ...]]:
    """The definition checked against and what is wrong, as `check_template`, but nothing is written down."""
    with database.reading():
        version = templates.get(version_id)
        content = templates.content(version_id)
        process_id = dialogs.process_id(dialog_id) if dialog_id is not None else _in_use(version)
        process = processes.get(process_id)
        if process.key != version.process:
            raise NotFound(kind="template", id=version_id)
        known = _known(version, process_id)
    if known is not None:
        return process_id, known
    group, requires = reads(process, version.document)
    found = run_check.check(content, group, language=version.language, requires=requires)
    return process_id, tuple(found)


def kept(version: TemplateVersion) -> tuple[Finding, ...] | None:
    """What is known to be wrong for new dialogs, or None when that was not checked yet.

    Called inside a transaction.
    """
    return _known(version, _in_use(version))


def reads(process: Process, document: str) -> tuple[NameGroup, tuple[str, ...]]:
    """What a check reads of a definition; a changed letter leaves it as it is."""
    return process_names.in_document(process, document), process.document(document).requires


def may_be_opened(version: TemplateVersion) -> bool:
    """Whether a version can be read outside the child process: shipped, or checked and not too heavy for it.

    Called inside a transaction.
    """
    kinds = template_checks.kinds(version.id)
    return version.shipped or (kinds is not None and "too_heavy" not in kinds)


def _known(version: TemplateVersion, process_id: int) -> tuple[Finding, ...] | None:
    """What was found against this definition, or against another of which a check reads the very same."""
    if (found := template_checks.findings(version.id, process_id)) is not None:
        return tuple(findings.from_data(found))
    earlier = template_checks.found_by_definition(version.id)
    read = {
        number: reads(one, version.document) for number, one in processes.some({*earlier, process_id}).items()
    }
    same = [earlier[number] for number in sorted(earlier) if read.get(number) == read[process_id]]
    return tuple(findings.from_data(same[-1])) if same else None


def _in_use(version: TemplateVersion) -> int:
    return process_versions.in_use(version.process).process_id
