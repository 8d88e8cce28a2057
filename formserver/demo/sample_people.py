"""Lets the people of a sample case do what they did: write, attach, submit, through the use cases alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from formserver.cases import Case, CaseSheet
from formserver.domain.content import AttachmentKind, Value
from formserver.domain.dialog import Contact, Dialog, Party
from formserver.domain.process import Field, Form
from formserver.storage import database, dialogs, personal_links
from formserver.usecases.actors import Actor, Writer
from formserver.usecases.cases.import_sheets import Numbers, with_our_ids
from formserver.usecases.dialogs import answer_invitation, open_link
from formserver.usecases.forms import attach, change_items, save_draft, submit_form
from formserver.usecases.forms.save_draft import TypedValue
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class Play:
    """A case and the dialog that was made of it; `numbers` says what the file's ids became."""

    tools: Tools
    case: Case
    dialog_id: int
    numbers: Numbers

    def write(self, sheet: CaseSheet) -> None:
        """The people of one party fill in their form; it stays a draft."""
        dialog = self._dialog()
        form, writer = dialog.process.form(sheet.form), self._writer(sheet, dialog)
        self._save(writer, form, None, _entries(form.fields, sheet.values, self.numbers))
        for item in sheet.items:
            if form.answers is None:
                self.numbers.items[item.id] = change_items.add_item(self.tools, writer, form.key, item.theme)
            entries = _entries(form.item_fields, item.values, self.numbers)
            self._save(writer, form, self.numbers.items[item.id], entries)
        for attached in sheet.attachments:
            if attached.kind is AttachmentKind.ADDRESS:
                attach.attach_address(self.tools, writer, form.key, attached.title, attached.address)
            else:
                attach.announce(self.tools, writer, form.key, attached.title)

    def submit(self, sheet: CaseSheet) -> None:
        """They submit what they have written."""
        submit_form.submit_form(self.tools, self._writer(sheet, self._dialog()), sheet.form)

    def attend(self) -> None:
        """The first contact of every party says that they will come."""
        for party in self._dialog().parties:
            visitor = open_link.visitor(self.tools, self._link(party.contacts[0]))
            answer_invitation.answer_invitation(self.tools, visitor, attends=True, proposal="")

    def _save(
        self, writer: Writer, form: Form, item_id: int | None, entries: Mapping[str, TypedValue]
    ) -> None:
        if entries:
            save_draft.save_draft(self.tools, writer, form.key, item_id, entries)

    def _writer(self, sheet: CaseSheet, dialog: Dialog) -> Writer:
        party = dialog.party(self.numbers.parties[sheet.party]) if sheet.party else dialog.hosts[0]
        contact = self._author(sheet, party)
        actor = Actor(name=contact.name, contact_id=contact.id)
        return Writer(actor=actor, dialog_id=self.dialog_id, party_id=party.id)

    def _author(self, sheet: CaseSheet, party: Party) -> Contact:
        wanted = self.numbers.contacts.get(sheet.submitted_by.id) if sheet.submitted_by else None
        return next((one for one in party.contacts if one.id == wanted), party.contacts[0])

    def _link(self, contact: Contact) -> int:
        with database.reading():
            link = personal_links.of_contact(contact.id)
        if link is None:
            raise LookupError(f"{contact.name} was not invited")
        return link.id

    def _dialog(self) -> Dialog:
        with database.reading():
            return dialogs.get(self.dialog_id)


def begin(tools: Tools, case: Case, dialog_id: int) -> Play:
    """The play of a dialog that was imported from `case`, parties and contacts in the same order."""
    with database.reading():
        dialog = dialogs.get(dialog_id)
    pairs = list(zip(case.parties, dialog.parties, strict=True))
    numbers = Numbers(
        parties={ours.id: theirs.id for ours, theirs in pairs},
        contacts={
            person.id: contact.id
            for ours, theirs in pairs
            for person, contact in zip(ours.people, theirs.contacts, strict=True)
        },
        items={},
    )
    return Play(tools=tools, case=case, dialog_id=dialog_id, numbers=numbers)


def _entries(
    fields: tuple[Field, ...], values: Mapping[str, Value], numbers: Numbers
) -> dict[str, TypedValue]:
    filled = [field for field in fields if field.key in values]
    return {field.key: TypedValue(with_our_ids(field, values[field.key], numbers), 0) for field in filled}
