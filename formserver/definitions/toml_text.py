"""Reads the text of a TOML file; what keeps it from being read is told by line, in kinds of our own."""

import re
import tomllib
from typing import Any

from formserver.definitions.faults import DefinitionFault, FaultKind, ProcessFault, fault

MAX_QUOTE = 80  # characters of the line that is shown
DEEPEST = 20  # tables and lists in each other; a process has five

# As tomllib (3.11 to 3.13) says it; it keeps the place nowhere else.
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_TWICE = re.compile(r"Cannot (?:declare|overwrite|mutate|redefine)|Duplicate")


def read(file: str, text: str) -> dict[str, Any]:
    """The table in a file. Raises DefinitionFault with the one fault that comes first."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionFault([_told(file, text, str(error))]) from error
    except ValueError as error:  # a number with more digits than Python reads
        raise DefinitionFault([fault(file, FaultKind.TOML_NUMBER)]) from error
    except RecursionError as error:
        raise DefinitionFault([fault(file, FaultKind.TOML_TOO_DEEP)]) from error
    if _is_deep(found):
        raise DefinitionFault([fault(file, FaultKind.TOML_TOO_DEEP)])
    return found


def _is_deep(read: dict[str, Any]) -> bool:
    """Whether tables and lists stand in each other deeper than any that is read."""
    level: list[Any] = [read]
    for _ in range(DEEPEST):
        level = [
            one
            for holder in level
            for one in (holder.values() if isinstance(holder, dict) else holder)
            if isinstance(one, dict | list)
        ]
    return bool(level)


def _told(file: str, text: str, said: str) -> ProcessFault:
    lines = text.rstrip().split("\n")
    place = _PLACE.search(said)
    line, column = (int(place[1]), int(place[2])) if place else (len(lines), 0)
    quote = lines[min(line, len(lines)) - 1].strip()[:MAX_QUOTE]
    if _TWICE.match(said):
        return fault(file, FaultKind.TOML_TWICE, line=line, text=quote)
    if place is None:
        return fault(file, FaultKind.TOML_ENDS_EARLY, line=line, text=quote)
    return fault(file, FaultKind.NOT_TOML, line=line, column=column, text=quote)
