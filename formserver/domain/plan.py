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
    found = []
    if dialog.meeting.starts <= now:
        found.append(PlanShortcoming(lack=PlanLack.MEETING_PAST))
    if not dialog.hosts:
        found.append(PlanShortcoming(lack=PlanLack.HOSTS))
    expected = [role for role in dialog.process.roles if role.expected]
    if not any(dialog.parties_of(role.key) for role in expected):
        found.append(PlanShortcoming(lack=PlanLack.RESPONDERS))
    for party in dialog.parties:
        if not party.withdrawn_at and not party.contacts:
            found.append(PlanShortcoming(lack=PlanLack.CONTACTS, party=party))
    if not dialog.themes:
        found.append(PlanShortcoming(lack=PlanLack.THEMES))
    if not (dialog.responsible and dialog.responsible.phone):
        found.append(PlanShortcoming(lack=PlanLack.PHONE))
    return found
