"""Takes a version of a Word template into use: for new dialogs, or for one dialog that runs.

Running dialogs stay on theirs unless moved one by one. Documents that were made never change.
"""

from collections.abc import Iterable

from formserver.documents.check import run_check
from formserver.documents.word.findings import Finding
from formserver.domain.refusals import FailsOnDialogs, TemplateFaulty
from formserver.storage import database, journal, templates
from formserver.storage.templates import TemplateVersion
from formserver.usecases.actors import Actor
from formserver.usecases.templates import check_template, try_template
from formserver.usecases.tools import Tools


def use_template(tools: Tools, actor: Actor, version_id: int, *, anyway: bool = False) -> TemplateVersion:
    """New dialogs make their documents from this version.

    One that was never used is first tried on the last real dialogs, unless it shall be used `anyway`. Raises
    NotFound, TemplateFaulty, FailsOnDialogs, TooBusy.
    """
    _refuse_faulty(check_template.check_template(tools, version_id))
    if not anyway and not _was_used(version_id) and (failures := try_template.on_last(tools, version_id)):
        raise FailsOnDialogs(failures=failures)
    now = tools.clock()
    with database.writing():
        version = templates.get(version_id)
        if templates.in_use(version.place) != version:
            templates.use(version_id, actor.name, now)
            journal.note(None, "template_used", actor.name, _facts(version), now)
    return version


def move_dialog(tools: Tools, actor: Actor, version_id: int, dialog_id: int) -> TemplateVersion:
    """One dialog makes its documents from this version from now on.

    Raises NotFound, TooBusy, and TemplateFaulty also where the dialog's own answers cannot be filled in.
    """
    _refuse_faulty(check_template.check_template(tools, version_id, dialog_id))
    _refuse_faulty(try_template.on_dialog(tools, version_id, dialog_id))
    now = tools.clock()
    with database.writing():
        version = templates.get(version_id)
        before, _ = templates.of_dialog(dialog_id, version.document, version.language)
        if before != version:
            templates.pin(dialog_id, [version_id])
            facts = _facts(version) | {"before": before.number}
            journal.note(dialog_id, "template_changed", actor.name, facts, now)
    return version


def _was_used(version_id: int) -> bool:
    """Going back is not hindered: documents were made from it."""
    with database.reading():
        return version_id in templates.ever_used(templates.get(version_id).place)


def _refuse_faulty(findings: Iterable[Finding]) -> None:
    if found := run_check.errors(findings):
        raise TemplateFaulty(errors=len(found))


def _facts(version: TemplateVersion) -> dict[str, object]:
    return {
        "template": version.id,
        "document": version.document,
        "language": version.language,
        "number": version.number,
    }
