"""A deadline in words for people: how long it is till then, and why it is not on the day the rule says."""

from formserver.domain.deadlines import OSLO, Deadline
from formserver.web import pages


def days_left(deadline: Deadline) -> int:
    """Whole days from today to the day of the deadline; below zero when it has passed."""
    return (deadline.day - pages.tools().clock().astimezone(OSLO).date()).days


def moved_because(deadline: Deadline) -> list[str]:
    """The sentence that says why the deadline was moved earlier; none when it was not, or the host set it."""
    if deadline.day_off is None or deadline.override is not None:
        return []
    holiday = pages.say(f"holiday.{deadline.day_off}")
    return [
        pages.say("first.deadline_moved", nominal_date=pages.day_short(deadline.nominal), holiday=holiday)
    ]
