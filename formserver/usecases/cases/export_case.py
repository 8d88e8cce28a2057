"""A dialog as a case that can be imported elsewhere: the plan, and what stands submitted; no drafts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from formserver.cases import Attached, Case, CaseItem, CaseParty, CasePerson, CaseSheet
from formserver.definitions import Definition
from formserver.domain import file_names
from formserver.domain.content import Attachment, AttachmentKind, Item, Value
from formserver.domain.dialog import Dialog, Party, Sheet, Submission
from formserver.domain.process import Field, Form, Kind
from formserver.storage import files, submissions, templates
from formserver.usecases.processes.keep_shipped import places
from formserver.usecases.tools import Tools


def case(tools: Tools, dialog: Dialog, definition: Definition) -> Case:
    """The case; `definition` is what the dialog began with. Parties that left are not in it.

    Called inside a transaction.
    """
    here = tuple(party for party in dialog.parties if not party.withdrawn_at)
    return Case(
        id=dialog.imported_id or f"{dialog.id}@{urlsplit(tools.settings.public_url).hostname}",
        process=dialog.process.key,
        process_sha256=definition.sha256,
        template_sha256s=_templates(dialog),
        title=dialog.title,
        language=dialog.language,
        meeting=dialog.meeting,
        themes=dialog.themes,
        programme=dialog.programme,
        overrides=dialog.overrides,
        parties=tuple(_party(party) for party in here),
        sheets=tuple(_sheets(dialog, _Standing(dialog=dialog, here=frozenset(party.id for party in here)))),
    )


def _templates(dialog: Dialog) -> dict[str, str]:
    pinned = {place: templates.pinned_by(place).get(dialog.id) for place in places(dialog.process)}
    return {place.name: templates.get(version).sha256 for place, version in pinned.items() if version}


@dataclass(frozen=True, kw_only=True)
class _Standing:
    """Who is still there."""

    dialog: Dialog
    here: frozenset[int]


def _party_id(party_id: int) -> str:
    return f"p{party_id}"


def _person_id(contact_id: int) -> str:
    return f"k{contact_id}"


def _party(party: Party) -> CaseParty:
    return CaseParty(
        id=_party_id(party.id),
        role=party.role,
        type=party.type,
        name=party.name,
        short_name=party.short_name,
        number=party.number,
        description=party.description,
        language=party.language,
        records_address=party.records_address,
        case_number=party.case_number,
        people=_people(party),
    )


def _people(party: Party) -> tuple[CasePerson, ...]:
    return tuple(
        CasePerson(
            id=_person_id(one.id),
            name=one.name,
            title=one.title,
            email=one.email,
            phone=one.phone,
            language=one.language,
            deputy=one.deputy,
        )
        for one in party.contacts
    )


def _sheets(dialog: Dialog, standing: _Standing) -> Iterator[CaseSheet]:
    """What was asked first; then the answers to it, without those to items that were taken out since."""
    asking = dialog.asking_sheet
    if asking is None or asking.latest is None:
        return
    asked = submissions.content(asking.latest.id)
    numbers = {item.id: item.number for item in asked.items}
    yield _sheet(asking, asking.latest, numbers, standing)
    answering = dialog.process.answering_form
    for sheet in dialog.sheets:
        if sheet.form == answering.key and sheet.latest and sheet.party_id in standing.here:
            yield _sheet(sheet, sheet.latest, numbers, standing)


def _sheet(sheet: Sheet, latest: Submission, numbers: Mapping[int, str], standing: _Standing) -> CaseSheet:
    form, whose = standing.dialog.process.form(sheet.form), sheet.party_id
    held = submissions.content(latest.id)
    parties = standing.dialog.hosts if whose is None else (standing.dialog.party(whose),)
    people = [person for party in parties for person in _people(party)]
    return CaseSheet(
        form=sheet.form,
        party=_party_id(whose) if whose else None,
        values=_values(form.fields, held.values, standing),
        items=tuple(
            _item(item, form, numbers[item.id], standing) for item in held.items if item.id in numbers
        ),
        attachments=tuple(_attached(one) for one in held.attachments),
        submitted_at=latest.at,
        submitted_by=next((person for person in people if person.name == latest.by), None),
    )


def _item(item: Item, form: Form, number: str, standing: _Standing) -> CaseItem:
    return CaseItem(id=number, theme=item.theme, values=_values(form.item_fields, item.values, standing))


def _values(fields: tuple[Field, ...], values: Mapping[str, Value], standing: _Standing) -> dict[str, Value]:
    return {field.key: _value(field, values[field.key], standing) for field in fields if field.key in values}


def _value(field: Field, value: Value, standing: _Standing) -> Value:
    if field.kind is Kind.HOSTS:
        return [_party_id(party) for party in value or [] if party in standing.here]
    if field.kind is Kind.QUESTIONS:
        return {
            _party_id(int(party)): text
            for party, text in (value or {}).items()
            if int(party) in standing.here
        }
    return value


def _attached(one: Attachment) -> Attached:
    enclosed = one.kind is AttachmentKind.FILE
    return Attached(
        kind=one.kind,
        title=one.title,
        file_name=one.file_name,
        size=one.size,
        address=one.address,
        path=f"attachments/{one.id} {file_names.safe_name(one.file_name)}" if enclosed else "",
        content=files.content(one.sha256) if enclosed else None,
    )
