"""What a municipality looks like on paper, as an administrator types it; the arms come as a file beside."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from formserver.domain import look as rules
from formserver.domain.refusals import ColourRefused
from formserver.domain.words import LANGUAGES, Words
from formserver.forms.faults import FaultError
from formserver.forms.planning_fields import LineField, PlanForm, Tick
from formserver.i18n import dates

ACCEPT = ".png,.jpg,.jpeg"
LONGEST_COLOUR = 10


class Colour(LineField):
    """A colour as `#0b5b6e`; `data` is six digits. One too pale for text is told with its contrast."""

    def meant(self, text: str) -> str:
        """The six digits."""
        try:
            return rules.colour(text)
        except ColourRefused as refusal:
            raise FaultError(f"colour_{refusal.facts['why']}", **_told(refusal.facts)) from None

    def written(self, value: object) -> str:
        """The colour as a browser's own field for colours takes it."""
        return f"#{value}".lower() if value else ""


class LookForm(PlanForm):
    """Everything but the arms.

    `colour_shown` is the colour that the page showed while the tick was off: who chooses another wants it.
    """

    name = LineField("looks.name", required=False)
    address = LineField("looks.address", required=False)
    coloured = Tick("looks.coloured")
    colour = Colour("looks.colour", required=False, longest=LONGEST_COLOUR)
    colour_shown = LineField("looks.colour", required=False)
    without_arms = Tick("looks.without_arms")

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Judge what was typed; of a colour that is not wanted, nothing."""
        if self.colour_shown.typed and self.colour.typed.lower() != self.colour_shown.typed.lower():
            self.coloured.data = True
        if not self.coloured.data:
            self.colour.typed = ""
        valid: bool = super().validate(extra_validators)
        return valid


def _told(facts: Mapping[str, object]) -> dict[str, Words]:
    """Contrasts with one decimal, never more than they are."""
    return {
        name: Words({one: dates.number(math.floor(value * 10) / 10, one) for one in LANGUAGES})
        for name, value in facts.items()
        if isinstance(value, float)
    }
