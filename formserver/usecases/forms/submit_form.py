"""Submits a form: checks it whole, freezes a numbered copy, and stops reminders that are no longer needed.

The Word document and the letters follow from the stored submission (`publish_submission`); nothing is
rendered here.
"""

from dataclasses import dataclass

from formserver.domain import asking, changes, progress, submitting
from formserver.domain.changes import Change
from formserver.domain.completeness import Shortcoming
from formserver.domain.content import Content
from formserver.domain.dialog import Dialog, Submission
from formserver.domain.refusals import Incomplete, NothingChanged
from formserver.storage import answers, database, journal, outbox, sheets, submissions
from formserver.storage.submissions import NewSubmission
from formserver.usecases.actors import Writer
from formserver.usecases.forms import form_page, register_answer
from formserver.usecases.forms.form_page import FormPage
from formserver.usecases.forms.save_draft import ensure_sheet, open_for_writing, party_of
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class Check:
    """A form before it is submitted: what others will read, what it lacks, and what a correction changes."""

    page: FormPage
    content: Content
    lacks: tuple[Shortcoming, ...]
    changes: tuple[Change, ...]
    changed: bool
    silent: bool
    late: bool
    after_packet: bool


def check(tools: Tools, writer: Writer, form_key: str, known: Dialog | None = None) -> Check:
    """What submitting would do; `known` as in `form_page.load`. Raises NotFound; changes nothing."""
    with database.reading():
        page = form_page.load(tools, writer, form_key, known)
    return check_page(tools, page)


def submit_form(tools: Tools, writer: Writer, form_key: str) -> Submission:
    """Submits the form.

    Raises Incomplete, NothingChanged, FormLocked, NothingAsked, DialogCancelled and NotFound.
    """
    with database.writing():
        return submit_page(tools, writer, open_for_writing(tools, writer, form_key))


def submit_page(tools: Tools, writer: Writer, page: FormPage) -> Submission:
    """Submits a form that is open for writing. Called inside a writing transaction."""
    now = tools.clock()
    sheet_id = ensure_sheet(page)
    if page.form.asks:
        answers.number_items(sheet_id)
        page = form_page.load(tools, writer, page.form.key)
    checked = check_page(tools, page)
    if checked.lacks:
        raise Incomplete(lacks=checked.lacks)
    if not checked.changed:
        raise NothingChanged
    new = NewSubmission(
        by=writer.actor.name,
        on_behalf=writer.on_behalf,
        silent=checked.silent,
        asked=asking.counts(checked.content, page.form) if page.form.asks else {},
        contact_id=writer.actor.contact_id,
        account_id=writer.actor.account_id,
    )
    if page.on_behalf:
        sheet_id = sheets.ensure(page.dialog.id, page.form.key, party_of(page))
    submission = submissions.freeze(sheet_id, checked.content, new, now)
    if page.on_behalf:
        register_answer.give_to_party(page, sheet_id, checked.content, submission)
    _stop_reminders(tools, page)
    facts = {"form": page.form.key, "number": submission.number, "receipt": submission.receipt}
    facts |= {"party": page.party.id} if page.party else {}
    event = "submitted" if submission.number == 1 else "corrected"
    journal.note(page.dialog.id, "registered" if writer.on_behalf else event, writer.actor.name, facts, now)
    return submission


def check_page(tools: Tools, page: FormPage) -> Check:
    """The same of a form that was read already."""
    frozen = submitting.to_submit(page.form, page.draft.content(), page.asked)
    late = tools.clock() > progress.deadline_of(page.dialog, page.form).at
    return Check(
        page=page,
        content=frozen,
        lacks=tuple(submitting.shortcomings(page.form, frozen, page.asked)),
        changes=tuple(changes.between(page.submitted, frozen, page.form)) if page.submitted else (),
        changed=submitting.changed(page.submitted, frozen),
        silent=submitting.says_nothing(page.form, frozen, page.asked),
        late=late and page.submission is None,
        after_packet=page.dialog.packet is not None,
    )


def _stop_reminders(tools: Tools, page: FormPage) -> None:
    reminders = {page.form.letters[fact] for fact in ("reminder", "overdue") if fact in page.form.letters}
    party_id = None if page.form.joint or page.party is None else page.party.id
    outbox.stop_waiting(page.dialog.id, reminders, party_id, "submitted", tools.clock())
