"""What differs between two texts, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Mark(StrEnum):
    """What became of a line."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class TextLine:
    """A line of either text."""

    mark: Mark
    text: str


def between(old: str, new: str) -> tuple[TextLine, ...]:
    """Every line of both texts in order, those that only one of them has marked as such."""
    return tuple(of_lines(old.splitlines(), new.splitlines()))


def of_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[TextLine]:
    """The same for texts that come line by line."""
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(a=old, b=new).get_opcodes():
        if kind == "equal":
            yield from (TextLine(Mark.KEPT, text) for text in old[old_from:old_to])
        else:
            yield from (TextLine(Mark.REMOVED, text) for text in old[old_from:old_to])
            yield from (TextLine(Mark.ADDED, text) for text in new[new_from:new_to])
