"""The one clear next step of a dialog, for the organiser's board and the list of dialogs."""

from collections.abc import Collection
from datetime import datetime

from formserver.domain import plan, progress
from formserver.domain.dialog import Dialog, Party
from formserver.domain.progress import NextStep, Phase

NOTHING = NextStep(key="none")


def next_step(dialog: Dialog, now: datetime, failed: Collection[int] = ()) -> NextStep:
    """What the organiser should do next, or what everybody waits for.

    `failed`: parties whose letters do not arrive.
    """
    phase = progress.phase(dialog, now)
    if phase is Phase.PLANNING:
        lacks = plan.lacks(dialog, now)
        return NextStep(key="fill" if lacks else "invite", yours=True)
    if phase in (Phase.CANCELLED, Phase.HELD, Phase.CLOSED, Phase.TODAY):
        return NOTHING
    return _trouble(dialog, failed) or _waiting(dialog, phase, now)


def _trouble(dialog: Dialog, failed: Collection[int]) -> NextStep | None:
    unreachable = tuple(party for party in dialog.parties if party.id in failed)
    if unreachable:
        return NextStep(key="mail", yours=True, parties=unreachable)
    if dialog.packet:
        return None
    unsuited = tuple(party for party in dialog.parties if _cannot(party))
    return NextStep(key="dates", yours=True, parties=unsuited) if unsuited else None


def _cannot(party: Party) -> bool:
    return bool(party.reply and not party.reply.attends and not party.withdrawn_at)


def _is_asked(dialog: Dialog) -> bool:
    return bool(dialog.asking_sheet and dialog.asking_sheet.latest)


def _waiting(dialog: Dialog, phase: Phase, now: datetime) -> NextStep:
    if phase is Phase.COMPLETE:
        packet = progress.packet_deadline(dialog)
        return NextStep(key="packet_late" if now >= packet.at else "packet", yours=True, deadline=packet)
    waits_to_be_asked = not _is_asked(dialog)
    form = dialog.process.asking_form if waits_to_be_asked else dialog.process.answering_form
    deadline = progress.deadline_of(dialog, form)
    late = dialog.hosts if waits_to_be_asked else progress.missing(dialog)
    if late and now > deadline.at:  # also after the packet: an answer that comes then goes out by itself
        return NextStep(key="overdue", yours=True, form=form, deadline=deadline, parties=late)
    if waits_to_be_asked:
        return NextStep(key="awaiting", form=form, deadline=deadline, counts={"n": 0, "total": 1})
    if phase is Phase.PACKET:
        return NextStep(key="supplement", form=form, deadline=deadline, parties=late) if late else NOTHING
    total = len(progress.asked(dialog))
    return NextStep(
        key="awaiting", form=form, deadline=deadline, counts={"n": total - len(late), "total": total}
    )
