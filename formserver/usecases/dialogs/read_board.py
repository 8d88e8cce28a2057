"""What the organiser sees of a dialog.

Of all dialogs: phase, next step, parties, letters, documents and matrix.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from formserver.domain import next_step, progress
from formserver.domain.deadlines import Deadline
from formserver.domain.dialog import Dialog, Document, Party, Sheet
from formserver.domain.packet import Packet, compile_packet
from formserver.domain.progress import NextStep, PartyState, Phase
from formserver.domain.refusals import DefinitionUnreadable, NotFound
from formserver.domain.words import Words
from formserver.storage import attempts, database, dialogs, documents, journal, outbox
from formserver.storage.accounts import Account
from formserver.storage.attempts import FailedWork
from formserver.storage.dialogs import WaitingDialog
from formserver.storage.journal import JournalEntry
from formserver.storage.outbox import LetterInOutbox
from formserver.usecases.documents import gather, make_document
from formserver.usecases.due_work import WorkKind
from formserver.usecases.tools import Tools

MACHINE_WORK = "published"  # follows what somebody did, and says less


class StepState(StrEnum):
    """Where a step of the timeline stands."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True, kw_only=True)
class TimelineStep:
    """One step of the timeline. `deadline` is None for the invitation and the meeting itself."""

    key: str
    name: Words | None
    at: datetime | None
    state: StepState
    deadline: Deadline | None = None


@dataclass(frozen=True, kw_only=True)
class PartyOnBoard:
    """A party on the board.

    `asked` items are asked of it; `failed` are its letters that do not arrive. How far its draft has come is
    the party's own: here stands only whether it is begun.
    """

    party: Party
    state: PartyState
    last: JournalEntry | None
    asked: int
    deadline: Deadline | None
    sheet: Sheet | None
    failed: tuple[LetterInOutbox, ...]


@dataclass(frozen=True, kw_only=True)
class Board:
    """One dialog as its organiser sees it. `made_from`: a document's id to its template's version number."""

    dialog: Dialog
    phase: Phase
    next_step: NextStep
    timeline: tuple[TimelineStep, ...]
    rows: tuple[PartyOnBoard, ...]
    letters: tuple[LetterInOutbox, ...]
    documents: tuple[Document, ...]
    made_from: Mapping[int, int]
    matrix: Packet | None
    journal: tuple[JournalEntry, ...]
    failed_work: tuple[FailedWork, ...]


def may_run(tools: Tools, account: Account, dialog_id: int) -> Dialog:
    """The dialog, for its organisers and for administrators. Raises NotFound for everybody else.

    Raises DefinitionUnreadable for one that waits.
    """
    with database.reading():
        try:
            dialog = dialogs.get(dialog_id)
        except DefinitionUnreadable:
            if any(one.id == dialog_id for one in waiting_dialogs(tools, account)):
                raise
            raise NotFound from None
    if account.administrator or any(one.account_id == account.id for one in dialog.organisers):
        return dialog
    raise NotFound


def waiting_dialogs(tools: Tools, account: Account) -> list[WaitingDialog]:
    """Those of the account's dialogs (an administrator's: all) that wait until they can be read."""
    del tools
    with database.reading():
        found = dialogs.waiting()
        if account.administrator or not found:
            return found
        own = dialogs.ids_of_account(account.id)
        return [one for one in found if one.id in own]


def read_board(tools: Tools, dialog_id: int) -> Board:
    """Everything about one dialog. Raises NotFound."""
    with database.reading():
        return board_of(tools, dialogs.get(dialog_id))


def board_of(tools: Tools, dialog: Dialog) -> Board:
    """The same of a dialog that has been read: what came in since then is left for the next time."""
    now = tools.clock()
    with database.reading():
        letters = outbox.of_dialog(dialog.id)
        entries = journal.of_dialog(dialog.id)
        last = journal.last_by_party(dialog.id, but_not=[MACHINE_WORK])
        failed_work = attempts.of_dialog(dialog.id)
        made_from = documents.made_from(dialog.id)
        matrix = _matrix(tools, dialog) if dialog.asking_sheet and dialog.asking_sheet.latest else None
    seen = {str(one.id) for sheet in dialog.sheets for one in sheet.submissions}
    known = _Known(now=now, letters=letters, last=last)
    return Board(
        dialog=dialog,
        phase=progress.phase(dialog, now),
        next_step=next_step.next_step(dialog, now, known.failed),
        timeline=_timeline(dialog, now),
        rows=tuple(_row(dialog, party, known) for party in dialog.parties),
        letters=tuple(letters),
        documents=dialog.documents,
        made_from=made_from,
        matrix=matrix,
        journal=tuple(entries),
        failed_work=tuple(one for one in failed_work if one.kind != WorkKind.PUBLISH or one.about in seen),
    )


def read_journal(tools: Tools, dialog_id: int) -> tuple[JournalEntry, ...]:
    """What was done in a dialog, the newest first."""
    del tools
    with database.reading():
        return tuple(journal.of_dialog(dialog_id))


def is_failed(row: LetterInOutbox) -> bool:
    """Whether a letter did not arrive and nobody has mended or stopped it."""
    return bool(row.failed_at and not row.stopped_at and not row.sent_at)


def _matrix(tools: Tools, dialog: Dialog) -> Packet:
    edition = make_document.edition(tools, dialog, dialog.process.packet, None)
    asked, answers = gather.submitted(dialog)
    return compile_packet(dialog, asked, answers, edition)


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What the board knows beside the dialog itself."""

    now: datetime
    letters: Sequence[LetterInOutbox]
    last: dict[int, JournalEntry]

    @property
    def failed(self) -> set[int]:
        """The parties that have letters which do not arrive."""
        return {row.party_id for row in self.letters if is_failed(row) and row.party_id is not None}


def _row(dialog: Dialog, party: Party, known: _Known) -> PartyOnBoard:
    form = progress.form_of(dialog, party)
    sheet = dialog.sheet(form, party.id)
    return PartyOnBoard(
        party=party,
        state=progress.party_state(dialog, party, known.now, known.failed),
        last=known.last.get(party.id),
        asked=progress.asked(dialog).get(party.id, 0),
        deadline=progress.deadline_of(dialog, form) if progress.has_duty(dialog, party) else None,
        sheet=sheet,
        failed=tuple(row for row in known.letters if row.party_id == party.id and is_failed(row)),
    )


def _timeline(dialog: Dialog, now: datetime) -> tuple[TimelineStep, ...]:
    steps = [
        TimelineStep(
            key="invited", name=None, at=dialog.taken_into_use_at, state=_state(dialog.taken_into_use_at)
        )
    ]
    for deadline in sorted(progress.deadlines(dialog).values(), key=lambda one: one.at):
        done = _is_done(dialog, deadline, now)
        state = StepState.DONE if done else StepState.NEXT
        steps.append(
            TimelineStep(
                key=deadline.key, name=deadline.rule.name, at=deadline.at, state=state, deadline=deadline
            )
        )
    over = StepState.DONE if now >= dialog.meeting.ends else StepState.NEXT
    steps.append(TimelineStep(key="meeting", name=None, at=dialog.meeting.starts, state=over))
    return _with_now(steps)


def _with_now(steps: list[TimelineStep]) -> tuple[TimelineStep, ...]:
    """The first step that is not done is the one that counts now."""
    found, marked = [], False
    for step in steps:
        is_now = not marked and step.state is not StepState.DONE
        marked = marked or is_now
        state = StepState.NOW if is_now else step.state
        found.append(
            TimelineStep(key=step.key, name=step.name, at=step.at, state=state, deadline=step.deadline)
        )
    return tuple(found)


def _state(at: datetime | None) -> StepState:
    return StepState.DONE if at else StepState.NEXT


def _is_done(dialog: Dialog, deadline: Deadline, now: datetime) -> bool:
    process = dialog.process
    if deadline.key == process.packet_deadline:
        return dialog.packet is not None
    forms = [form for form in process.forms if form.deadline == deadline.key]
    if not forms:  # nothing is handed in by it: it is over when its time is
        return now >= deadline.at
    asking = dialog.asking_sheet
    submitted = bool(asking and asking.latest)
    answers = any(form.answers for form in forms)
    return submitted and not progress.missing(dialog) if answers else submitted
