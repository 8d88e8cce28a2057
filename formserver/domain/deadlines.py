"""When things are due: from the meeting day and the process's rules to dates that people can work with.

A deadline says "at the latest", so one that falls on a day off moves earlier, never later: moving it forward
would eat the time of those who read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from formserver.domain import workdays
from formserver.domain.process import DeadlineRule, Process
from formserver.domain.refusals import DeadlineNotBeforeMeeting, DeadlineOutOfOrder
from formserver.domain.workdays import DayOff

OSLO = ZoneInfo("Europe/Oslo")
FEW_WORKING_DAYS = 10


@dataclass(frozen=True, kw_only=True)
class Override:
    """A deadline that the host set by hand. `at` is aware; `reason` may be empty."""

    at: datetime
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """One deadline of a dialog.

    `nominal` is the day that the rule says; `at` (aware, Europe/Oslo) the moment that counts; `day_off` why
    the nominal day was left; `override` the host's own choice, which wins.
    """

    rule: DeadlineRule
    nominal: date
    at: datetime
    day_off: DayOff | None = None
    override: Override | None = None

    @property
    def key(self) -> str:
        """The key of its rule."""
        return self.rule.key

    @property
    def day(self) -> date:
        """The local day that counts."""
        return self.at.astimezone(OSLO).date()


def local(day: date, clock: time) -> datetime:
    """`day` at a local time of day in Europe/Oslo, aware."""
    return datetime.combine(day, clock, OSLO)


def deadlines(
    process: Process, meeting: date, overrides: Mapping[str, Override] | None = None
) -> dict[str, Deadline]:
    """Every deadline of a dialog that meets on `meeting`, by key, in the order of the process."""
    made: dict[str, Deadline] = {}
    for rule in process.deadlines:
        made[rule.key] = _deadline(rule, meeting, (overrides or {}).get(rule.key), made)
    return made


def deadline(
    process: Process, key: str, meeting: date, overrides: Mapping[str, Override] | None = None
) -> Deadline:
    """One of them alone. Raises KeyError."""
    rule = process.deadline(key)
    before = {rule.after: deadline(process, rule.after, meeting, overrides)} if rule.after else {}
    return _deadline(rule, meeting, (overrides or {}).get(key), before)


def _deadline(
    rule: DeadlineRule, meeting: date, override: Override | None, made: Mapping[str, Deadline]
) -> Deadline:
    if rule.after is not None:
        nominal = workdays.working_days_after(made[rule.after].day, rule.working_days)
    else:
        nominal = meeting - (rule.before_meeting or timedelta())
    effective = workdays.last_working_day(nominal)
    return Deadline(
        rule=rule,
        nominal=nominal,
        at=override.at.astimezone(OSLO) if override else local(effective, rule.at),
        day_off=workdays.day_off(nominal),
        override=override,
    )


def check_order(all_of_them: Mapping[str, Deadline], process: Process, start: datetime) -> None:
    """Refuses overridden deadlines that cannot work.

    Raises DeadlineNotBeforeMeeting when one is not before the meeting starts, and DeadlineOutOfOrder when the
    packet would go out before the answers are due, or answers would be due before what they answer.
    """
    for deadline in all_of_them.values():
        if deadline.at >= start:
            raise DeadlineNotBeforeMeeting(key=deadline.key, at=deadline.at)
        before = deadline.rule.after or _answers_what(process, deadline.key)
        if before and all_of_them[before].at >= deadline.at:
            raise DeadlineOutOfOrder(key=deadline.key, before=before)


def _answers_what(process: Process, key: str) -> str | None:
    answering = next((form for form in process.forms if form.deadline == key and form.answers), None)
    return process.form(answering.answers).deadline if answering and answering.answers else None


def days_for_answering(process: Process, all_of_them: Mapping[str, Deadline]) -> int:
    """How many working days there are after the deadline of what is asked, up to that of the answers."""
    asked, answered = process.asking_form.deadline, process.answering_form.deadline
    return workdays.working_days_between(all_of_them[asked].day, all_of_them[answered].day)
