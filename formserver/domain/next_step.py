"""The one clear next step of a dialog, for the organiser's board and the list of dialogs."""

from collections.abc import Collection
from datetime import datetime

from formserver.domain import plan, progress
from formserver.domain.dialog import Dialog, Party
from formserver.domain.progress import NextStep, Outline, Phase

NOTHING = NextStep(key="none")
YOURS = frozenset({"plan", "mail", "dates", "packet", "overdue"})
_AT_REST = frozenset({Phase.CANCELLED, Phase.HELD, Phase.CLOSED, Phase.TODAY})


def next_step(dialog: Dialog, now: datetime, failed: Collection[int] = ()) -> NextStep:
    """What the organiser should do next, or what everybody waits for.

    `failed`: parties whose letters do not arrive.
    """
    kind = _kind(progress.outline(dialog, failed), now)
    if kind == "none":
        return NOTHING
    if kind == "plan":
        return NextStep(key="fill" if plan.lacks(dialog, now) else "invite", yours=True)
    if kind == "mail":
        return NextStep(key=kind, yours=True, parties=_unreachable(dialog, failed))
    if kind == "dates":
        return NextStep(key=kind, yours=True, parties=_unsuited(dialog))
    if kind == "packet":
        due = progress.packet_deadline(dialog)
        return NextStep(key="packet_late" if now >= due.at else "packet", yours=True, deadline=due)
    return _waiting(dialog, kind)


def _unreachable(dialog: Dialog, failed: Collection[int]) -> tuple[Party, ...]:
    return tuple(party for party in dialog.parties if party.id in failed)


def _unsuited(dialog: Dialog) -> tuple[Party, ...]:
    return tuple(party for party in dialog.parties if progress.cannot_come(party))


def is_yours(dialog: Outline, now: datetime) -> bool:
    """Whether the organiser must act next, from the facts in short."""
    return _kind(dialog, now) in YOURS


def _kind(dialog: Outline, now: datetime) -> str:
    phase = progress.phase_of(dialog, now)
    if phase is Phase.PLANNING:
        return "plan"
    if phase in _AT_REST:
        return "none"
    if dialog.unreachable:
        return "mail"
    if dialog.unsuited and not dialog.packet:
        return "dates"
    return "packet" if phase is Phase.COMPLETE else _kind_of_waiting(dialog, now)


def _kind_of_waiting(dialog: Outline, now: datetime) -> str:
    process = dialog.process
    form = process.answering_form if dialog.asked else process.asking_form
    if dialog.awaited and now > progress.deadline_of(dialog, form).at:
        return "overdue"  # also after the packet: an answer that comes then goes out by itself
    if dialog.asked and dialog.packet:
        return "supplement" if dialog.awaited else "none"
    return "awaiting"


def _waiting(dialog: Dialog, kind: str) -> NextStep:
    asked = progress.is_asked(dialog)
    form = dialog.process.answering_form if asked else dialog.process.asking_form
    late = progress.missing(dialog) if asked else dialog.hosts
    deadline = progress.deadline_of(dialog, form)
    if kind == "awaiting":
        total = len(progress.asked(dialog)) if asked else 1
        counts = {"n": total - len(late) if asked else 0, "total": total}
        return NextStep(key=kind, form=form, deadline=deadline, counts=counts)
    return NextStep(key=kind, yours=kind in YOURS, form=form, deadline=deadline, parties=late)
