"""How far a dialog has come: phases and states derived from its facts and a given moment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date, datetime, timedelta
from enum import StrEnum

from formserver.domain import deadlines as rules
from formserver.domain.deadlines import OSLO, Deadline, Override
from formserver.domain.dialog import Dialog, Meeting, Party, Reopening, Sheet, Submission
from formserver.domain.process import Form, Process

CLOSED_AFTER = timedelta(days=42)


class Phase(StrEnum):
    """Where the dialog stands; also the key of the process's words for it."""

    PLANNING = "planning"
    ASKING = "asking"
    ANSWERING = "answering"
    COMPLETE = "complete"
    PACKET = "packet"
    TODAY = "today"
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class FormState(StrEnum):
    """What can be done with one copy of a form."""

    WAITING = "waiting"  # what it answers is not submitted
    NEW = "new"
    BEGUN = "begun"
    SUBMITTED = "submitted"  # and may be corrected
    CORRECTING = "correcting"  # the draft differs from what stands
    REOPENED = "reopened"
    LOCKED = "locked"
    CANCELLED = "cancelled"

    @property
    def open(self) -> bool:
        """Whether anything can be written."""
        return self not in (FormState.WAITING, FormState.LOCKED, FormState.CANCELLED)


class Standing(StrEnum):
    """Where a party stands; the first three are all that other parties may know."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    SUBMITTED = "submitted"
    NOT_INVITED = "not_invited"
    INVITED = "invited"
    ATTENDS = "attends"
    DATE_NO = "date_no"
    WAITS = "waits"
    CORRECTED = "corrected"
    REOPENED = "reopened"
    OVERDUE = "overdue"
    LATE = "late"
    REGISTERED = "registered"
    SILENT = "none"
    NO_DUTY = "no_duty"
    MAIL_FAILED = "mail_failed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The few facts of a dialog that its phase and its next step follow from.

    `asked`: what the hosts ask is submitted. `awaited`: somebody's answer is, or before that what they ask.
    `unsuited`: a party cannot come that day. `unreachable`: letters to a party do not arrive.
    """

    process: Process
    meeting: Meeting
    overrides: Mapping[str, Override]
    taken_into_use_at: datetime | None
    cancelled_at: datetime | None
    packet: bool = False
    asked: bool = False
    awaited: bool = False
    unsuited: bool = False
    unreachable: bool = False


@dataclass(frozen=True, kw_only=True)
class PartyState:
    """A party's standing, with the day it speaks of where it speaks of one."""

    standing: Standing
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The one thing to do or wait for: a key of the words, the parties and deadline it is about, and counts.

    `yours` says whether the organiser must act.
    """

    key: str
    yours: bool = False
    form: Form | None = None
    deadline: Deadline | None = None
    parties: tuple[Party, ...] = ()
    counts: Mapping[str, int] = made_by(default_factory=dict)


def outline(dialog: Dialog, failed: Collection[int] = ()) -> Outline:
    """The facts of a dialog in short. `failed`: parties whose letters do not arrive."""
    asked = is_asked(dialog)
    return Outline(
        process=dialog.process,
        meeting=dialog.meeting,
        overrides=dialog.overrides,
        taken_into_use_at=dialog.taken_into_use_at,
        cancelled_at=dialog.cancelled_at,
        packet=dialog.packet is not None,
        asked=asked,
        awaited=bool(missing(dialog) if asked else dialog.hosts),
        unsuited=any(cannot_come(party) for party in dialog.parties),
        unreachable=any(party.id in failed for party in dialog.parties),
    )


def is_asked(dialog: Dialog) -> bool:
    """Whether what the hosts ask is submitted."""
    sheet = dialog.asking_sheet
    return bool(sheet and sheet.latest)


def cannot_come(party: Party) -> bool:
    """Whether a party that has not left said that the day does not suit it."""
    return bool(party.reply and not party.reply.attends and not party.withdrawn_at)


def deadlines(dialog: Dialog | Outline) -> dict[str, Deadline]:
    """The deadlines of this dialog, by key."""
    return rules.deadlines(dialog.process, dialog.meeting.day, dialog.overrides)


def deadline_of(dialog: Dialog | Outline, form: Form) -> Deadline:
    """The deadline of one form."""
    return _deadline(dialog, form.deadline)


def packet_deadline(dialog: Dialog) -> Deadline:
    """When the packet goes out."""
    return _deadline(dialog, dialog.process.packet_deadline)


def _deadline(dialog: Dialog | Outline, key: str) -> Deadline:
    return rules.deadline(dialog.process, key, dialog.meeting.day, dialog.overrides)


def asked(dialog: Dialog) -> dict[int, int]:
    """How many questions the standing submission puts to each party that has not left, by party id."""
    sheet = dialog.asking_sheet
    counts = sheet.latest.asked if sheet and sheet.latest else {}
    here = {party.id for party in dialog.parties if not party.withdrawn_at}
    return {party_id: count for party_id, count in counts.items() if party_id in here}


def answer_of(dialog: Dialog, party_id: int) -> Submission | None:
    """The answer of a party that stands, or None."""
    sheet = dialog.sheet(dialog.process.answering_form, party_id)
    return sheet.latest if sheet else None


def missing(dialog: Dialog) -> tuple[Party, ...]:
    """The parties that are asked and have not answered."""
    questions = asked(dialog)
    return tuple(
        party for party in dialog.askable if party.id in questions and not answer_of(dialog, party.id)
    )


def form_of(dialog: Dialog, party: Party) -> Form:
    """The form that a party fills in.

    That of its role, and for any party that may be asked the answering one.
    """
    form = next((form for form in dialog.process.forms if form.role == party.role), None)
    return form or dialog.process.answering_form


def has_duty(dialog: Dialog, party: Party) -> bool:
    """Whether the party is to fill in its form.

    The hosts, those asked, and until then those expected to answer.
    """
    role = dialog.process.role(party.role)
    if role.hosts:
        return True
    sheet = dialog.asking_sheet
    return party.id in asked(dialog) if sheet and sheet.latest else role.expected


def is_late(dialog: Dialog, form: Form, submission: Submission) -> bool:
    """Whether a submission came after the deadline of its form."""
    return submission.at > deadline_of(dialog, form).at


def phase(dialog: Dialog, now: datetime) -> Phase:
    """The phase of a dialog at `now` (aware)."""
    return phase_of(outline(dialog), now)


def phase_of(dialog: Outline, now: datetime) -> Phase:
    """The same from the facts in short."""
    if dialog.cancelled_at:
        return Phase.CANCELLED
    if not dialog.taken_into_use_at:
        return Phase.PLANNING
    if now >= dialog.meeting.ends:
        return Phase.CLOSED if now >= dialog.meeting.ends + CLOSED_AFTER else Phase.HELD
    if now.astimezone(OSLO).date() == dialog.meeting.day:
        return Phase.TODAY
    return Phase.PACKET if dialog.packet else _collecting(dialog)


def _collecting(dialog: Outline) -> Phase:
    if not dialog.asked:
        return Phase.ASKING
    return Phase.ANSWERING if dialog.awaited else Phase.COMPLETE


def reopening(sheet: Sheet, now: datetime) -> Reopening | None:
    """The reopening that is in force at `now`, or None."""
    open_ones = [one for one in sheet.reopenings if one.at <= now < one.until]
    return open_ones[-1] if open_ones else None


def correct_until(dialog: Dialog, form: Form, sheet: Sheet | None, now: datetime) -> datetime | None:
    """Till when the form can be corrected by the party itself, or None when that time has passed."""
    all_of_them = deadlines(dialog)
    limits = [all_of_them[key].at for key in (form.deadline, form.corrected_until) if key]
    if sheet and (again := reopening(sheet, now)):
        limits.append(again.until)
    latest = max(limits)
    return latest if now < latest else None


def form_state(dialog: Dialog, form: Form, party_id: int | None, now: datetime) -> FormState:
    """What can be done with one copy of a form at `now`. A late first submission is always possible."""
    sheet = dialog.sheet(form, party_id)
    if dialog.cancelled_at:
        return FormState.CANCELLED
    if form.answers and not (dialog.asking_sheet and dialog.asking_sheet.latest):
        return FormState.WAITING
    if not sheet or not sheet.latest:
        return FormState.BEGUN if sheet and sheet.saved_at else FormState.NEW
    if correct_until(dialog, form, sheet, now) is None:
        return FormState.LOCKED
    return _submitted_state(sheet, sheet.latest, now)


def _submitted_state(sheet: Sheet, latest: Submission, now: datetime) -> FormState:
    if sheet.saved_at and sheet.saved_at > latest.at:
        return FormState.CORRECTING
    again = reopening(sheet, now)
    return FormState.REOPENED if again and again.at > latest.at else FormState.SUBMITTED


def public_standing(dialog: Dialog, party: Party) -> Standing:
    """What other parties may know of a party's form: not begun, begun or submitted."""
    sheet = dialog.sheet(form_of(dialog, party), party.id)
    if sheet and sheet.latest:
        return Standing.SUBMITTED
    return Standing.BEGUN if sheet and sheet.saved_at else Standing.NOT_BEGUN


def party_state(dialog: Dialog, party: Party, now: datetime, failed: Collection[int] = ()) -> PartyState:
    """Where a party stands in the organiser's eyes.

    `failed` holds the parties whose letters do not arrive.
    """
    if party.withdrawn_at:
        return PartyState(standing=Standing.WITHDRAWN)
    if party.id in failed:
        return PartyState(standing=Standing.MAIL_FAILED)
    form = form_of(dialog, party)
    sheet = dialog.sheet(form, party.id)
    if sheet and sheet.latest:
        return _state_submitted(dialog, form, sheet, now)
    return PartyState(standing=_standing_before(dialog, party, form, now))


def _state_submitted(dialog: Dialog, form: Form, sheet: Sheet, now: datetime) -> PartyState:
    first, latest = sheet.submissions[0], sheet.submissions[-1]
    again = reopening(sheet, now)
    if again and again.at > latest.at:
        return PartyState(standing=Standing.REOPENED, day=again.until.astimezone(OSLO).date())
    if latest.number > 1:
        return PartyState(standing=Standing.CORRECTED, day=latest.at.astimezone(OSLO).date())
    if latest.on_behalf:
        return PartyState(standing=Standing.REGISTERED)
    if latest.silent:
        return PartyState(standing=Standing.SILENT)
    return PartyState(standing=Standing.LATE if is_late(dialog, form, first) else Standing.SUBMITTED)


def _is_invited(dialog: Dialog, party: Party) -> bool:
    return bool(dialog.taken_into_use_at) and any(contact.invited_at for contact in party.contacts)


def _standing_before(dialog: Dialog, party: Party, form: Form, now: datetime) -> Standing:
    if not _is_invited(dialog, party):
        return Standing.NOT_INVITED
    if party.reply and not party.reply.attends:
        return Standing.DATE_NO
    if not has_duty(dialog, party):
        return Standing.ATTENDS if party.reply else Standing.NO_DUTY
    if form.answers and form_state(dialog, form, party.id, now) is FormState.WAITING:
        return Standing.ATTENDS if party.reply else Standing.INVITED
    if now > deadline_of(dialog, form).at:
        return Standing.OVERDUE
    return public_standing(dialog, party)
