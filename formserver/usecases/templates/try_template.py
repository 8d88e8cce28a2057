"""Tries a version of a Word template on the answers of real dialogs, in a child process that can be ended.

Nothing is kept and nothing is frozen: it tells what samples cannot foresee.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from formserver.documents.check import run_check
from formserver.documents.word.findings import Finding
from formserver.domain.dialog import Dialog
from formserver.domain.process import Process
from formserver.domain.words import Words
from formserver.storage import database, dialogs, templates
from formserver.storage.templates import TemplateVersion
from formserver.usecases.documents import make_document
from formserver.usecases.processes import process_in_use
from formserver.usecases.templates import check_template, preview_template
from formserver.usecases.tools import Tools

LAST = 3  # dialogs
LOOKED_AT = 20  # the newest dialogs, among which the last ones with answers are found


@dataclass(frozen=True, kw_only=True)
class TrialFailure:
    """A dialog whose answers a version cannot be filled with, the day of its meeting, and why."""

    dialog_id: int
    title: Words
    day: date
    findings: tuple[Finding, ...]


def on_last(tools: Tools, version_id: int) -> tuple[TrialFailure, ...]:
    """Those of the last dialogs with answers on which a version fails; of the first party it fails for.

    Only dialogs are tried whose questions say the same to a template as those in use do. Raises NotFound,
    TooBusy.
    """
    found = [
        TrialFailure(
            dialog_id=dialog.id,
            title=dialog.title,
            day=dialog.meeting.day,
            findings=tuple(on_dialog(tools, version_id, dialog.id)),
        )
        for dialog in _last(tools, version_id)
    ]
    return tuple(one for one in found if one.findings)


def on_dialog(tools: Tools, version_id: int, dialog_id: int) -> Sequence[Finding]:
    """Why a version cannot be filled with the answers of a dialog of its process, every party's among them.

    Nothing where it can, and where there are no answers yet. Raises NotFound, TooBusy.
    """
    with database.reading():
        version, template, dialog = (
            templates.get(version_id),
            templates.content(version_id),
            dialogs.get(dialog_id),
        )
    kind = dialog.process.document(version.document)
    if not preview_template.can_show(dialog, kind):
        return ()
    source = dataclasses.replace(
        make_document.read(dialog_id, kind), template=template, template_id=version_id
    )
    packets = [
        make_document.packet(tools, one, kind, None) for one in preview_template.each_document(source, kind)
    ]
    return run_check.errors(run_check.filled(template, packets))


def _last(tools: Tools, version_id: int) -> list[Dialog]:
    with database.reading():
        version = templates.get(version_id)
        used = process_in_use.definition(tools, version.process).process
        newest = sorted(templates.pinned_by(version.place), reverse=True)[:LOOKED_AT]
        return [one for one in dialogs.many(newest) if _is_like_new(one, version, used)][:LAST]


def _is_like_new(dialog: Dialog, version: TemplateVersion, used: Process) -> bool:
    """Whether a dialog has answers, and to a template they look as those of a new one would."""
    kind = dialog.process.document(version.document)
    return (
        dialog.language == version.language
        and preview_template.can_show(dialog, kind)
        and check_template.reads(dialog.process, kind.key) == check_template.reads(used, kind.key)
    )
