"""Finds answers to questions that administrators took out, which would be lost without a word on the way in.

What a file may hold, its schema and case.toml, is that of the shipped process.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from formserver.cases.faults import Fault, Place, fault
from formserver.cases.shape import Shape, Source
from formserver.domain.process import Field, Process

Raw = Mapping[str, Any]
_SUBMITTER = "submitted_by"  # stands there whoever is asked for a contact


@dataclass(frozen=True, kw_only=True)
class _Gone:
    """The questions of one list that are asked no more, and where their answers lie in a row."""

    fields: Sequence[Field]
    sources: Mapping[str, Source]

    def faults(self, place: Place, row: Raw) -> Iterator[Fault]:
        for field in self.fields:
            source = self.sources.get(field.key, Source())
            for key in dict.fromkeys((source.verbatim or field.key, source.start)):
                if key != _SUBMITTER and row.get(key):
                    why = f"answers the question {field.key}, which the process in use does not ask any more"
                    yield fault((*place, key), f"{why}; remove it, or take the question in again")


def check(raw: Raw, shape: Shape, shipped: Process, used: Process) -> Iterator[Fault]:
    """Every answer to a question of the shipped process that is asked no more. `raw` has the right shape."""
    (once, item), (once_back, item_back) = (
        (
            _Gone(fields=_gone(before.fields, now.fields), sources=where.fields),
            _Gone(fields=_gone(before.item_fields, now.item_fields), sources=where.item_fields),
        )
        for before, now, where in (
            (shipped.asking_form, used.asking_form, shape.asking),
            (shipped.answering_form, used.answering_form, shape.answering),
        )
    )
    note = raw.get(shape.asking.at) or {}
    yield from once.faults((shape.asking.at,), note)
    yield from _all(item, (shape.asking.at, "items"), note.get("items", []))
    yield from _all(once_back, (shape.answering.at,), raw.get(shape.answering.at, []))
    yield from _all(item_back, (shape.answering.answers,), raw.get(shape.answering.answers, []))


def _gone(before: Sequence[Field], now: Sequence[Field]) -> list[Field]:
    kept = {field.key for field in now}
    return [field for field in before if field.key not in kept]


def _all(gone: _Gone, place: Place, rows: Sequence[Raw]) -> Iterator[Fault]:
    for number, row in enumerate(rows):
        yield from gone.faults((*place, number), row)
