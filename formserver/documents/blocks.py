"""Blocks of a template that do not close, or close what is not open, told where they begin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_STATEMENT = re.compile(r"\{%[-+]?\s*(\w+).*?%\}", re.DOTALL)
_ENDS = {"endfor": "for", "endif": "if"}
_BRANCHES = {"else": ("for", "if"), "elif": ("if",)}


@dataclass(frozen=True, kw_only=True)
class Unbalanced:
    """A tag without its partner. `kind` is that of a finding, `line` counts from 1."""

    kind: str
    tag: str
    line: int


def faults(source: str) -> Iterator[Unbalanced]:
    """Give the tags that have no partner."""
    opened: list[tuple[str, Unbalanced]] = []
    for statement in _STATEMENT.finditer(source):
        word = statement[1]
        line = source.count("\n", 0, statement.start()) + 1
        if word in _ENDS.values():
            opened.append((word, Unbalanced(kind="block_not_closed", tag=statement[0], line=line)))
        elif word in _ENDS and opened and opened[-1][0] == _ENDS[word]:
            opened.pop()
        elif word in _ENDS or (word in _BRANCHES and (not opened or opened[-1][0] not in _BRANCHES[word])):
            yield Unbalanced(kind="block_not_open", tag=statement[0], line=line)
    yield from (unclosed for _, unclosed in opened)
