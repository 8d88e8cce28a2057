"""Writes a case in the shape that `reading` reads, so that an export can be imported elsewhere."""

import json
from typing import Any

from formserver.cases.case import Attached, Case, CaseParty, CasePerson, CaseSheet
from formserver.definitions import Definition
from formserver.domain import deadlines
from formserver.domain.content import AttachmentKind
from formserver.domain.deadlines import Deadline
from formserver.domain.dialog import ProgrammeLine
from formserver.domain.process import Process
from formserver.domain.words import DOCUMENT_LANGUAGES, Words

Raw = dict[str, Any]
_DECISION = {"nb": "bokmål", "nn": "nynorsk"}


def write(case: Case, definition: Definition) -> bytes:
    """The case as JSON."""
    process, sheets = definition.process, dict[str, list[Raw]]()
    host = next(party.id for party in case.parties if party.role == process.host_role.key)
    for sheet in case.sheets:
        sheets.setdefault(sheet.form, []).append(_sheet(sheet, host))
    raw: Raw = {
        "themes": [{"no": theme.number, **_words("title", theme.title)} for theme in case.themes],
        "dialog": _dialog(case, process),
        "parties": [_party(party) for party in case.parties],
        "sheets": sheets,
    }
    return json.dumps(raw, ensure_ascii=False, indent=1).encode()


def _dialog(case: Case, process: Process) -> Raw:
    meeting = case.meeting
    due = deadlines.deadlines(process, meeting.day, case.overrides).values()
    return {
        "id": case.id,
        "process": case.process,
        "process_sha256": case.process_sha256,
        "template_sha256s": dict(case.template_sha256s),
        **_words("title", case.title),
        "date": meeting.day.isoformat(),
        "start": f"{meeting.start:%H:%M}",
        "end": f"{meeting.end:%H:%M}",
        "place": meeting.place,
        "online_option": meeting.online,
        "practical": meeting.practical,
        "document_language": case.language,
        "host_party_ids": [party.id for party in case.parties if party.role == process.host_role.key],
        "deadlines": [_deadline(one) for one in due],
        "agenda": [_line(line) for line in case.programme],
    }


def _deadline(one: Deadline) -> Raw:
    return {
        "id": one.key,
        "nominal": one.nominal.isoformat(),
        "effective": one.day.isoformat(),
        "time": f"{one.at:%H:%M}",
        "reason": one.override.reason if one.override else "",
    }


def _line(line: ProgrammeLine) -> Raw:
    return {"time": f"{line.at:%H:%M}" if line.at else None, **_words("title", line.title)}


def _party(party: CaseParty) -> Raw:
    return {
        "id": party.id,
        "type": party.type,
        "process_role": party.role,
        **_words("name", party.name),
        **_words("short_name", party.short_name),
        "number": party.number or None,
        "language_decision": _DECISION[party.language],
        **_words("role", party.description),
        "archive_email": party.records_address or None,
        "case_number": party.case_number or None,
        "people": [_person(person) for person in party.people],
    }


def _person(person: CasePerson) -> Raw:
    return {
        "person_id": person.id,
        "name": person.name,
        "role": person.title,
        "email": person.email,
        "phone": person.phone,
        "language": person.language,
        "deputy": person.deputy,
    }


def _words(key: str, words: Words) -> Raw:
    return {
        f"{key}_{language}": text
        for language in DOCUMENT_LANGUAGES
        if (text := words.by_language.get(language))
    }


def _sheet(sheet: CaseSheet, host: str) -> Raw:
    """One sheet; the joint one of the hosts goes by the first of them."""
    joint = sheet.party is None
    return {
        "party_id": sheet.party or host,
        "submitted_at": sheet.submitted_at.isoformat() if sheet.submitted_at else None,
        "submitted_by": sheet.submitted_by.id if sheet.submitted_by else None,
        "answers": dict(sheet.values),
        "attachments": [_attachment(one) for one in sheet.attachments],
        "items": [
            {"id": item.id, **({"theme": item.theme} if joint else {}), "answers": dict(item.values)}
            for item in sheet.items
        ],
    }


def _attachment(one: Attached) -> Raw:
    row: Raw = {"title": one.title, "filename": one.file_name, "size_bytes": one.size}
    if one.kind is AttachmentKind.OTHER_CHANNEL:
        return row | {"public": False}
    return row | {"address": one.address or None, "path": one.path or None}
