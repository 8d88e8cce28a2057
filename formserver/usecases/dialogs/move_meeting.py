"""Moves or cancels a meeting that people were invited to.

One letter says old and new, with the calendar entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from formserver import i18n
from formserver.domain import deadlines as rules
from formserver.domain import progress
from formserver.domain.deadlines import Deadline
from formserver.domain.dialog import Contact, Dialog, Meeting, Party
from formserver.domain.refusals import DialogCancelled, MeetingPast, NothingChanged, NotInUse
from formserver.i18n import dates
from formserver.storage import database, dialogs, journal, outbox, personal_links
from formserver.usecases.actors import Actor
from formserver.usecases.dialogs.invite import LetterPreview, preview_of
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class MovePreview:
    """What moving would mean: deadlines before and after, and the letters.

    `passed`: new deadlines already past.
    """

    dialog: Dialog
    meeting: Meeting
    old: Mapping[str, Deadline]
    new: Mapping[str, Deadline]
    letters: list[LetterPreview]
    passed: tuple[Deadline, ...]


def preview(tools: Tools, dialog_id: int, meeting: Meeting, reason: str = "") -> MovePreview:
    """What `move_meeting` would do. Raises as it does; nothing is stored."""
    with database.reading():
        dialog = dialogs.get(dialog_id)
    _may_move(tools, dialog, meeting)
    new = rules.deadlines(dialog.process, meeting.day, _kept(dialog, meeting))
    return MovePreview(
        dialog=dialog,
        meeting=meeting,
        old=progress.deadlines(dialog),
        new=new,
        letters=preview_of(tools, dialog_id, lambda: _move(tools, dialog_id, meeting, reason)),
        passed=tuple(one for one in new.values() if one.at <= tools.clock()),
    )


def move_meeting(tools: Tools, actor: Actor, dialog_id: int, meeting: Meeting, reason: str) -> None:
    """Moves the meeting and writes to everybody.

    Raises MeetingPast, NothingChanged, NotInUse and DialogCancelled.
    """
    with database.writing():
        dialog = dialogs.get(dialog_id)
        _may_move(tools, dialog, meeting)
        _move(tools, dialog_id, meeting, reason)
        facts = {"old": dialog.meeting.day.isoformat(), "new": meeting.day.isoformat(), "reason": reason}
        journal.note(dialog_id, "meeting_moved", actor.name, facts, tools.clock())


def cancel_dialog(tools: Tools, actor: Actor, dialog_id: int, reason: str) -> None:
    """Cancels the dialog: letters that wait are stopped, and everybody who was invited is told.

    Raises DialogCancelled.
    """
    now = tools.clock()
    with database.writing():
        dialog = dialogs.get(dialog_id)
        if dialog.cancelled_at:
            raise DialogCancelled
        dialogs.mark_cancelled(dialog_id, now, reason)
        dialogs.raise_sequence(dialog_id)
        outbox.stop_waiting(dialog_id, None, None, "cancelled", now)
        dialog = dialogs.get(dialog_id)
        letter = Post(
            letter=dialog.process.letters["meeting_cancelled"],
            fact=str(dialog.sequence),
            names={"reason": reason},
            invitation="CANCEL",
            link=False,
        )
        for party, contact in _invited(dialog):
            write_letters.to_contact(tools, dialog, party, contact, letter)
        journal.note(dialog_id, "cancelled", actor.name, {"reason": reason}, now)


def _may_move(tools: Tools, dialog: Dialog, meeting: Meeting) -> None:
    if dialog.cancelled_at:
        raise DialogCancelled
    if not dialog.taken_into_use_at:
        raise NotInUse
    if meeting.starts <= tools.clock():
        raise MeetingPast(day=meeting.day)
    if meeting == dialog.meeting:
        raise NothingChanged


def _kept(dialog: Dialog, meeting: Meeting) -> dict[str, rules.Override]:
    """The host's own dates still count when the day stays; on a new day the rules give new ones."""
    return dict(dialog.overrides) if meeting.day == dialog.meeting.day else {}


def _move(tools: Tools, dialog_id: int, meeting: Meeting, reason: str) -> None:
    before = dialogs.get(dialog_id)
    for key in before.overrides.keys() - _kept(before, meeting).keys():
        dialogs.set_override(dialog_id, key, None)
    dialogs.set_meeting(dialog_id, meeting)
    dialogs.raise_sequence(dialog_id)
    dialog = dialogs.get(dialog_id)
    personal_links.extend(dialog_id, write_letters.link_until(tools, dialog))
    outbox.stop_waiting(dialog_id, _reminders(dialog), None, "moved", tools.clock())
    for party, contact in _invited(dialog):
        names = {
            "old": {
                "when": letter_names.when(before.meeting, contact.language),
                "where": letter_names.where(before.meeting, contact.language),
            },
            "reason": reason,
            "changes": _deadline_changes(before, dialog, party, contact.language, tools.clock()),
        }
        letter = dialog.process.letters["meeting_moved"]
        fact = str(dialog.sequence)
        write_letters.to_contact(
            tools, dialog, party, contact, Post(letter=letter, fact=fact, names=names, invitation="REQUEST")
        )


def _reminders(dialog: Dialog) -> set[str]:
    facts = ("reminder", "overdue")
    return {form.letters[fact] for form in dialog.process.forms for fact in facts if fact in form.letters}


def _invited(dialog: Dialog) -> list[tuple[Party, Contact]]:
    here = [party for party in dialog.parties if not party.withdrawn_at]
    return [(party, contact) for party in here for contact in party.contacts if contact.invited_at]


def _deadline_changes(before: Dialog, after: Dialog, party: Party, language: str, now: datetime) -> list[str]:
    old, new = progress.deadlines(before), progress.deadlines(after)
    concerned = {after.process.packet_deadline}
    if progress.has_duty(after, party):
        form = progress.form_of(after, party)
        concerned |= {form.deadline, form.corrected_until or form.deadline}
    return [
        i18n.say(
            language,
            "change.deadline",
            name=deadline.rule.name.to(language),
            old=dates.moment(old[key].at, language),
            new=dates.moment(deadline.at, language),
        )
        for key, deadline in new.items()
        if key in concerned and deadline.at != old[key].at and deadline.at > now
    ]
