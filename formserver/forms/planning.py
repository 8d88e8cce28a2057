"""The plan of a dialog: what it is called, when and where it meets, and deadlines set by hand."""

from datetime import datetime, time
from typing import Any

from formserver.domain import deadlines
from formserver.domain.dialog import Meeting
from formserver.domain.words import DOCUMENT_LANGUAGES, Words, same
from formserver.forms.accounts import language_choices
from formserver.forms.planning_fields import Clock, Day, LineField, Paragraph, Pick, PlanForm

PLACE = 300


def retold(before: Words | None, language: str, text: str) -> Words:
    """The words after `text` was typed where they stood in `language`: untouched when it is the same."""
    return before if before and before.to(language) == text else same(text)


class TitleForm(PlanForm):
    """What the dialog is called, and which written standard its documents have."""

    title = LineField("plan.name")
    documents = Pick("plan.language")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.documents.choices = language_choices(self.language, DOCUMENT_LANGUAGES)


class MeetingForm(PlanForm):
    """When and where. `now` (aware) is the moment that a meeting must start after."""

    day = Day("plan.day")
    start = Clock("plan.start")
    end = Clock("plan.end")
    place = LineField("plan.place", required=False, longest=PLACE)
    online = LineField("plan.online", required=False, longest=PLACE)
    practical = Paragraph("plan.practical", required=False)

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        self.now = now
        super().__init__(*args, **options)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all of it can be kept; a meeting lies ahead and ends after it starts."""
        super().validate(extra_validators)
        if not self.day.errors and self._begins() <= self.now:
            self.refuse("day", "date_past", value=self.day.typed)
        if not self.start.errors and not self.end.errors and self.end.data <= self.start.data:
            self.refuse("end", "end_before_start", start=self.start.typed)
        return not self.faults

    def _begins(self) -> datetime:
        """When the meeting starts, or the end of its day while the time is not understood."""
        return deadlines.local(self.day.data, time.max if self.start.errors else self.start.data)

    @property
    def meeting(self) -> Meeting:
        """The meeting that a valid form tells."""
        return Meeting(
            day=self.day.data,
            start=self.start.data,
            end=self.end.data,
            place=self.place.data,
            online=self.online.data,
            practical=self.practical.data,
        )


class NewDialogForm(TitleForm, MeetingForm):
    """Everything a new dialog begins with, but its hosts."""


class OverrideForm(PlanForm):
    """Sets one deadline by hand."""

    day = Day("deadlines.new_day")
    clock = Clock("deadlines.new_clock")
    reason = LineField("deadlines.reason")

    @property
    def at(self) -> datetime:
        """The moment that a valid form tells, aware."""
        return deadlines.local(self.day.data, self.clock.data)


def meeting_values(meeting: Meeting) -> dict[str, Any]:
    """A meeting as the values that its form is first shown with."""
    return {name: getattr(meeting, name) for name in ("day", "start", "end", "place", "online", "practical")}
