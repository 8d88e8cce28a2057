"""Tells of answers to questions that are not asked here, which would be lost without a word on the way in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from formserver.cases.faults import CaseFileFault, Place, path
from formserver.cases.schema import unknown
from formserver.domain import content
from formserver.domain.process import Process


@dataclass(frozen=True, kw_only=True)
class Lost(CaseFileFault):
    """An answer that would be lost, and the question that it answers."""

    question: str


@dataclass(frozen=True, kw_only=True)
class Unasked:
    """Judges the keys that the schema does not know. `elsewhere`: all come from another version's questions.

    Of other files only the keys that `before` asks are surely those of a question; the rest may be mistyped.
    """

    before: Process
    elsewhere: bool

    def faults(self, place: Place, key: str, value: Any, known: Collection[str]) -> Iterator[CaseFileFault]:
        """What is wrong with a key: nothing, where it answers a question that is not asked, with nothing."""
        is_answer = place[-1:] == ("answers",)
        if not is_answer or not (self.elsewhere or key in self._asked(place)):
            yield unknown(place, key, known)
        elif not content.is_empty(value):
            why = f"answers the question {key}, which is not asked here"
            mend = "" if self.elsewhere else "; ask it here before the case is imported, or remove the answer"
            yield Lost(path=path((*place, key)), reason=why + mend, question=key)

    def _asked(self, place: Place) -> set[str]:
        """The questions that answers at this place of the file are to."""
        _, form_key, *steps = place
        forms = [form for form in self.before.forms if form.key == form_key]
        fields = [form.item_fields if "items" in steps else form.fields for form in forms]
        return {field.key for group in fields for field in group}
