"""What a plan lacks before the invitations can be sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from formserver.domain.dialog import Dialog, Party


class PlanLack(StrEnum):
    """What must be filled in first; also the key of the words that say so."""

    MEETING_PAST = "meeting_past"
    HOSTS = "hosts"
    RESPONDERS = "responders"
    CONTACTS = "contacts"
    THEMES = "themes"
    PHONE = "phone"


@dataclass(frozen=True, kw_only=True)
class PlanShortcoming:
    """One thing the plan lacks, with the party it is about where it is about one."""

    lack: PlanLack
    party: Party | None = None


def lacks(dialog: Dialog, now: datetime) -> list[PlanShortcoming]:
    """What must be mended before anything is sent; empty when the plan is ready."""
    found = [PlanShortcoming(lack=lack) for lack, lacking in _of_dialog(dialog, now).items() if lacking]
    here = [party for party in dialog.parties if not party.withdrawn_at]
    return found + [
        PlanShortcoming(lack=PlanLack.CONTACTS, party=party) for party in here if not party.reachable
    ]


def _of_dialog(dialog: Dialog, now: datetime) -> dict[PlanLack, bool]:
    expected = [role for role in dialog.process.roles if role.expected]
    return {
        PlanLack.MEETING_PAST: dialog.meeting.starts <= now,
        PlanLack.HOSTS: not dialog.hosts,
        PlanLack.RESPONDERS: not any(dialog.parties_of(role.key) for role in expected),
        PlanLack.THEMES: not dialog.themes,
        PlanLack.PHONE: not (dialog.responsible and dialog.responsible.phone),
    }
