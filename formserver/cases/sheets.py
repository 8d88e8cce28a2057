"""Makes the filled-in forms of a case: each value in the shape of its kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from formserver.cases import references, texts
from formserver.cases.case import Attached, CaseItem, CaseParty, CaseSheet
from formserver.domain.content import AttachmentKind, Value
from formserver.domain.process import Field, Form, Kind, Process

Raw = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands beside the forms: the parties, and the files that came with the case, by path."""

    parties: tuple[CaseParty, ...]
    files: Mapping[str, bytes]


def filled_forms(raw: Raw, process: Process, around: Around) -> tuple[CaseSheet, ...]:
    """The sheet that asks, if there is one, and one for each party that has begun to answer."""
    asking, answering = process.asking_form, process.answering_form
    asked = [_sheet(row, asking, None, around) for row in references.sheets(raw, asking)]
    themes = {item.id: item.theme for sheet in asked for item in sheet.items}
    filled = {row["party_id"]: row for row in references.sheets(raw, answering)}
    answered = [
        _sheet(filled[party.id], answering, party.id, around, themes)
        for party in around.parties
        if party.id in filled
    ]
    return (*asked, *answered)


def _sheet(
    row: Raw, form: Form, party: str | None, around: Around, themes: Mapping[str, int] | None = None
) -> CaseSheet:
    at, by = row.get("submitted_at"), row.get("submitted_by")
    everybody = (person for one in around.parties for person in one.people)
    return CaseSheet(
        form=form.key,
        party=party,
        values=_values(row.get("answers", {}), form.fields),
        items=tuple(_item(item, form, themes) for item in row.get("items", [])),
        attachments=tuple(_attachment(one, around.files) for one in row.get("attachments", [])),
        submitted_at=datetime.fromisoformat(at) if at else None,
        submitted_by=next((person for person in everybody if person.id == by), None),
    )


def _item(row: Raw, form: Form, themes: Mapping[str, int] | None) -> CaseItem:
    """An item, or the answer to one, which has its theme."""
    theme = row["theme"] if themes is None else themes[row["id"]]
    return CaseItem(id=row["id"], theme=theme, values=_values(row["answers"], form.item_fields))


def _attachment(row: Raw, files: Mapping[str, bytes]) -> Attached:
    content = files.get(row.get("path") or "")
    if row.get("address"):
        kind = AttachmentKind.ADDRESS
    elif not row.get("public", True):
        kind = AttachmentKind.OTHER_CHANNEL
    else:
        kind = AttachmentKind.NOT_ENCLOSED if content is None else AttachmentKind.FILE
    return Attached(
        kind=kind,
        title=texts.line(row["title"]),
        file_name=texts.line(row.get("filename")),
        size=len(content) if content is not None else row.get("size_bytes") or 0,
        address=row.get("address") or "",
        path=row.get("path") or "",
        content=content if kind is AttachmentKind.FILE else None,
    )


def _values(answers: Raw, fields: Iterable[Field]) -> dict[str, Value]:
    asked = [field for field in fields if answers.get(field.key) is not None]
    return {field.key: _value(answers[field.key], field) for field in asked}


def _value(given: Any, field: Field) -> Value:
    match field.kind:
        case Kind.CHOICE:
            return str(given)
        case Kind.TEXT:
            return texts.line(given)
        case Kind.QUESTIONS:
            return {party: text for party, text in given.items() if text}
        case Kind.PEOPLE:
            return [{"title": "", "themes": [], "attendance": ""} | person for person in given]
        case _:
            return given
