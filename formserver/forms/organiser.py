"""What an organiser decides while a dialog runs: moving it, cancelling it, opening a form again."""

from datetime import datetime
from typing import Any

from formserver.domain import deadlines
from formserver.forms.planning import MeetingForm
from formserver.forms.planning_fields import Clock, Day, Paragraph, Pick, PlanForm

REASON = 1000


class MoveForm(MeetingForm):
    """A new time or place, and why; the reason stands in the letters."""

    reason = Paragraph("deadlines.reason", required=False, longest=REASON)


class CancelForm(PlanForm):
    """Why the dialog is cancelled."""

    reason = Paragraph("deadlines.reason", longest=REASON)


class ReopenForm(PlanForm):
    """Opens a submitted form again. `now` is the moment that `until` must lie after."""

    day = Day("reopen.until")
    clock = Clock("deadlines.new_clock")
    reason = Paragraph("deadlines.reason", longest=REASON)

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        self.now = now
        super().__init__(*args, **options)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it can be kept; it must be open for some time."""
        super().validate(extra_validators)
        if not self.day.errors and not self.clock.errors and self.until <= self.now:
            self.refuse("day", "until_past")
        return not self.faults

    @property
    def until(self) -> datetime:
        """The moment until which the form is open, aware."""
        return deadlines.local(self.day.data, self.clock.data)


class OrganiserForm(PlanForm):
    """Picks an account. Its choices are set by the view."""

    account = Pick("organisers.account")
