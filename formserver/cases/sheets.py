"""Makes the filled-in forms of a case: each value in the shape of its kind, from where case.toml says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from datetime import datetime
from typing import Any

from formserver.cases import texts
from formserver.cases.case import Attached, CaseItem, CaseParty, CasePerson, CaseSheet
from formserver.cases.shape import AnswerSource, FormShape, ListShape, Shape
from formserver.domain.content import AttachmentKind, Value
from formserver.domain.process import Field, Form, Kind, Process

Raw = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands beside the forms: the parties, and the files that came with the case, by path."""

    parties: tuple[CaseParty, ...]
    files: Mapping[str, bytes]
    themes: Mapping[str, list[int]] = made_by(default_factory=dict)  # of a person, by id

    def person(self, person_id: str) -> CasePerson:
        """The person with this id."""
        everybody = (person for party in self.parties for person in party.people)
        return next(person for person in everybody if person.id == person_id)


def of(raw: Raw, shape: Shape, process: Process, around: Around) -> tuple[CaseSheet, ...]:
    """The sheet that asks, if there is one, and one for each party that has begun to answer."""
    asking = raw.get(shape.asking.at)
    if asking is None:
        return ()
    first = _asking(asking, shape.asking, process.asking_form, around)
    return (first, *_answering(raw, shape, process.answering_form, around))


def _asking(row: Raw, shape: FormShape, form: Form, around: Around) -> CaseSheet:
    items = tuple(
        CaseItem(
            id=item["id"],
            theme=item["theme"],
            values=_values(item, form.item_fields, shape.item_fields, around),
        )
        for item in row["items"]
    )
    return _sheet(
        row, form, around, party=None, values=_values(row, form.fields, shape.fields, around), items=items
    )


def _answering(raw: Raw, shape: Shape, form: Form, around: Around) -> Iterable[CaseSheet]:
    where, themes = shape.answering, {item["id"]: item["theme"] for item in raw[shape.asking.at]["items"]}
    summaries = {row["party_id"]: row for row in raw.get(where.at, [])}
    answers = raw.get(where.answers, [])
    for party in around.parties:
        own = [row for row in answers if row["party_id"] == party.id]
        summary = summaries.get(party.id)
        if own or summary:
            beside = replace(around, themes=_themes_of_people(own, where, themes))
            values = _values(summary or {}, form.fields, where.fields, beside)
            items = tuple(
                CaseItem(
                    id=row["item_id"],
                    theme=themes[row["item_id"]],
                    values=_values(row, form.item_fields, where.item_fields, around),
                )
                for row in own
            )
            yield _sheet(summary or {}, form, around, party=party.id, values=values, items=items)


def _themes_of_people(
    answers: list[Raw], shape: FormShape, themes: Mapping[str, int]
) -> dict[str, list[int]]:
    """The themes in which each person is named as one who can answer, by person id."""
    found: dict[str, set[int]] = {}
    for source in shape.item_fields.asked.values():
        for row in answers:
            for person in row.get(source.start) or []:
                found.setdefault(person, set()).add(themes[row["item_id"]])
    return {person: sorted(numbers) for person, numbers in found.items()}


def _sheet(row: Raw, form: Form, around: Around, **parts: Any) -> CaseSheet:
    at, by = row.get("submitted_at"), row.get("submitted_by")
    return CaseSheet(
        form=form.key,
        attachments=tuple(_attachment(one, around.files) for one in row.get("attachments", [])),
        submitted_at=datetime.fromisoformat(at) if at else None,
        submitted_by=around.person(by) if by else None,
        **parts,
    )


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


def _values(row: Raw, fields: Iterable[Field], listed: ListShape, around: Around) -> dict[str, Value]:
    found = {}
    for field in fields:
        source, given = listed.asked[field.key], row.get(listed.key(field))
        if given is None and source.start and row.get(source.start):
            found[field.key] = _made(source, row[source.start], field, around)
        elif given is not None:
            found[field.key] = _shaped(given, field)
    return found


def _shaped(given: Any, field: Field) -> Value:
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


def _made(source: AnswerSource, given: Any, field: Field, around: Around) -> Value:
    people = [around.person(one) for one in (given if isinstance(given, list) else [given])]
    if source.made == "people" and field.kind is Kind.PEOPLE:
        first = field.choices[0].key
        return [
            {
                "name": one.name,
                "title": one.title,
                "themes": around.themes.get(one.id, []),
                "attendance": first,
            }
            for one in people
        ]
    if source.made == "contact":
        return ", ".join(part for one in people for part in (one.name, one.phone) if part)
    return ", ".join(one.name for one in people)
