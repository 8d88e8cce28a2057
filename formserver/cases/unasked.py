"""Tells of answers to questions that are not asked here, which would be lost without a word on the way in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from formserver.cases.faults import CaseFileFault, Place, path
from formserver.cases.schema import unknown
from formserver.cases.shape import ListShape, Shape
from formserver.domain import content


@dataclass(frozen=True, kw_only=True)
class Lost(CaseFileFault):
    """An answer that would be lost, and the question that it answers."""

    question: str


@dataclass(frozen=True, kw_only=True)
class Unasked:
    """Judges the keys that the schema does not know. `elsewhere`: all come from another version's questions.

    Of other files only the keys that `before` asks are surely those of a question; the rest may be mistyped.
    """

    before: Shape
    elsewhere: bool

    def faults(self, place: Place, key: str, value: Any, known: Collection[str]) -> Iterator[CaseFileFault]:
        """What is wrong with a key: nothing, where it answers a question that is not asked, with nothing."""
        listed = _list(self.before, place)
        if listed is None or not (self.elsewhere or _is_known(listed, key)):
            yield unknown(place, key, known)
        elif not content.is_empty(value):
            question = listed.question(key)
            why = f"answers the question {question}, which is not asked here"
            mend = "" if self.elsewhere else "; ask it here before the case is imported, or remove the answer"
            yield Lost(path=path((*place, key)), reason=why + mend, question=question)


def _is_known(listed: ListShape, key: str) -> bool:
    keys = {key for source in listed.asked.values() for key in (source.start, source.verbatim)}
    return key in keys


def _list(shape: Shape, place: Place) -> ListShape | None:
    """The questions that a row at this place of the file answers, or None for any other object."""
    asking, answering = shape.asking, shape.answering
    match place:
        case (asking.at,):
            return asking.fields
        case (asking.at, "items", int()):
            return asking.item_fields
        case (answering.at, int()):
            return answering.fields
        case (answering.answers, int()):
            return answering.item_fields
        case _:
            return None
