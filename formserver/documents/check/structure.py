"""Whether the codes of a part leave its paragraphs, rows and cells whole."""

from collections.abc import Iterator, Sequence

from lxml import etree

from formserver.documents.check import lost_content
from formserver.documents.fill import blocks, tags
from formserver.documents.fill.line_places import Tag
from formserver.documents.word import wordml
from formserver.documents.word.findings import Finding
from formserver.documents.word.places import Ground

_MAY_BE_CUT = {wordml.w(name) for name in ("p", "r", "t", "hyperlink")}  # in halves that fit together again

_BORDERS = {
    "block_across_box": {wordml.w(name) for name in ("txbxContent", "footnote", "endnote", "fldSimple")},
    "block_across": {wordml.w(name) for name in ("tbl", "tr", "tc")},
    "block_across_control": {wordml.w("sdt")},
    "block_across_link": {wordml.w("hyperlink")},
}


def find(ground: Ground, written: Sequence[Tag]) -> list[Finding]:
    """What the codes would break; of what vanishes with a code nothing else is told."""
    found = [*lost_content.find(ground), *_misplaced(ground, written)]
    return found or list(_cut(ground, written))


def vanishes(row: etree._Element) -> bool:
    """Whether a row only holds a tag, and is no part of a document."""
    for paragraph in row.iter(wordml.w("p")):
        lifted = tags.LIFTED.search(tags.text_of(paragraph))
        if lifted and lifted[1] == "tr" and lost_content.around(paragraph, "tr") is row:
            return True
    return False


def _misplaced(ground: Ground, written: Sequence[Tag]) -> Iterator[Finding]:
    """Find the tags that take away a row or cell where there is none, or a paragraph among the properties."""
    for tag in written:
        lifted = tags.LIFTED.match(tag.text)
        if not ground.is_text and (lifted or tags.IN_RUN.match(tag.text)):
            yield Finding(kind="lift_in_property", facts={"tag": tag.text}, place=ground.at(tag.number))
        elif ground.is_text and lifted and lost_content.around(tag.holder, lifted[1]) is None:
            yield Finding(kind="row_tag_outside_table", facts={"tag": tag.text}, place=ground.at(tag.number))


def _cut(ground: Ground, written: Sequence[Tag]) -> Iterator[Finding]:
    """Find the blocks that would take away half a cell, a table or a control."""
    for begin, *others in blocks.groups(written):
        for other in others:
            if not _fit(_path(begin), _path(other)):
                yield _unlike(ground, begin, other) or _across(ground, begin, other)
                break


def _unlike(ground: Ground, begin: Tag, other: Tag) -> Finding | None:
    """Tell of one of two codes that takes something away where the other does not, with how to write it."""
    letters = _letter(begin), _letter(other)
    if letters[0] == letters[1]:
        return None
    alone = ground.is_text and ground.said_at(begin.number) == begin.text
    wrong, right, letter = (
        (begin, other, letters[1]) if alone and not letters[0] else (other, begin, letters[0])
    )
    facts = {"tag": wrong.text, "other": right.text, "better": _with_letter(wrong.text, letter)}
    place = ground.at(wrong.number)
    if not letter:
        return Finding(kind="lift_without_partner", facts=facts, place=place)
    return Finding(kind="partner_lifted", facts={**facts, "own": letter}, place=place)


def _letter(tag: Tag) -> str:
    lifted = tags.LIFT.match(tag.text)
    return lifted[1] if lifted else ""


def _with_letter(tag: str, letter: str) -> str:
    said = tags.LIFT.sub("", tag) if tags.LIFT.match(tag) else tag[2:]
    return f"{{%{letter} {said.lstrip()}"


def _across(ground: Ground, begin: Tag, other: Tag) -> Finding:
    """Tell of two codes that stand in different places, by what lies between."""
    shared = set(_path(begin)) & set(_path(other))
    between = {one.tag for one in (*_path(begin), *_path(other)) if one not in shared}
    kind = next((kind for kind, names in _BORDERS.items() if between & names), "block_across_box")
    return Finding(kind=kind, facts={"tag": begin.text, "other": other.text}, place=ground.at(begin.number))


def _path(tag: Tag) -> list[etree._Element]:
    """The elements that are open where a tag's effect begins, from the root."""
    kind = tags.LIFT.match(tag.text)
    holder = lost_content.around(tag.holder, kind[1]) if kind else None
    open_here = [tag.holder, *tag.holder.iterancestors()] if holder is None else list(holder.iterancestors())
    return open_here[::-1]


def _fit(one: list[etree._Element], other: list[etree._Element]) -> bool:
    """Whether what lies between the two places begins and ends with the same kinds of halves."""
    shared = sum(1 for a, b in zip(one, other, strict=False) if a is b)
    halves = [element.tag for element in one[shared:]]
    return halves == [element.tag for element in other[shared:]] and set(halves) <= _MAY_BE_CUT
