"""Changes the plan of a dialog.

Title, meeting before anybody is invited, themes, programme and single deadlines.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from formserver.domain import deadlines as rules
from formserver.domain import workdays
from formserver.domain.deadlines import Deadline, Override
from formserver.domain.dialog import Dialog, Meeting, ProgrammeLine, Theme
from formserver.domain.process import Process
from formserver.domain.refusals import AlreadyInUse, DialogCancelled, MeetingPast
from formserver.domain.words import Words
from formserver.domain.workdays import QuietWeek
from formserver.storage import database, dialogs, journal
from formserver.usecases.actors import Actor
from formserver.usecases.dialogs import journal_lines
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class DeadlinePreview:
    """The deadlines that a meeting day gives, how many working days there are for answering, and a hint.

    `few`: fewer working days than people need. `quiet`: the quiet week that the time for answering touches,
    if any.
    """

    deadlines: Mapping[str, Deadline]
    working_days: int
    few: bool
    quiet: QuietWeek | None


def preview_deadlines(
    process: Process, meeting: date, overrides: Mapping[str, Override] | None = None
) -> DeadlinePreview:
    """What a meeting day means, before anything is stored."""
    all_of_them = rules.deadlines(process, meeting, overrides)
    working_days = rules.days_for_answering(process, all_of_them)
    answering = all_of_them[process.answering_form.deadline]
    quiet = workdays.quiet_week(meeting) or workdays.quiet_week(answering.day)
    few = working_days < rules.FEW_WORKING_DAYS
    return DeadlinePreview(deadlines=all_of_them, working_days=working_days, few=few, quiet=quiet)


def change_title(tools: Tools, actor: Actor, dialog_id: int, title: Words, language: str) -> None:
    """Changes what the dialog is called and the language of its documents."""
    change = _Change(journal_lines.title, lambda: dialogs.set_title(dialog_id, title, language))
    _carry_out(tools, actor, dialog_id, "title_changed", change)


def change_themes(tools: Tools, actor: Actor, dialog_id: int, themes: Sequence[Theme]) -> None:
    """Changes which themes are in scope and what they are called."""
    change = _Change(journal_lines.themes, lambda: dialogs.set_themes(dialog_id, themes))
    _carry_out(tools, actor, dialog_id, "themes_changed", change)


def change_programme(tools: Tools, actor: Actor, dialog_id: int, lines: Sequence[ProgrammeLine]) -> None:
    """Changes the programme of the day."""
    change = _Change(journal_lines.programme, lambda: dialogs.set_programme(dialog_id, lines))
    _carry_out(tools, actor, dialog_id, "programme_changed", change)


def plan_meeting(tools: Tools, actor: Actor, dialog_id: int, meeting: Meeting) -> None:
    """Changes the meeting before anybody is invited.

    Raises AlreadyInUse (see `move_meeting`) and MeetingPast.
    """
    if meeting.starts <= tools.clock():
        raise MeetingPast(day=meeting.day)
    with database.writing():
        dialog = dialogs.get(dialog_id)
        if dialog.taken_into_use_at:
            raise AlreadyInUse
        dialogs.set_meeting(dialog_id, meeting)
        for key, override in dialog.overrides.items():
            if override.at >= meeting.starts:
                dialogs.set_override(dialog_id, key, None)
        facts = journal_lines.change(journal_lines.meeting(dialog.meeting), journal_lines.meeting(meeting))
        journal.note(dialog_id, "meeting_planned", actor.name, facts, tools.clock())


def override_deadline(
    tools: Tools, actor: Actor, dialog_id: int, key: str, at: datetime | None, reason: str
) -> None:
    """Sets a deadline by hand, or (None) back to the rule.

    Raises DeadlineNotBeforeMeeting and DeadlineOutOfOrder.
    """
    with database.writing():
        dialog = _open(dialog_id)
        override = Override(at=at, reason=reason) if at else None
        overrides = {name: one for name, one in dialog.overrides.items() if name != key}
        if override:
            overrides[key] = override
        all_of_them = rules.deadlines(dialog.process, dialog.meeting.day, overrides)
        rules.check_order(all_of_them, dialog.process, dialog.meeting.starts)
        dialogs.set_override(dialog_id, key, override)
        before = rules.deadlines(dialog.process, dialog.meeting.day, dialog.overrides)[key].at
        facts = {"deadline": key, "at": at.isoformat() if at else "", "reason": reason}
        facts |= journal_lines.change(f"{before:%Y-%m-%d %H:%M}", f"{all_of_them[key].at:%Y-%m-%d %H:%M}")
        journal.note(dialog_id, "deadline_changed", actor.name, facts, tools.clock())


@dataclass(frozen=True)
class _Change:
    """One change of a plan: how the part reads, and what is done."""

    told_as: Callable[[Dialog], str]
    carry_out: Callable[[], None]


def _carry_out(tools: Tools, actor: Actor, dialog_id: int, event: str, change: _Change) -> None:
    with database.writing():
        before = change.told_as(_open(dialog_id))
        change.carry_out()
        facts = journal_lines.change(before, change.told_as(dialogs.get(dialog_id)))
        journal.note(dialog_id, event, actor.name, facts, tools.clock())


def _open(dialog_id: int) -> Dialog:
    dialog = dialogs.get(dialog_id)
    if dialog.cancelled_at:
        raise DialogCancelled
    return dialog
