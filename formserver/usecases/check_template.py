"""Checks a version of a Word template against a definition, and keeps what was found.

The check itself runs in a child process, outside every transaction.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any

from formserver.documents import check, names
from formserver.documents.findings import Finding, Place
from formserver.storage import database, dialogs, process_versions, processes, template_checks, templates
from formserver.storage.templates import TemplateVersion
from formserver.usecases.tools import Tools


def check_template(tools: Tools, version_id: int, dialog_id: int | None = None) -> tuple[Finding, ...]:
    """What is wrong with a version, errors first: for new dialogs, or for one dialog with its own definition.

    An empty answer is good news. Raises NotFound.
    """
    with database.reading():
        version = templates.get(version_id)
        content = templates.content(version_id)
        process_id = dialogs.process_id(dialog_id) if dialog_id is not None else _in_use(version)
        process = processes.get(process_id)
        kept_findings = template_checks.findings(version_id, process_id)
    if kept_findings is not None:
        return _findings(kept_findings)
    known = names.of(process, version.document)
    requires = process.document(version.document).requires
    found = check.check(content, known, language=version.language, requires=requires)
    with database.writing():
        template_checks.record(
            version_id, process_id, [dataclasses.asdict(one) for one in found], tools.clock()
        )
    return tuple(found)


def kept(version: TemplateVersion) -> tuple[Finding, ...] | None:
    """What is known to be wrong for new dialogs, or None when that was not checked yet.

    Called inside a transaction.
    """
    found = template_checks.findings(version.id, _in_use(version))
    return None if found is None else _findings(found)


def _in_use(version: TemplateVersion) -> int:
    return process_versions.in_use(version.process).process_id


def _findings(found: list[dict[str, Any]]) -> tuple[Finding, ...]:
    return tuple(_finding(**one) for one in found)


def _finding(kind: str, facts: Mapping[str, str], place: dict[str, Any] | None) -> Finding:
    return Finding(kind=kind, facts=facts, place=Place(**place) if place else None)
