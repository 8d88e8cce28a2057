"""Whether the codes of a part leave its paragraphs, rows and cells whole, whatever the answers."""

from collections.abc import Iterator, Sequence

from lxml import etree

from formserver.documents import beside, blocks, rooms, tags, wordml
from formserver.documents.findings import Finding
from formserver.documents.lines import Tag
from formserver.documents.places import Ground

_MAY_BE_CUT = {wordml.w(name) for name in ("p", "r", "t", "hyperlink")}  # in halves that fit together again


def faults(ground: Ground, written: Sequence[Tag]) -> list[Finding]:
    """What the codes would break; of what vanishes with a code nothing else is told."""
    found = [*beside.faults(ground), *_misplaced(ground, written)]
    return found or [*_cut(ground, written), *rooms.faults(ground, written)]


def vanishes(row: etree._Element) -> bool:
    """Whether a row only holds a tag, and is no part of a document."""
    return bool(rooms.lift(row, "tr"))


def _misplaced(ground: Ground, written: Sequence[Tag]) -> Iterator[Finding]:
    """Find the tags that take away a row or cell where there is none, or a paragraph among the properties."""
    for tag in written:
        lifted = tags.LIFTED.match(tag.text)
        if not ground.is_text and (lifted or tags.IN_RUN.match(tag.text)):
            yield Finding(kind="lift_in_property", facts={"tag": tag.text}, place=ground.at(tag.number))
        elif ground.is_text and lifted and beside.around(tag.holder, lifted[1]) is None:
            yield Finding(kind="row_tag_outside_table", facts={"tag": tag.text}, place=ground.at(tag.number))


def _cut(ground: Ground, written: Sequence[Tag]) -> Iterator[Finding]:
    """Find the blocks that would take away half a cell or table."""
    for begin, *others in blocks.groups(written):
        for other in others:
            if not _fit(_path(begin), _path(other)):
                facts = {"tag": begin.text, "other": other.text}
                yield Finding(kind="block_across", facts=facts, place=ground.at(begin.number))
                break


def _path(tag: Tag) -> list[etree._Element]:
    """The elements that are open where a tag's effect begins, from the root."""
    kind = tags.LIFT.match(tag.text)
    holder = beside.around(tag.holder, kind[1]) if kind else None
    open_here = [tag.holder, *tag.holder.iterancestors()] if holder is None else list(holder.iterancestors())
    return open_here[::-1]


def _fit(one: list[etree._Element], other: list[etree._Element]) -> bool:
    """Whether what lies between the two places begins and ends with the same kinds of halves."""
    shared = sum(1 for a, b in zip(one, other, strict=False) if a is b)
    halves = [element.tag for element in one[shared:]]
    return halves == [element.tag for element in other[shared:]] and set(halves) <= _MAY_BE_CUT
