"""One copy of a form as its writer sees it.

What is written, what is asked, what was corrected and what may be done.

Reads only. Called inside a transaction; `read_form` opens one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from formserver.domain import asking, changes, completeness, progress
from formserver.domain.changes import FieldChange
from formserver.domain.completeness import Asked
from formserver.domain.content import Content, Item
from formserver.domain.deadlines import Deadline
from formserver.domain.dialog import Dialog, Party, Sheet, Submission
from formserver.domain.process import Form
from formserver.domain.progress import FormState
from formserver.domain.refusals import NotFound
from formserver.storage import answers, dialogs, submissions
from formserver.storage.answers import Conflict, Draft, DraftItem, Saved
from formserver.usecases.actors import Writer
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class FormItem:
    """One item of the form. `shown_number` is what to call it before it has its lasting number.

    In an answering form `asked` is the item as it was last submitted (None when it was taken out: `removed`),
    `changes` what was corrected since the party last wrote about it, `silent` that it has nothing to add.
    """

    id: int
    number: str
    shown_number: str
    theme: int
    title: str
    fields: Mapping[str, Saved]
    begun: bool
    done: bool
    asked: Item | None = None
    question: str = ""
    is_asked: bool = False
    removed: bool = False
    changes: tuple[FieldChange, ...] = ()
    changed_at: datetime | None = None
    silent: bool = False


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """A form with all that its pages show; `known` is what an empty once-field may start with.

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


def load(tools: Tools, writer: Writer, form_key: str) -> FormPage:
    """The form as it stands. Raises NotFound when it is not this writer's."""
    dialog = dialogs.get(writer.dialog_id)
    form, party = _whose(dialog, writer, form_key)
    party_id = party.id if party else None
    sheet = dialog.sheet(form, party_id)
    desk = dialog.registration(form, party_id) if writer.on_behalf else sheet
    draft = answers.draft(desk.id) if desk else Draft(fields={}, items=(), attachments=())
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
        state=_registering(state, sheet, desk) if writer.on_behalf else state,
        draft=draft,
        deadline=progress.deadline_of(dialog, form),
        until=progress.correct_until(dialog, form, sheet, now),
        submitted=submissions.content(sheet.latest.id) if sheet and sheet.latest else None,
        asked=asked,
        items=_answer_items(dialog, form, draft, asked) if form.answers else _own_items(form, draft),
        conflicts=tuple(answers.conflicts(desk.id)) if desk else (),
        known=_known(dialog, form, writer),
    )


def _whose(dialog: Dialog, writer: Writer, form_key: str) -> tuple[Form, Party | None]:
    form = next((form for form in dialog.process.forms if form.key == form_key), None)
    if form is None:
        raise NotFound
    if form.joint and writer.party_id is None:
        return form, None
    party = next((one for one in dialog.parties if one.id == writer.party_id and not one.withdrawn_at), None)
    if party is None or not _fills_in(dialog, party, form):
        raise NotFound
    return form, party


def _registering(state: FormState, sheet: Sheet | None, desk: Sheet | None) -> FormState:
    """What an organiser can do with an answer: write it while the party itself has submitted none."""
    if not state.open:
        return state
    latest = sheet.latest if sheet else None
    if latest is None:
        return FormState.BEGUN if desk and desk.saved_at else FormState.NEW
    if not latest.on_behalf:
        return FormState.LOCKED
    return (
        FormState.CORRECTING if desk and desk.saved_at and desk.saved_at > latest.at else FormState.SUBMITTED
    )


def _known(dialog: Dialog, form: Form, writer: Writer) -> dict[str, str]:
    contacts = [contact for party in dialog.parties for contact in party.contacts]
    here = next((contact for contact in contacts if contact.id == writer.actor.contact_id), None)
    said = ", ".join(part for part in (here.name, here.phone) if part) if here else ""
    return {field.key: said for field in form.fields if field.known and said}


def _fills_in(dialog: Dialog, party: Party, form: Form) -> bool:
    if party.role == form.role:
        return True
    return bool(form.answers) and dialog.process.role(party.role).may_be_asked


def _asked(dialog: Dialog, form: Form, party: Party | None) -> Asked | None:
    sheet = dialog.asking_sheet
    if not form.answers or party is None or sheet is None or sheet.latest is None:
        return None
    return Asked(form=dialog.process.asking_form, content=submissions.content(sheet.latest.id), party=party)


def _own_items(form: Form, draft: Draft) -> tuple[FormItem, ...]:
    filled = draft.content()
    lacking = {one.item_id for one in completeness.shortcomings(form, filled)}
    shown = _shown_numbers(draft)
    return tuple(
        FormItem(
            id=item.id,
            number=item.number,
            shown_number=shown[item.id],
            theme=item.theme,
            title=_title(form, filled.item(item.id)),
            fields=item.fields,
            begun=not completeness.left_out(form, filled.item(item.id) or _no_item(item)),
            done=item.id not in lacking,
        )
        for item in draft.items
    )


def _no_item(item: DraftItem) -> Item:
    return Item(id=item.id, number=item.number, theme=item.theme, values={})


def _title(form: Form, item: Item | None) -> str:
    return str(item.value(form.item_title) or "") if item and form.item_title else ""


def _shown_numbers(draft: Draft) -> dict[int, str]:
    """Lasting numbers as they are.

    The others are called by what they would get if the form were submitted now.
    """
    used: dict[int, int] = {}
    for item in draft.items:
        if item.number:
            used[item.theme] = max(used.get(item.theme, 0), int(item.number.rpartition(".")[2]))
    shown = {}
    for item in draft.items:
        if not item.number:
            used[item.theme] = used.get(item.theme, 0) + 1
        shown[item.id] = item.number or f"{item.theme}.{used[item.theme]}"
    return shown


def _answer_items(dialog: Dialog, form: Form, draft: Draft, asked: Asked | None) -> tuple[FormItem, ...]:
    if asked is None:
        return ()
    filled = draft.content()
    lacking = {one.item_id for one in completeness.shortcomings(form, filled, asked)}
    drafted = {item.id: item for item in draft.items}
    history = _History(dialog, asked)
    standing = [
        _answer_item(form, item, asked, drafted.get(item.id), lacking, history)
        for item in asked.content.items
    ]
    gone = [item for item in draft.items if not asked.content.item(item.id)]
    removed = [_removed_item(form, item, history) for item in gone]
    return tuple(standing + removed)


class _History:
    """The submitted versions of what is asked, each read at most once."""

    def __init__(self, dialog: Dialog, asked: Asked) -> None:
        sheet = dialog.asking_sheet
        self.versions = sheet.submissions if sheet else ()
        self.asked = asked
        self._read: dict[int, Content] = {}

    def content(self, version: Submission) -> Content:
        """What a version held."""
        if version.id not in self._read:
            self._read[version.id] = submissions.content(version.id)
        return self._read[version.id]

    def seen(self, saved_at: datetime | None) -> Content:
        """What stood when the party last wrote about an item; the first version when it has not written."""
        before = [version for version in self.versions if saved_at and version.at <= saved_at]
        return self.content(before[-1] if before else self.versions[0])

    def last_with(self, item_id: int) -> Item | None:
        """The item as it was before it was taken out."""
        for version in reversed(self.versions):
            if item := self.content(version).item(item_id):
                return item
        return None


def _answer_item(
    form: Form,
    item: Item,
    asked: Asked,
    drafted: DraftItem | None,
    lacking: set[int | None],
    history: _History,
) -> FormItem:
    question = asking.question(item, asked.form, asked.party.id)
    fields = drafted.fields if drafted else {}
    saved_at = max((saved.at for saved in fields.values()), default=None)
    before = history.seen(saved_at).item(item.id) if len(history.versions) > 1 else None
    changed = changes.of_item(before, item, asked.form, asked.party.id) if before else ()
    answer = Item(
        id=item.id, number="", theme=item.theme, values={key: one.value for key, one in fields.items()}
    )
    return FormItem(
        id=item.id,
        number=item.number,
        shown_number=item.number,
        theme=item.theme,
        title=_title(asked.form, item),
        fields=fields,
        begun=not completeness.left_out(form, answer),
        done=item.id not in lacking and not completeness.left_out(form, answer),
        asked=item,
        question=question,
        is_asked=bool(question),
        changes=changed,
        changed_at=history.versions[-1].at if changed else None,
        silent=completeness.is_silent(form, answer),
    )


def _removed_item(form: Form, drafted: DraftItem, history: _History) -> FormItem:
    was = history.last_with(drafted.id)
    answer = Item(
        id=drafted.id, number="", theme=0, values={key: one.value for key, one in drafted.fields.items()}
    )
    return FormItem(
        id=drafted.id,
        number=was.number if was else drafted.number,
        shown_number=was.number if was else drafted.number,
        theme=was.theme if was else drafted.theme,
        title=_title(history.asked.form, was),
        fields=drafted.fields,
        begun=True,
        done=True,
        removed=True,
        changed_at=history.versions[-1].at,
        silent=completeness.is_silent(form, answer),
    )
