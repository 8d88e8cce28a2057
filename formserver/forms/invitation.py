"""The answer to an invitation: the party attends, or the day does not suit and another is proposed."""

from typing import Any

from formserver import i18n
from formserver.forms.planning_fields import Paragraph, Pick, PlanForm

LONGEST_PROPOSAL = 1000
YES, NO = "yes", "no"


class InvitationForm(PlanForm):
    """One choice, and a text that only counts with the second."""

    attends = Pick("invitation.label")
    proposal = Paragraph("invitation.proposal", required=False, longest=LONGEST_PROPOSAL)

    def __init__(self, typed: Any = None, **options: Any) -> None:
        super().__init__(typed, **options)
        self.attends.choices = [
            (answer, i18n.say(self.language, f"invitation.{answer}")) for answer in (YES, NO)
        ]

    @property
    def anchored_faults(self) -> list[tuple[str, str]]:
        """Every fault with the id to link to: of a group the first choice."""
        return [("attends-1" if name == "attends" else name, words) for name, words in self.faults]
