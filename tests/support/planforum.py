"""Packets of the second process: its sample case as the importer makes it, for each of its documents."""

import json
from pathlib import Path

from formserver import app, cases
from formserver.config import Settings
from formserver.config.settings import DOC_TEMPLATES
from formserver.domain.packet import Edition, Packet, compile_packet, only_new
from formserver.storage import database, dialogs
from formserver.usecases.cases import import_dialog
from formserver.usecases.documents import gather
from tests.support.set_clock import SetClock
from tests.web.conftest import NOW

FOLDER = DOC_TEMPLATES / "regionalt_planforum"
CASE = Path(__file__).parents[2] / "formserver" / "demo" / "cases" / "elvdal.json"


def packet(instance: Path, document: str, language: str) -> Packet:
    """What the template of one document is filled with; a fresh instance is made for it."""
    tools = app.make_tools(Settings(instance=instance), clock=SetClock(NOW))
    raw = json.loads(CASE.read_text(encoding="utf-8"))
    raw["dialog"]["document_language"] = language
    case = cases.read(json.dumps(raw).encode(), tools.definitions)
    dialog_id = import_dialog.import_dialog(tools, case)
    with database.reading():
        dialog = dialogs.get(dialog_id)
        asked, answers = gather.submitted(dialog)
    kind = dialog.process.document(document)
    held = {dialog.process.asking_form.key: [], dialog.process.answering_form.key: answers[1:2]}
    edition = Edition(kind=kind, language=language, at=NOW, number=1 if kind.compiled else None)
    whole = compile_packet(dialog, asked, held.get(kind.form or "", answers), edition)
    return only_new(whole, [dialog.askable[1].id], asking_is_new=True) if kind.supplement else whole
