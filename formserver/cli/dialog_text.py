"""One dialog as text for the terminal."""

from collections.abc import Iterator

from formserver.domain.deadlines import OSLO
from formserver.usecases.dialogs.read_board import Board, PartyOnBoard


def lines(board: Board) -> str:
    """What a dialog is, when, who takes part and how far they have come."""
    return "\n".join(_lines(board))


def _lines(board: Board) -> Iterator[str]:
    dialog, meeting = board.dialog, board.dialog.meeting
    yield f"{dialog.id}: {dialog.title.to(dialog.language)}"
    when = f"{meeting.day} {meeting.start:%H:%M}–{meeting.end:%H:%M}"
    yield f"meeting: {when}, {meeting.place or 'no place yet'}"
    yield f"process: {dialog.process.key}, documents in {dialog.language}, phase {board.phase}"
    organisers = ", ".join(one.email for one in dialog.organisers)
    yield f"organisers: {organisers or 'nobody yet'}"
    yield "deadlines:"
    for step in board.timeline:
        if step.deadline:
            moved = " (set by hand)" if step.deadline.override else ""
            yield f"  {step.deadline.at.astimezone(OSLO):%Y-%m-%d %H:%M}  {step.key}{moved}"
    yield "parties:"
    for row in board.rows:
        yield f"  {row.party.name.to(dialog.language)} ({row.party.role}): {_state(row)}"
    yield f"letters: {len(board.letters)}, documents: {len(board.documents)}"


def _state(row: PartyOnBoard) -> str:
    latest = row.sheet.latest if row.sheet else None
    when = f" {latest.at.astimezone(OSLO):%Y-%m-%d %H:%M}" if latest else ""
    asked = f", asked about {row.asked} items" if row.asked else ""
    return row.state.standing.replace("_", " ") + when + asked
