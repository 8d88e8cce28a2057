"""Whether what Word cannot do without is left whatever the answers: a cell's paragraph, a table's row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from formserver.documents.check import certain_conditions
from formserver.documents.check.certain_conditions import Facts
from formserver.documents.fill import blocks, tags
from formserver.documents.fill.line_places import Tag
from formserver.documents.word import wordml
from formserver.documents.word.findings import Finding
from formserver.documents.word.places import Ground

_P, _TR, _TC, _TBL = map(wordml.w, ("p", "tr", "tc", "tbl"))
_HELD = {"p": _P, "tr": _TR, "tc": _TC}
_ROOMS = (_TC, *map(wordml.w, ("hdr", "ftr", "footnote", "endnote", "txbxContent")))


@dataclass(kw_only=True)
class _Block:
    """A block on the way through a room: whether it was certain before, and after each branch so far."""

    was: bool
    every: bool = True
    counts: bool = True  # the branch that is open may be taken
    decided: bool = False  # no branch after this one is

    def branch(self, truth: bool | None) -> None:
        self.counts = not self.decided and truth is not False
        self.decided = self.decided or truth is True

    def leave(self, *, certain: bool) -> None:
        self.every = self.every and (certain or not self.counts)


def faults(ground: Ground, written: Sequence[Tag]) -> Iterator[Finding]:
    """Give what some answers leave without a paragraph, a row or a cell; the blocks of the part must fit."""
    for room, ways in _standing(ground.root, written):
        if room.tag == _TBL:
            yield from _of_table(ground, room, ways)
        elif room.tag == _TR:
            if not lift(room, "tr") and not _is_sure(room, "tc", ways):
                yield Finding(kind="row_may_be_empty", place=ground.of(room))
        elif not (lift(room, "tc") or _is_in_vanishing_row(room)) and not _is_sure(room, "p", ways):
            kind = "cell_may_be_empty" if room.tag == _TC else "part_may_be_empty"
            yield Finding(kind=kind, place=ground.of(room))


def lift(element: etree._Element, kind: str) -> str:
    """The tag with which an element of this kind vanishes, or nothing for one that stays."""
    if element.tag != _HELD[kind]:
        return ""
    return next(
        (
            tag
            for paragraph in element.iter(_P)
            for tag in tags.TAG.findall(tags.text_of(paragraph))
            if (lifted := tags.LIFTED.match(tag))
            and lifted[1] == kind
            and _around(paragraph, kind) is element
        ),
        "",
    )


def _around(element: etree._Element, kind: str) -> etree._Element | None:
    return next((one for one in (element, *element.iterancestors()) if one.tag == _HELD[kind]), None)


def _is_in_vanishing_row(cell: etree._Element) -> bool:
    row = _around(cell, "tr") if cell.tag == _TC else None
    return row is not None and bool(lift(row, "tr"))


def _standing(
    root: etree._Element, written: Sequence[Tag]
) -> Iterator[tuple[etree._Element, tuple[Facts, ...]]]:
    """Give every room with what is certain where it begins."""
    order = {element: number for number, element in enumerate(root.iter())}
    standing, ahead = certain_conditions.OpenBlocks(), 0
    for room in root.iter(*_ROOMS, _TR, _TBL):
        while ahead < len(written) and order[written[ahead].holder] < order[room]:
            standing.step(written[ahead])
            ahead += 1
        yield room, standing.ways()


def _of_table(ground: Ground, table: etree._Element, ways: tuple[Facts, ...]) -> Iterator[Finding]:
    """Tell of a table without a row that is certain, and what to put around it where that would help."""
    if _is_sure(table, "tr", ways):
        return
    guard = _guard(table)
    if guard and _is_sure(table, "tr", certain_conditions.also(ways, guard)):
        yield Finding(kind="table_needs_guard", facts={"better": guard}, place=ground.of(table))
    else:
        yield Finding(kind="table_may_be_empty", place=ground.of(table))


def _guard(table: etree._Element) -> str:
    """The code that asks whether any of the blocks of rows has a row."""
    asked, depth = [], 0
    for row in wordml.held(table):
        tag = lift(row, "tr")
        word = blocks.word_of(tag)
        if word in {"if", "for"}:
            asked += [certain_conditions.said(tag)] if not depth else []
            depth += 1
        elif word in {"endif", "endfor"}:
            depth -= 1
    return f"{{%p if {' or '.join(asked)} %}}" if asked and all(asked) else ""


def _is_sure(room: etree._Element, kind: str, ways: Sequence[Facts]) -> bool:
    """Whether the last that stands there is one of this kind, whichever way the blocks around it go."""
    return all(_is_certain(room, kind, facts) for facts in ways)


def _is_certain(room: etree._Element, kind: str, facts: Facts) -> bool:
    open_blocks: list[_Block] = []
    taken: set[str] = set()  # names that loops in here gave another meaning
    certain = False
    for child in wordml.held(room):
        tag = lift(child, kind)
        word = blocks.word_of(tag)
        if word in {"if", "for"}:
            open_blocks.append(_Block(was=certain))
            open_blocks[-1].branch(_truth(tag, facts, taken))
            taken.add(certain_conditions.bound(tag))
        elif word in {"elif", "else"} and open_blocks:
            open_blocks[-1].leave(certain=certain)
            open_blocks[-1].branch(True if word == "else" else _truth(tag, facts, taken))
            certain = open_blocks[-1].was
        elif word in {"endif", "endfor"} and open_blocks:
            ended = open_blocks.pop()
            ended.leave(certain=certain)
            certain = ended.every and (ended.decided or ended.was)
        elif not tag:
            certain = child.tag == _HELD[kind] or (certain and child.tag != _TBL)
    return certain


def _truth(tag: str, facts: Facts, taken: set[str]) -> bool | None:
    asked = certain_conditions.of_tag(tag)
    return (
        None
        if asked is None or taken & set(certain_conditions.names(asked))
        else certain_conditions.truth(asked, facts)
    )
