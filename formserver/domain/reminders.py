"""Which reminders are due.

Only to those who are missing, counted back from the deadline, and silent once they answer.

A reminder leaves at eight in the morning of a working day. Several that have come due together (after a stop)
count as one: the latest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from formserver.domain import deadlines as rules
from formserver.domain import progress, workdays
from formserver.domain.deadlines import Deadline
from formserver.domain.dialog import Dialog, Party
from formserver.domain.process import Form

MORNING = time(8)


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A reminder to one party about one form. `at` is aware; `overdue` when the deadline has passed."""

    party: Party
    form: Form
    deadline: Deadline
    at: datetime
    overdue: bool

    @property
    def letter(self) -> str | None:
        """The letter that says it, or None where the process has none."""
        return self.form.letters.get("overdue" if self.overdue else "reminder")


def times(deadline: Deadline) -> list[tuple[datetime, bool]]:
    """When reminders about a deadline leave, with whether each is after it; in the order of time."""
    before = [
        (_morning(workdays.last_working_day(deadline.day - span)), False) for span in deadline.rule.reminders
    ]
    after = [
        (_morning(workdays.first_working_day(deadline.day + span)), True) for span in deadline.rule.overdue
    ]
    return sorted(before + after)


def due(dialog: Dialog, now: datetime) -> list[Reminder]:
    """The reminders that should have left by `now`: at most one for each party that is missing."""
    if dialog.cancelled_at or not dialog.taken_into_use_at or now >= dialog.meeting.ends:
        return []
    return [
        reminder
        for form, party, since in _missing(dialog)
        if (reminder := _latest(dialog, form, party, since, now))
    ]


def upcoming(dialog: Dialog, now: datetime) -> list[datetime]:
    """The moments after `now` at which a reminder may come due, for those who plan the worker's next look."""
    moments = {at for form in dialog.process.forms for at, _ in times(progress.deadline_of(dialog, form))}
    return sorted(at for at in moments if at > now)


def _missing(dialog: Dialog) -> Iterator[tuple[Form, Party, datetime]]:
    """Who has not submitted which form, and since when they could."""
    began = dialog.taken_into_use_at
    for form in dialog.process.forms:
        if form.answers is None and began:
            sheet = dialog.sheet(form, None)
            if not (sheet and sheet.latest):
                yield from ((form, party, began) for party in dialog.parties_of(form.role))
        elif dialog.asking_sheet and dialog.asking_sheet.latest:
            first = dialog.asking_sheet.submissions[0]
            yield from ((form, party, first.at) for party in progress.missing(dialog))


def _latest(dialog: Dialog, form: Form, party: Party, since: datetime, now: datetime) -> Reminder | None:
    deadline = progress.deadline_of(dialog, form)
    passed = [(at, overdue) for at, overdue in times(deadline) if since < at <= now]
    if not passed:
        return None
    at, overdue = passed[-1]
    if not overdue and now > deadline.at:
        return None
    return Reminder(party=party, form=form, deadline=deadline, at=at, overdue=overdue)


def _morning(day: date) -> datetime:
    return rules.local(day, MORNING)
