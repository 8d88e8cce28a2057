"""Reads and writes the text of a TOML file; what keeps it from being read is told by line, in our kinds."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import InlineTable, Table

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


def write(raw: Mapping[str, Any]) -> str:
    """The text of a file that says `raw`: tables, of which those that only hold texts stand on one line."""
    return _table(raw).as_string()


def _table(raw: Mapping[str, Any]) -> Table:
    """A table, in which what has a header of its own comes last."""
    table = tomlkit.table()
    for name, value in sorted(raw.items(), key=lambda one: _has_header(one[1])):
        table.add(name, _item(value))
    return table


def _item(value: Any) -> Any:
    if isinstance(value, dict):
        return _table(value) if _has_header(value) else _line(value)
    if not _has_header(value):
        return value
    rows = tomlkit.aot()
    for row in value:
        rows.append(_table(row))
    return rows


def _line(texts: Mapping[str, str]) -> InlineTable:
    line = tomlkit.inline_table()
    line.update(texts)
    return line


def _has_header(value: Any) -> bool:
    if isinstance(value, dict):
        return not all(isinstance(one, str) for one in value.values())
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


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
