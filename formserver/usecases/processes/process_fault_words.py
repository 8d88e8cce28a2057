"""A fault of a process's files in a person's words: where it is, and what is wrong with the mend."""

import re
from collections.abc import Iterable

from formserver import i18n
from formserver.definitions import ProcessFault

_NUMBER = re.compile(r"\[(\d+)\]")
_STEP = " → "


def sentence(fault: ProcessFault, language: str) -> str:
    """What is wrong and what to do about it."""
    return i18n.say(language, f"process_fault.{fault.kind}", **fault.facts)


def place(fault: ProcessFault, language: str) -> str:
    """The way to it inside the file, by the names that stand there; empty for the whole file."""
    steps = _NUMBER.sub(r".[\1]", fault.key).split(".")
    return _STEP.join(_step(step, language) for step in steps)


def where(fault: ProcessFault, language: str) -> str:
    """The file and the way to it, as "process.toml, forms → note → fields"; empty for a zip as a whole."""
    return ", ".join(filter(None, (fault.file, place(fault, language))))


def with_place(fault: ProcessFault, language: str) -> str:
    """Where it is, and the sentence."""
    return ": ".join(filter(None, (where(fault, language), sentence(fault, language))))


def all_told(faults: Iterable[ProcessFault], language: str) -> str:
    """Several in one line."""
    return " ".join(with_place(fault, language) for fault in faults)


def _step(step: str, language: str) -> str:
    number = _NUMBER.fullmatch(step)
    return i18n.say(language, "process_place.row", number=number[1]) if number else step
