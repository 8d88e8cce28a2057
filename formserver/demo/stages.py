"""On which day each sample dialog meets, so that today it stands where the demo wants it."""

from collections.abc import Iterator
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
    """A meeting whose notes are due already, and whose answers are due some days from now."""
    asked, answered = process.asking_form.deadline, process.answering_form.deadline
    days = [
        day
        for day in _working_days(now)
        if _due(process, day, asked) < now and _due(process, day, answered) > now + ROOM_TO_ANSWER
    ]
    return days[-1]


def after_answers(process: Process, now: datetime) -> date:
    """A meeting whose packet has gone out, or for some days about Easter, whose answers are due already."""
    answered = process.answering_form.deadline
    days = [day for day in _working_days(now) if _due(process, day, answered) < now]
    sent = [day for day in days if _due(process, day, process.packet_deadline) < now]
    return (sent or days)[-1]


def _working_days(now: datetime) -> Iterator[date]:
    days = (now.date() + timedelta(days=count) for count in range(1, FARTHEST))
    return (day for day in days if not workdays.day_off(day))


def _due(process: Process, meeting: date, deadline: str) -> datetime:
    return deadlines.deadlines(process, meeting)[deadline].at
