"""Whether the codes of a part leave its paragraphs, rows and cells whole, whatever the answers."""

from collections.abc import Iterator, Sequence

from lxml import etree

from formserver.documents import blocks, tags, wordml
from formserver.documents.findings import Finding
from formserver.documents.lines import Tag
from formserver.documents.places import Ground

_BODY, _P, _TR, _TC, _R, _TBL = map(wordml.w, ("body", "p", "tr", "tc", "r", "tbl"))
_LIFTS = {"p": _P, "tr": _TR, "tc": _TC, "r": _R}
_MAY_BE_CUT = {wordml.w(name) for name in ("p", "r", "t", "hyperlink")}  # in halves that fit together again
_ROOMS = tuple(map(wordml.w, ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent")))
_PICTURES = tuple(map(wordml.w, ("drawing", "pict")))


def faults(ground: Ground, written: Sequence[Tag]) -> list[Finding]:
    """What the codes would break; of what vanishes with a code nothing else is told."""
    found = list(_vanishing(ground)) + list(_misplaced(ground, written))
    return found or [*_cut(ground, written), *_emptied(ground)]


def vanishes(row: etree._Element) -> bool:
    """Whether a row only holds a tag, and is no part of a document."""
    return bool(_word(row, "tr"))


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


def _emptied(ground: Ground) -> Iterator[Finding]:
    """Find what some answers leave without a paragraph, or without a row: Word opens neither."""
    for room in ground.root.iter(*_ROOMS):
        lifted = room.tag == _TC and any(_lifts(paragraph, "tr", "tc") for paragraph in room.iter(_P))
        if not lifted and not _is_certain(list(room), "p"):
            kind = "cell_may_be_empty" if room.tag == _TC else "part_may_be_empty"
            yield Finding(kind=kind, place=ground.of(room))
    for table in ground.root.iter(_TBL):
        if not _is_certain(table.findall(_TR), "tr"):
            yield Finding(kind="table_may_be_empty", place=ground.of(table))
    for row in ground.root.iter(_TR):
        if not _word(row, "tr") and not _is_certain(row.findall(_TC), "tc"):
            yield Finding(kind="cell_may_be_empty", place=ground.of(row))


def _is_certain(children: Sequence[etree._Element], kind: str) -> bool:
    """Whether the last that stands there is one of this kind, whichever way the blocks around them go."""
    before: list[
        tuple[bool, bool, bool]
    ] = []  # at the open blocks: as it was, in every branch so far, has else
    certain = False
    for child in children:
        word = _word(child, kind)
        if word in {"if", "for"}:
            before.append((certain, True, False))
        elif word in {"elif", "else"} and before:
            was, every, _ = before.pop()
            before.append((was, every and certain, word == "else"))
            certain = was
        elif word in {"endif", "endfor"} and before:
            was, every, has_else = before.pop()
            certain = every and certain and (has_else or was)
        elif not word:
            certain = child.tag == _LIFTS[kind] or (certain and child.tag not in {_TBL, wordml.w("sdt")})
    return certain


def _word(element: etree._Element, kind: str) -> str:
    """The statement with which an element of this kind vanishes, or nothing for one that stays."""
    if element.tag != _LIFTS[kind]:
        return ""
    return next(filter(None, (_lifts(paragraph, kind) for paragraph in element.iter(_P))), "")


def _lifts(paragraph: etree._Element, *kinds: str) -> str:
    for tag in tags.TAG.findall(tags.text_of(paragraph)):
        lifted = tags.LIFTED.match(tag)
        if lifted and lifted[1] in kinds:
            return blocks.word_of(tag) or "remark"
    return ""


def _around(element: etree._Element, kind: str) -> etree._Element | None:
    return next((one for one in (element, *element.iterancestors()) if one.tag == _LIFTS[kind]), None)
