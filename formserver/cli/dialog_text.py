"""One dialog as text for the terminal."""

from collections.abc import Iterator

from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Party, Sheet
from formserver.usecases.read_board import Board


def of(board: Board) -> str:
    """What a dialog is, when, who takes part and how far they have come."""
    return "\n".join(_lines(board))


def _lines(board: Board) -> Iterator[str]:
    dialog, meeting = board.dialog, board.dialog.meeting
    yield f"{dialog.id}: {dialog.title.to(dialog.language)}"
    yield f"meeting: {meeting.day} {meeting.start:%H:%M}–{meeting.end:%H:%M}, {meeting.place or 'no place yet'}"
    yield f"process: {dialog.process.key}, documents in {dialog.language}, phase {board.phase}"
    yield f"organisers: {', '.join(one.email for one in dialog.organisers) or 'nobody yet'}"
    yield "deadlines:"
    for step in board.timeline:
        if step.deadline:
            moved = " (set by hand)" if step.deadline.override else ""
            yield f"  {step.deadline.at.astimezone(OSLO):%Y-%m-%d %H:%M}  {step.key}{moved}"
    yield "parties:"
    for row in board.rows:
        asked = f", asked about {row.asked} items" if row.asked else ""
        yield f"  {row.party.name.to(dialog.language)} ({row.party.role}): {_state(row.sheet, row.party, board)}{asked}"
    yield f"letters: {len(board.letters)}, documents: {len(board.documents)}"


def _state(sheet: Sheet | None, party: Party, board: Board) -> str:
    state = next(row.state for row in board.rows if row.party.id == party.id)
    latest = sheet.latest if sheet else None
    when = f" {latest.at.astimezone(OSLO):%Y-%m-%d %H:%M}" if latest else ""
    return state.standing.replace("_", " ") + when
