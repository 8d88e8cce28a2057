"""Takes a version of a Word template into use: for new dialogs, or for one dialog that runs.

Running dialogs stay on theirs unless moved one by one. Documents that were made never change.
"""

from formserver.documents import check
from formserver.documents.findings import Finding
from formserver.domain.refusals import TemplateFaulty
from formserver.storage import database, dialogs, journal, templates
from formserver.storage.templates import TemplateVersion
from formserver.usecases import check_template, preview_template
from formserver.usecases.actors import Actor
from formserver.usecases.compiled import DocumentNotMade
from formserver.usecases.tools import Tools


def use_template(tools: Tools, actor: Actor, version_id: int) -> TemplateVersion:
    """New dialogs make their documents from this version. Raises NotFound, TemplateFaulty."""
    _refuse_faulty(check_template.check_template(tools, version_id))
    now = tools.clock()
    with database.writing():
        version = templates.get(version_id)
        if templates.in_use(version.place) != version:
            templates.use(version_id, actor.name, now)
            journal.note(None, "template_used", actor.name, _facts(version), now)
    return version


def move_dialog(tools: Tools, actor: Actor, version_id: int, dialog_id: int) -> TemplateVersion:
    """One dialog makes its documents from this version from now on.

    Raises NotFound, and TemplateFaulty also where the dialog's own answers cannot be filled in.
    """
    _refuse_faulty(check_template.check_template(tools, version_id, dialog_id))
    _try_on(tools, version_id, dialog_id)
    now = tools.clock()
    with database.writing():
        version = templates.get(version_id)
        before, _ = templates.of_dialog(dialog_id, version.document, version.language)
        if before != version:
            templates.pin(dialog_id, [version_id])
            facts = _facts(version) | {"before": before.number}
            journal.note(dialog_id, "template_changed", actor.name, facts, now)
    return version


def _try_on(tools: Tools, version_id: int, dialog_id: int) -> None:
    with database.reading():
        version, dialog = templates.get(version_id), dialogs.get(dialog_id)
    if preview_template.can_show(dialog, dialog.process.document(version.document)):
        try:
            preview_template.preview_template(tools, version_id, dialog_id)
        except DocumentNotMade as fault:
            raise TemplateFaulty(errors=1) from fault


def _refuse_faulty(findings: tuple[Finding, ...]) -> None:
    if found := check.errors(findings):
        raise TemplateFaulty(errors=len(found))


def _facts(version: TemplateVersion) -> dict[str, object]:
    return {
        "template": version.id,
        "document": version.document,
        "language": version.language,
        "number": version.number,
    }
