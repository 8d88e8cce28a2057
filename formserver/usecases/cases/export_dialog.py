"""Takes a dialog out as one zip: all that was submitted, made and sent, and a case to import elsewhere.

Drafts stay behind, for they are their party's alone; links and codes are not in stored letters at all.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from formserver import cases
from formserver.domain import content, file_names
from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Dialog
from formserver.mail import placeholders
from formserver.storage import database, dialogs, documents, journal, outbox, submissions
from formserver.usecases.cases import export_case
from formserver.usecases.processes import process_in_use
from formserver.usecases.questions import export_process
from formserver.usecases.tools import Tools

WITHHELD = "…"  # where a letter had a personal link or a code

Member = tuple[str, bytes]


def export_dialog(tools: Tools, dialog_id: int) -> bytes:
    """The zip. Raises NotFound."""
    now = tools.clock()
    with database.reading():
        dialog = dialogs.get(dialog_id)
        members = [*_case(tools, dialog), *_documents(dialog), *_submissions(dialog), *_letters(dialog)]
        members.append(("journal.json", _json(_journal(dialog))))
    members.append(("metadata.json", _json(_metadata(tools, dialog, members, now))))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, stored in members:
            archive.writestr(
                zipfile.ZipInfo(name, now.astimezone(OSLO).timetuple()[:6]), stored, zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()


def _case(tools: Tools, dialog: Dialog) -> Iterator[Member]:
    definition = process_in_use.stored(tools, dialog.process.key, dialogs.process_id(dialog.id))
    case = export_case.case(tools, dialog, definition)
    yield cases.CASE_FILE, cases.write(case, definition)
    yield cases.SCHEMA_FILE, cases.published(definition.process)
    yield cases.PROCESS_FILE, export_process.of_dialog(tools, dialog.id, definition)
    for sheet in case.sheets:
        for attached in sheet.attachments:
            if attached.content is not None:
                yield attached.path, attached.content


def _documents(dialog: Dialog) -> Iterator[Member]:
    for document in dialog.documents:
        yield f"documents/{document.id:03} {document.file_name}", documents.content(document.id)


def _submissions(dialog: Dialog) -> Iterator[Member]:
    for sheet in dialog.sheets:
        party = dialog.party(sheet.party_id).short_name.to(dialog.language) if sheet.party_id else ""
        for one in sheet.submissions:
            facts = {
                "form": sheet.form,
                "party": sheet.party_id,
                "number": one.number,
                "receipt": one.receipt,
                "at": one.at.isoformat(),
                "by": one.by,
                "on_behalf": one.on_behalf,
                "content": content.to_json(submissions.content(one.id)),
            }
            name = file_names.safe_name(f"{sheet.form} {party} {one.number}.json")
            yield f"submissions/{name}", _json(facts)


def _letters(dialog: Dialog) -> Iterator[Member]:
    for row in outbox.of_dialog(dialog.id):
        letter = outbox.get(row.id)
        facts = {
            "letter": letter.letter,
            "to": f"{letter.recipient_name} <{letter.recipient_address}>",
            "subject": letter.subject,
            "text": placeholders.fill(letter.text, link=WITHHELD, code=WITHHELD),
            "message_id": letter.message_id,
            "written_at": letter.written_at.isoformat(),
            "sent_at": letter.sent_at.isoformat() if letter.sent_at else None,
            "failure": letter.failure_text,
            "files": [{"name": one.file_name, "sha256": one.sha256} for one in letter.files],
        }
        yield f"letters/{letter.id:05} {letter.letter}.json", _json(facts)


def _journal(dialog: Dialog) -> list[dict[str, Any]]:
    return [
        {"at": entry.at.isoformat(), "event": entry.event, "by": entry.by, "facts": dict(entry.facts)}
        for entry in reversed(journal.of_dialog(dialog.id, limit=1_000_000))
    ]


def _metadata(tools: Tools, dialog: Dialog, members: list[Member], now: datetime) -> dict[str, Any]:
    return {
        "dialog": dialog.id,
        "title": dict(dialog.title.by_language),
        "process": dialog.process.key,
        "process_version": dialog.process.version,
        "parties": {party.id: dict(party.name.by_language) for party in dialog.parties},
        "exported_at": now.isoformat(),
        "exported_from": tools.settings.public_url,
        "sha256": {name: hashlib.sha256(stored).hexdigest() for name, stored in members},
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
