"""What is certain at a place of a template because the codes around it asked: that a list has rows, say.

It never guesses: what it cannot follow is not certain, nor what many conditions make hard to follow.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes

from formserver.documents.fill import blocks, sandbox
from formserver.documents.fill.line_places import Tag

MOST = 16  # ways in which conditions may be true together that are followed

_BEGIN = re.compile(r"\{%[-+]?\s*(?:(?:p|tr|tc|r)\s+)?(if|elif|for)\b(.*?)[-+]?%\}", re.DOTALL)
_COUNTS = ("count", "length")
_FILLED = {("gt", 0): True, ("gteq", 1): True, ("ne", 0): True, ("eq", 0): False, ("lt", 1): False}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What was asked, a list that a loop goes through being asked whether it has rows, and the answer."""

    asked: nodes.Node
    holds: bool


Facts = tuple[Fact, ...]
NOTHING: tuple[Facts, ...] = ((),)  # one way that things may be, of which nothing is known


@dataclass(kw_only=True)
class _Frame:
    """An open block: what its branches so far asked, the ways in which the last is taken, its row's name."""

    asked: list[nodes.Node | None]
    ways: tuple[Facts, ...]
    bound: str = ""


@dataclass(kw_only=True)
class OpenBlocks:
    """The blocks that are open while one goes through a part; `ways` is what they make certain."""

    frames: list[_Frame] = field(default_factory=list)

    def step(self, tag: Tag) -> None:
        """Go past a tag."""
        word = blocks.word_of(tag.text)
        if word in {"if", "for"}:
            asked = of_tag(tag.text)
            self.frames.append(_Frame(asked=[asked], ways=_ways(asked, holds=True), bound=bound(tag.text)))
        elif word in {"elif", "else"} and self.frames:
            self._branch(self.frames[-1], of_tag(tag.text), last=word == "else")
        elif word in {"endif", "endfor"} and self.frames:
            self.frames.pop()

    @staticmethod
    def _branch(frame: _Frame, asked: nodes.Node | None, *, last: bool) -> None:
        ways = NOTHING if last else _ways(asked, holds=True)
        for one in frame.asked:
            ways = _together(ways, _ways(one, holds=False))
        frame.asked.append(asked)
        frame.ways = ways

    def ways(self) -> tuple[Facts, ...]:
        """The ways that things may be here; a name that a loop took since means another thing."""
        found = NOTHING
        for frame in self.frames:
            found = _together(found, frame.ways)
            found = tuple(tuple(one for one in way if frame.bound not in names(one.asked)) for way in found)
        return found


def of_tag(tag: str) -> nodes.Node | None:
    """The condition of a block, or the list that it goes through; None for what no fact decides."""
    begin = _BEGIN.fullmatch(tag)
    if begin is None:
        return None
    word = begin[1].removeprefix("el")
    said = re.sub("[“”]", '"', re.sub("[‘’]", "'", begin[2]))
    try:
        block = sandbox.Environment().parse(f"{{% {word} {said} %}}{{% end{word} %}}").body[0]
    except TemplateSyntaxError:
        return None
    if isinstance(block, nodes.For):
        return block.iter if block.test is None else None
    return block.test if isinstance(block, nodes.If) else None


def bound(tag: str) -> str:
    """The name that a loop gives its rows; empty for another block."""
    found = re.match(r"\s*(\w+)\s+in\b", begin[2]) if (begin := _BEGIN.fullmatch(tag)) else None
    return found[1] if found else ""


def said(tag: str) -> str:
    """What a block asks, as its author wrote it: the condition, or the list; empty for another code."""
    begin = _BEGIN.fullmatch(tag)
    return re.sub(r"^\s*\w+\s+in\b", "", begin[2]).strip() if begin and of_tag(tag) is not None else ""


def also(ways: tuple[Facts, ...], tag: str) -> tuple[Facts, ...]:
    """The ways that things may be within the first branch of one more block."""
    return _together(ways, _ways(of_tag(tag), holds=True))


def truth(asked: nodes.Node | None, facts: Iterable[Fact]) -> bool | None:
    """Whether it is so, where these facts are known; None for what may be either."""
    facts = tuple(facts)
    if asked is None:
        return None
    asked, turned = _plain(asked)
    found = next((fact.holds for fact in facts if fact.asked == asked), None)
    if found is None and isinstance(asked, nodes.And | nodes.Or):
        halves = [truth(half, facts) for half in (asked.left, asked.right)]
        decides = isinstance(asked, nodes.Or)
        found = decides if decides in halves else None if None in halves else not decides
    return found if found is None else found != turned


def _ways(asked: nodes.Node | None, *, holds: bool) -> tuple[Facts, ...]:
    """The ways in which something can be so, or not so."""
    if asked is None:
        return NOTHING
    asked, turned = _plain(asked)
    holds = holds != turned
    if not isinstance(asked, nodes.And | nodes.Or):
        return ((Fact(asked=asked, holds=holds),),)
    left, right = _ways(asked.left, holds=holds), _ways(asked.right, holds=holds)
    if isinstance(asked, nodes.And) is holds:
        return _together(left, right)
    return left + right if len(left) + len(right) <= MOST else NOTHING


def _together(one: Sequence[Facts], other: Sequence[Facts]) -> tuple[Facts, ...]:
    if len(one) * len(other) > MOST:
        return NOTHING
    return tuple((*a, *b) for a, b in itertools.product(one, other))


def _plain(asked: nodes.Node) -> tuple[nodes.Node, bool]:
    """What is asked without `not` and without a count, and whether that turns the answer round."""
    turned = False
    while True:
        if isinstance(asked, nodes.Not):
            asked, turned = asked.node, not turned
        elif (filled := _compared(asked)) is not None and isinstance(asked, nodes.Compare):
            asked, turned = asked.expr, turned == filled
        elif isinstance(asked, nodes.Filter) and asked.name in _COUNTS and asked.node is not None:
            asked = asked.node
        else:
            return asked, turned


def _compared(asked: nodes.Node) -> bool | None:
    """Whether a comparison of a count with a number asks for rows; None for any other question."""
    if not isinstance(asked, nodes.Compare) or len(asked.ops) != 1:
        return None
    counted = isinstance(asked.expr, nodes.Filter) and asked.expr.name in _COUNTS
    number = asked.ops[0].expr
    return (
        _FILLED.get((asked.ops[0].op, number.value)) if counted and isinstance(number, nodes.Const) else None
    )


def names(asked: nodes.Node) -> Iterator[str]:
    """The names that are asked about, the first of each path."""
    here = [asked] if isinstance(asked, nodes.Name) else []
    yield from (one.name for one in (*here, *asked.find_all(nodes.Name)))
