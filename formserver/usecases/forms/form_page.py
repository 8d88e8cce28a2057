"""One copy of a form as its writer sees it: what is written, what stands, and what may be done.

Reads only. Called inside a transaction; `read_form` opens one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from formserver.domain import progress
from formserver.domain.completeness import Asked
from formserver.domain.content import Content
from formserver.domain.deadlines import Deadline
from formserver.domain.dialog import Contact, Dialog, Party, Sheet, Submission
from formserver.domain.process import Form
from formserver.domain.progress import FormState
from formserver.domain.refusals import NotFound
from formserver.storage import answers, dialogs, submissions
from formserver.storage.answers import Conflict, Draft
from formserver.usecases.actors import Writer
from formserver.usecases.forms import form_items
from formserver.usecases.forms.form_items import FormItem
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """A form with all that its pages show.

    `sheet` is the party's copy with what was submitted, `desk` the one being written in: the same, unless an
    organiser registers an answer (`on_behalf`), who never sees the party's draft. `until`: till when it can
    be corrected, None when that has passed. `known`: what once-fields may start with.
    """

    dialog: Dialog
    form: Form
    party: Party | None
    sheet: Sheet | None
    desk: Sheet | None
    on_behalf: bool
    state: FormState
    draft: Draft
    deadline: Deadline
    until: datetime | None
    submitted: Content | None
    asked: Asked | None
    items: tuple[FormItem, ...]
    conflicts: tuple[Conflict, ...]
    known: Mapping[str, str]

    @property
    def submission(self) -> Submission | None:
        """The submission that stands."""
        return self.sheet.latest if self.sheet else None

    @property
    def versions(self) -> tuple[Submission, ...]:
        """Every submission, the first one first."""
        return self.sheet.submissions if self.sheet else ()

    @property
    def asked_count(self) -> int:
        """How many items ask the party something."""
        return sum(item.is_asked for item in self.items)

    def item(self, item_id: int) -> FormItem:
        """The item with this id. Raises NotFound."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise NotFound


_NOTHING_SAVED: tuple[Draft, tuple[Conflict, ...]] = (Draft(fields={}, items=(), attachments=()), ())


def load(tools: Tools, writer: Writer, form_key: str, known: Dialog | None = None) -> FormPage:
    """The form as it stands. Raises NotFound when it is not this writer's.

    `known` is the dialog where this request has read it already and written nothing since.
    """
    dialog = known or dialogs.get(writer.dialog_id)
    form, party = _whose(dialog, writer, form_key)
    party_id = party.id if party else None
    sheet = dialog.sheet(form, party_id)
    desk = dialog.registration(form, party_id) if writer.on_behalf else sheet
    draft, conflicts = answers.draft_with_conflicts(desk.id) if desk else _NOTHING_SAVED
    asked = _asked(dialog, form, party)
    now = tools.clock()
    state = progress.form_state(dialog, form, party_id, now)
    return FormPage(
        dialog=dialog,
        form=form,
        party=party,
        sheet=sheet,
        desk=desk,
        on_behalf=writer.on_behalf,
        state=_registering(sheet, desk) if writer.on_behalf and state.open else state,
        draft=draft,
        deadline=progress.deadline_of(dialog, form),
        until=progress.correct_until(dialog, form, sheet, now),
        submitted=submissions.content(sheet.latest.id) if sheet and sheet.latest else None,
        asked=asked,
        items=_items(dialog, form, draft, asked),
        conflicts=conflicts,
        known=_known(dialog, form, writer),
    )


def _items(dialog: Dialog, form: Form, draft: Draft, asked: Asked | None) -> tuple[FormItem, ...]:
    if form.answers:
        return form_items.answering(dialog, form, draft, asked)
    return form_items.of_asking(dialog, form, draft)


def _whose(dialog: Dialog, writer: Writer, form_key: str) -> tuple[Form, Party | None]:
    forms = {form.key: form for form in dialog.process.forms}
    if form_key not in forms:
        raise NotFound
    form = forms[form_key]
    if form.joint and writer.party_id is None:
        return form, None
    parties = {party.id: party for party in dialog.parties if not party.withdrawn_at}
    party = parties.get(writer.party_id or 0)
    if party is None or not _fills_in(dialog, party, form):
        raise NotFound
    return form, party


def _registering(sheet: Sheet | None, desk: Sheet | None) -> FormState:
    """What an organiser can do with an answer: write it while the party itself has submitted none."""
    latest = sheet.latest if sheet else None
    if latest is None:
        return FormState.BEGUN if desk and desk.saved_at else FormState.NEW
    if not latest.on_behalf:
        return FormState.LOCKED
    return (
        FormState.CORRECTING if desk and desk.saved_at and desk.saved_at > latest.at else FormState.SUBMITTED
    )


def _introduced(contact: Contact) -> str:
    return ", ".join(part for part in (contact.name, contact.phone) if part)


def _known(dialog: Dialog, form: Form, writer: Writer) -> dict[str, str]:
    contacts = [contact for party in dialog.parties for contact in party.contacts]
    here = next((contact for contact in contacts if contact.id == writer.actor.contact_id), None)
    if here is None:
        return {}
    said = _introduced(here)
    known = [field.key for field in form.fields if field.known]
    return dict.fromkeys(known, said) if said else {}


def _fills_in(dialog: Dialog, party: Party, form: Form) -> bool:
    if party.role == form.role:
        return True
    return bool(form.answers) and dialog.process.role(party.role).may_be_asked


def _asked(dialog: Dialog, form: Form, party: Party | None) -> Asked | None:
    sheet = dialog.asking_sheet
    if not form.answers or party is None or sheet is None or sheet.latest is None:
        return None
    return Asked(form=dialog.process.asking_form, content=submissions.content(sheet.latest.id), party=party)
