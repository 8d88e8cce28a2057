"""Whether the codes of a part leave its paragraphs, rows and cells whole, whatever the answers."""

from collections.abc import Iterator, Sequence

from lxml import etree

from formserver.documents import blocks, rooms, tags, wordml
from formserver.documents.findings import Finding
from formserver.documents.lines import Tag
from formserver.documents.places import Ground

_P, _TR, _TC, _R = map(wordml.w, ("p", "tr", "tc", "r"))
_LIFTS = {"p": _P, "tr": _TR, "tc": _TC, "r": _R}
_MAY_BE_CUT = {wordml.w(name) for name in ("p", "r", "t", "hyperlink")}  # in halves that fit together again
_PICTURES = tuple(map(wordml.w, ("drawing", "pict")))


def faults(ground: Ground, written: Sequence[Tag]) -> list[Finding]:
    """What the codes would break; of what vanishes with a code nothing else is told."""
    found = list(_vanishing(ground)) + list(_misplaced(ground, written))
    return found or [*_cut(ground, written), *rooms.faults(ground, written)]


def vanishes(row: etree._Element) -> bool:
    """Whether a row only holds a tag, and is no part of a document."""
    return bool(rooms.lift(row, "tr"))


def _vanishing(ground: Ground) -> Iterator[Finding]:
    """Find what stands in the paragraph, row or cell that a `{%p`, `{%tr` or `{%tc` tag takes away."""
    for paragraph in ground.root.iter(_P):
        for tag in tags.TAG.finditer(tags.text_of(paragraph)):
            lifted = tags.LIFTED.match(tag[0])
            holder = _around(paragraph, lifted[1]) if lifted else None
            if holder is None:
                continue
            beside = "".join(tags.text_of(one) for one in holder.iter(_P)).replace(tag[0], "", 1).strip()
            place = ground.of(paragraph)
            if beside:
                facts = {"tag": tag[0], "text": beside[:100]}
                yield Finding(kind="text_beside_tag", facts=facts, place=place)
            elif next(holder.iter(*_PICTURES), None) is not None:
                yield Finding(kind="picture_beside_tag", facts={"tag": tag[0]}, place=place)
            elif next(holder.iter(wordml.w("sectPr")), None) is not None:
                yield Finding(kind="section_beside_tag", facts={"tag": tag[0]}, place=place)


def _misplaced(ground: Ground, written: Sequence[Tag]) -> Iterator[Finding]:
    """Find the tags that take away a row or cell where there is none, or a paragraph among the properties."""
    for tag in written:
        lifted = tags.LIFTED.match(tag.text)
        if not ground.is_text and (lifted or tags.IN_RUN.match(tag.text)):
            yield Finding(kind="lift_in_property", facts={"tag": tag.text}, place=ground.at(tag.number))
        elif ground.is_text and lifted and _around(tag.holder, lifted[1]) is None:
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
    holder = _around(tag.holder, kind[1]) if kind else None
    open_here = [tag.holder, *tag.holder.iterancestors()] if holder is None else list(holder.iterancestors())
    return open_here[::-1]


def _fit(one: list[etree._Element], other: list[etree._Element]) -> bool:
    """Whether what lies between the two places begins and ends with the same kinds of halves."""
    shared = sum(1 for a, b in zip(one, other, strict=False) if a is b)
    halves = [element.tag for element in one[shared:]]
    return halves == [element.tag for element in other[shared:]] and set(halves) <= _MAY_BE_CUT


def _around(element: etree._Element, kind: str) -> etree._Element | None:
    return next((one for one in (element, *element.iterancestors()) if one.tag == _LIFTS[kind]), None)
