"""Writes a case in the shape that `reading` reads, so that an export can be imported elsewhere."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from formserver.cases import shape as shapes
from formserver.cases.case import Attached, Case, CaseParty, CasePerson, CaseSheet
from formserver.cases.shape import FormShape, ListShape
from formserver.definitions import Definition
from formserver.domain import deadlines
from formserver.domain.content import AttachmentKind, Value
from formserver.domain.deadlines import Deadline
from formserver.domain.dialog import ProgrammeLine
from formserver.domain.process import Field, Process
from formserver.domain.words import DOCUMENT_LANGUAGES, Words

Raw = dict[str, Any]
_DECISION = {"nb": "bokmål", "nn": "nynorsk"}


def write(case: Case, definition: Definition) -> bytes:
    """The case as JSON. Raises OSError when the process's folder is gone."""
    shape = shapes.load(definition)
    everybody = tuple(person for party in case.parties for person in party.people)
    raw: Raw = {
        "themes": [{"no": theme.number, **_words("title", theme.title)} for theme in case.themes],
        "dialog": _dialog(case, definition.process),
        "parties": [_party(party) for party in case.parties],
    }
    for sheet in case.sheets:
        form = definition.process.form(sheet.form)
        if form.answers is None:
            part = _Part(where=shape.asking, everybody=everybody)
            host = next(party for party in case.parties if party.role == definition.process.host_role.key)
            items = [
                {"id": item.id, "theme": item.theme, **part.item(form.item_fields, item.values)}
                for item in sheet.items
            ]
            raw[shape.asking.at] = {"party_id": host.id, **part.once(form.fields, sheet), "items": items}
        else:
            part = _Part(where=shape.answering, everybody=everybody)
            raw.setdefault(shape.answering.at, []).append(
                {"party_id": sheet.party, **part.once(form.fields, sheet)}
            )
            raw.setdefault(shape.answering.answers, []).extend(
                {"item_id": item.id, "party_id": sheet.party, **part.item(form.item_fields, item.values)}
                for item in sheet.items
            )
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


@dataclass(frozen=True, kw_only=True)
class _Part:
    """Writes the fields of one form to where case.toml says that they lie."""

    where: FormShape
    everybody: tuple[CasePerson, ...]

    def once(self, fields: Iterable[Field], sheet: CaseSheet) -> Raw:
        """The once-fields, the attachments, and when and by whom it was submitted."""
        return {
            "submitted_at": sheet.submitted_at.isoformat() if sheet.submitted_at else None,
            "submitted_by": sheet.submitted_by.id if sheet.submitted_by else None,
            **self._values(fields, sheet.values, self.where.fields),
            "attachments": [_attachment(one) for one in sheet.attachments],
        }

    def item(self, fields: Iterable[Field], values: Mapping[str, Value]) -> Raw:
        """The fields of one item."""
        return self._values(fields, values, self.where.item_fields)

    def _values(self, fields: Iterable[Field], values: Mapping[str, Value], listed: ListShape) -> Raw:
        raw: Raw = {}
        for field in fields:
            if field.key in values:
                source = listed.asked[field.key]
                raw[listed.key(field)] = values[field.key]
                if source.made in {"names", "people"}:
                    raw[source.start] = self._ids(values[field.key])
        return raw

    def _ids(self, value: Value) -> list[str]:
        """The people that a value names, as far as they are known; the value itself stands beside."""
        names = value.split(", ") if isinstance(value, str) else [person["name"] for person in value]
        return [person.id for person in self.everybody if person.name in names]


def _attachment(one: Attached) -> Raw:
    row: Raw = {"title": one.title, "filename": one.file_name, "size_bytes": one.size}
    if one.kind is AttachmentKind.OTHER_CHANNEL:
        return row | {"public": False}
    return row | {"address": one.address or None, "path": one.path or None}
