"""On which day each sample dialog meets, so that today it stands where the demo wants it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from formserver.domain import deadlines, workdays
from formserver.domain.process import Process

PLANNED_AHEAD = 70  # days from today to a meeting that is still being planned
FARTHEST = 60
ROOM_TO_ANSWER = timedelta(days=5)


def while_planned(process: Process, now: datetime) -> date:
    """A meeting that lies far enough ahead for every deadline."""
    del process
    return workdays.first_working_day(now.date() + timedelta(days=PLANNED_AHEAD))


def while_answering(process: Process, now: datetime) -> date:
    """The first meeting whose notes are due already, and whose answers are due some days from now."""
    asked, answered = process.asking_form.deadline, process.answering_form.deadline

    def fits(day: date) -> bool:
        due = deadlines.deadlines(process, day)
        return due[asked].at < now and due[answered].at > now + ROOM_TO_ANSWER

    return _last_day(now, fits)


def after_answers(process: Process, now: datetime) -> date:
    """The last meeting whose answers are due. Its packet has gone out, save for some days about Easter."""
    answered = process.answering_form.deadline
    return _last_day(now, lambda day: deadlines.deadlines(process, day)[answered].at < now)


def _last_day(now: datetime, fits: Callable[[date], bool]) -> date:
    """The farthest working day that fits; around holidays only a few do."""
    days = (now.date() + timedelta(days=count) for count in range(FARTHEST, 0, -1))
    return next(day for day in days if not workdays.day_off(day) and fits(day))
