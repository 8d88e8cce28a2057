"""Stores the filled-in forms of a case that is taken in. Called inside `import_dialog`'s transaction."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from formserver.cases import Attached, CaseItem, CaseSheet
from formserver.domain import asking, submitting
from formserver.domain.completeness import Asked
from formserver.domain.content import Value
from formserver.domain.dialog import Dialog
from formserver.domain.process import Field, Form, Kind
from formserver.storage import answers, attachments, dialogs, files, sheets, submissions
from formserver.storage.attachments import NewAttachment
from formserver.storage.submissions import NewSubmission


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """What the file's ids became here: parties, contacts, and the items as they are added."""

    parties: Mapping[str, int]
    contacts: Mapping[str, int]
    items: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """A sheet that is being filled in: by whom and when."""

    id: int
    form: Form
    by: str
    at: datetime
    numbers: Numbers


def add_sheet(dialog_id: int, filled: CaseSheet, numbers: Numbers, now: datetime) -> None:
    """Stores one sheet as a draft, and freezes it when it was submitted. Adds its items to `numbers`."""
    dialog = dialogs.get(dialog_id)
    form = dialog.process.form(filled.form)
    party_id = numbers.parties[filled.party] if filled.party else None
    sheet = _Sheet(
        id=sheets.ensure(dialog_id, form.key, party_id),
        form=form,
        by=filled.submitted_by.name if filled.submitted_by else _party_name(dialog, party_id),
        at=filled.submitted_at or now,
        numbers=numbers,
    )
    _write(sheet, None, form.fields, filled.values)
    for item in filled.items:
        _write(sheet, _item_id(sheet, item), form.item_fields, item.values)
    for attached in filled.attachments:
        _attach(sheet.id, attached)
    sheets.touch(sheet.id, sheet.at, sheet.by)
    if filled.submitted_at:
        _submit(dialog, sheet, filled)


def _party_name(dialog: Dialog, party_id: int | None) -> str:
    """Who wrote it where the file names nobody: the party, for a joint form the first host."""
    party = dialog.hosts[0] if party_id is None else dialog.party(party_id)
    return party.name.to(dialog.language)


def _item_id(sheet: _Sheet, item: CaseItem) -> int:
    """The item here; one of a form that asks is added, with its own number where that is one of its theme."""
    if sheet.form.answers is None:
        sheet.numbers.items[item.id] = answers.add_item(sheet.id, item.theme)
        theme, _, count = item.id.partition(".")
        if theme == str(item.theme) and count.isdecimal():
            answers.set_number(sheet.numbers.items[item.id], item.id)
    return sheet.numbers.items[item.id]


def _write(sheet: _Sheet, item_id: int | None, fields: Iterable[Field], values: Mapping[str, Value]) -> None:
    for field in fields:
        if field.key in values:
            value = with_our_ids(field, values[field.key], sheet.numbers)
            answers.write(sheet.id, item_id, field.key, value, sheet.by, sheet.at)


def with_our_ids(field: Field, value: Value, numbers: Numbers) -> Value:
    """The value of a field with our party ids in place of the file's."""
    if field.kind is Kind.HOSTS:
        return [numbers.parties[party] for party in value]
    if field.kind is Kind.QUESTIONS:
        return {str(numbers.parties[party]): text for party, text in value.items()}
    return value


def _attach(sheet_id: int, attached: Attached) -> None:
    sha256 = ""
    if attached.content is not None:
        files.keep(attached.content)
        sha256 = hashlib.sha256(attached.content).hexdigest()
    attachments.add(
        sheet_id,
        NewAttachment(
            kind=attached.kind,
            title=attached.title,
            file_name=attached.file_name,
            size=attached.size,
            sha256=sha256,
            address=attached.address,
        ),
    )


def _submit(dialog: Dialog, sheet: _Sheet, filled: CaseSheet) -> None:
    """Freezes the sheet as submitting it would have, at its own time; what is missing in it stays missing."""
    if sheet.form.asks:
        answers.number_items(sheet.id)
    asked = _asked(dialog, filled, sheet.numbers)
    content = submitting.to_submit(sheet.form, answers.draft(sheet.id).content(), asked)
    person = filled.submitted_by
    new = NewSubmission(
        by=sheet.by,
        silent=submitting.says_nothing(sheet.form, content, asked),
        asked=asking.counts(content, sheet.form) if sheet.form.asks else {},
        contact_id=sheet.numbers.contacts[person.id] if person else None,
    )
    submissions.freeze(sheet.id, content, new, sheet.at)


def _asked(dialog: Dialog, filled: CaseSheet, numbers: Numbers) -> Asked | None:
    """What the sheet answers, as it was submitted; None for the form that asks."""
    standing = dialog.asking_sheet
    if filled.party is None or standing is None or standing.latest is None:
        return None
    content = submissions.content(standing.latest.id)
    party = dialog.party(numbers.parties[filled.party])
    return Asked(form=dialog.process.asking_form, content=content, party=party)
