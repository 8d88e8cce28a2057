"""What is wrong with a case file: where, why, and how to mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Place = Sequence[str | int]


@dataclass(frozen=True, kw_only=True)
class CaseFileFault:
    """One fault. `path` is like "note.items[0].title", counted from 0; "" is the file as a whole."""

    path: str
    reason: str


class CaseFault(Exception):
    """The file cannot be imported; all that was found is in `faults`."""

    def __init__(self, faults: Iterable[CaseFileFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.path}: {fault.reason}" for fault in self.faults))


def path(place: Place) -> str:
    """A place in JSON the way people read it."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return text.removeprefix(".")


def fault(place: Place, reason: str) -> CaseFileFault:
    """A fault at a place."""
    return CaseFileFault(path=path(place), reason=reason)
