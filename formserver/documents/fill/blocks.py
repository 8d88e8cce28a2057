"""Blocks of a template that do not close, or close what is not open, told where they begin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from formserver.documents.fill import tags
from formserver.documents.fill.line_places import Tag

_STATEMENT = re.compile(r"\{%[-+]?\s*(?:(?:p|tr|tc|r)\s+)?(\w+).*?%\}", re.DOTALL)
_ENDS = {"endfor": "for", "endif": "if"}
_BRANCHES = {"else": ("for", "if"), "elif": ("if",)}


@dataclass(frozen=True, kw_only=True)
class Unbalanced:
    """A tag without its partner. `kind` is that of a finding; `other` the tags that have to do with it.

    `better` is the code that is missing.
    """

    kind: str
    tag: Tag
    other: str = ""
    better: str = ""


class _Reading(Enum):
    """What an end means that does not fit the block that is open last."""

    LACKING = auto()  # the block that is open lacks its end
    CROSSED = auto()  # the two blocks cross
    STRAY = auto()  # its own beginning is lacking


@dataclass(kw_only=True)
class _Open:
    word: str
    tag: Tag
    crossed_by: Tag | None = None
    end: Tag | None = None
    last: "_Open | None" = None  # the block of the same word in it, after any branch, that may have its end

    def keep(self, inner: "_Open") -> None:
        """Remember a block that ended in it, unless one before it is likelier to have taken its end."""
        if self.last is None or not (self.last.last or self.last.has_other_end()):
            self.last = inner

    def branch(self) -> None:
        """Go on to another branch of it: no block before that took its end, unless one's own is another."""
        if self.last is not None and not self.last.has_other_end():
            self.last = None

    def has_other_end(self) -> bool:
        """Whether the code that ended it takes away something else than the one that began it."""
        return self.end is not None and _lift(self.end) != _lift(self.tag)


def word_of(tag: str) -> str:
    """The statement's word, such as `if` or `endfor`; empty for a tag that prints or is a remark."""
    statement = _STATEMENT.fullmatch(tag)
    return statement[1] if statement else ""


def unbalanced(written: Sequence[Tag]) -> list[Unbalanced]:
    """The tags that have no partner, or cross with others, in no certain order.

    Where an end does not fit the block that is open, there are several readings; that with the fewest faults,
    the first of them, is likely to be what the author would mend.
    """
    return min((list(_followed(written, read)) for read in _Reading), key=len)


def _followed(written: Sequence[Tag], read: _Reading) -> Iterator[Unbalanced]:
    opened: list[_Open] = []
    for tag in written:
        word = word_of(tag.text)
        if word in _ENDS.values():
            opened.append(_Open(word=word, tag=tag))
        elif word in _ENDS:
            yield from _closed(opened, _ENDS[word], tag, read)
        elif word in _BRANCHES and (not opened or opened[-1].word not in _BRANCHES[word]):
            yield Unbalanced(kind="block_not_open", tag=tag)
        elif word in _BRANCHES:
            opened[-1].branch()
    yield from map(_not_closed, opened)


def groups(written: Sequence[Tag]) -> Iterator[tuple[Tag, ...]]:
    """Give each block of a template without faults: its beginning, its branches, its end."""
    opened: list[list[Tag]] = []
    for tag in written:
        word = word_of(tag.text)
        if word in _ENDS.values():
            opened.append([tag])
        elif word in _BRANCHES and opened:
            opened[-1].append(tag)
        elif word in _ENDS and opened:
            yield (*opened.pop(), tag)


def _closed(opened: list[_Open], word: str, tag: Tag, read: _Reading) -> Iterator[Unbalanced]:
    """Close the innermost block of this word; those inside it are crossed, or else never closed."""
    place = _innermost(opened, word)
    if place < 0 or (read is _Reading.STRAY and place < len(opened) - 1):
        yield Unbalanced(kind="block_not_open", tag=tag)
        return
    if crossing := opened[place].crossed_by:
        yield Unbalanced(kind="blocks_crossed", tag=crossing, other=tag.text)
    if read is _Reading.LACKING:
        yield from map(_not_closed, opened[place + 1 :])
        del opened[place + 1 :]
    for inner in opened[place + 1 :]:
        inner.crossed_by = tag
    if place and opened[place - 1].word == word:
        opened[place].end = tag
        opened[place - 1].keep(opened[place])
    del opened[place]


def _innermost(opened: list[_Open], word: str) -> int:
    return max((place for place, one in enumerate(opened) if one.word == word), default=-1)


def _not_closed(block: _Open) -> Unbalanced:
    """A block without an end, with those inside it that may have taken its end for want of their own.

    Which one of them it is, only their author knows: the last in each, after which no branch of it begins.
    """
    within: list[str] = []
    last = block.last
    while last is not None and last.end is not None and _lift(last.end) == _lift(block.tag):
        if _lift(last.tag) != _lift(block.tag):  # its own end would be another code
            block, within = last, []
            break
        within.append(last.tag.text)
        last = last.last
    kind = "block_or_inner_not_closed" if within else "block_not_closed"
    other = ", ".join(dict.fromkeys(within))
    return Unbalanced(kind=kind, tag=block.tag, other=other, better=end_of(block.tag.text))


def _lift(tag: Tag) -> str:
    lifted = tags.LIFT.match(tag.text)
    return lifted[1] if lifted else ""


def end_of(tag: str) -> str:
    """The code that ends a block, taking away what its beginning does."""
    lifted = tags.LIFT.match(tag)
    return f"{{%{lifted[1] if lifted else ''} end{word_of(tag)} %}}"
