"""From which definition's text each letter was written."""

from formserver.storage import tables
from formserver.storage.engine import rows


def note(letter_id: int, process_id: int) -> None:
    """Remember it for a letter that was just put into the outbox."""
    rows.add(tables.LetterOriginRow, letter=letter_id, process=process_id)


def definition_id(letter_id: int) -> int | None:
    """The number of the definition; None for letters from before this was remembered, and for trials."""
    row = tables.LetterOriginRow.get_or_none(tables.LetterOriginRow.letter == letter_id)
    return row.process_id if row else None
