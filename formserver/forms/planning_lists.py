"""The themes and the programme of a dialog as rows that can be moved; a row left empty is left out."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from formserver import i18n
from formserver.domain.dialog import ProgrammeLine, Theme
from formserver.forms.planning import retold
from formserver.forms.planning_fields import Clock, LineField, PlanForm, Tick

THEME = 300
MOST_ROWS = 60
_STEPS = {"up": -1, "down": 1}


class NumberedRow(PlanForm):
    """A row of a list; its number stays when it is moved."""

    number: int


class ThemeInputs(NumberedRow):
    """One theme. `was` is the theme as it is stored or proposed, or None for one of the host's own."""

    chosen = Tick("themes.include")
    title = LineField("themes.own", required=False, longest=THEME)

    def __init__(self, number: int, was: Theme | None, **options: Any) -> None:
        self.number = number
        self.was = was
        super().__init__(prefix=f"row-{number}-", **options)
        if was:
            self.title.label.text = i18n.say(self.language, "themes.name", n=number)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it can be kept; a chosen theme has a title."""
        self.title.required = self.chosen.data and self.was is not None
        return super().validate(extra_validators)

    @property
    def theme(self) -> Theme | None:
        """The theme that a valid row tells, or None when it is left out."""
        if not self.title.data or not (self.chosen.data or self.was is None):
            return None
        return Theme(
            number=self.number,
            title=retold(self.was.title if self.was else None, self.language, self.title.data),
        )


class ProgrammeRow(NumberedRow):
    """One line of the programme."""

    at = Clock("programme.time", required=False)
    title = LineField("programme.what", required=False)

    def __init__(self, number: int, was: ProgrammeLine | None, **options: Any) -> None:
        self.number = number
        self.was = was
        super().__init__(prefix=f"row-{number}-", **options)
        line = i18n.say(self.language, "programme.line", n=number)
        for field in self:
            field.label.text = f"{line}: {field.label.text}"

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it can be kept; a time needs something that happens then."""
        self.title.required = bool(self.at.typed.strip())
        return super().validate(extra_validators)

    @property
    def line(self) -> ProgrammeLine | None:
        """The line that a valid row tells, or None when it is empty."""
        if not self.title.data:
            return None
        return ProgrammeLine(
            at=self.at.data,
            title=retold(self.was.title if self.was else None, self.language, self.title.data),
        )


Row = TypeVar("Row", bound=NumberedRow)


class MovableRows(Generic[Row]):
    """Rows of one kind in their order."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows: list[Row] = list(rows)

    def validate(self) -> bool:
        """Whether every row can be kept."""
        return sum(not row.validate() for row in self.rows) == 0

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Every fault as (id of the field, words), in the order of the page."""
        return [fault for row in self.rows for fault in row.faults]

    def move(self, action: str) -> int | None:
        """Move a row as its button says ("up:3", "down:3"). Gives its new place from 0, or None."""
        direction, _, number = action.partition(":")
        place = next((at for at, row in enumerate(self.rows) if str(row.number) == number), None)
        if place is None:
            return None
        moved = min(max(place + _STEPS.get(direction, 0), 0), len(self.rows) - 1)
        self.rows.insert(moved, self.rows.pop(place))
        return moved


def order(typed: Sequence[str]) -> list[int]:
    """The numbers of the rows as they stood on the page, each once; what is not a number is left out."""
    numbers = [int(one) for one in typed if one.isdecimal() and len(one) < 5]
    return list(dict.fromkeys(numbers))[:MOST_ROWS]
