"""Bookmarks that a loop repeats though something leads to them: Word keeps only the first of each name."""

from collections.abc import Iterator, Sequence

from lxml import etree

from formserver.documents.fill import blocks
from formserver.documents.fill.line_places import Tag
from formserver.documents.word import field_codes, wordml
from formserver.documents.word.findings import Finding
from formserver.documents.word.places import Ground

CONTENTS = "_Toc"  # begins the names of what Word's own contents list leads to

_MARK, _LINK, _NAME, _ANCHOR = map(wordml.w, ("bookmarkStart", "hyperlink", "name", "anchor"))


def find(ground: Ground, written: Sequence[Tag]) -> Iterator[Finding]:
    """Give each bookmark in a loop that a link or a field of the part leads to; its blocks must fit."""
    leading = _leading(ground.root)
    for mark, loop in _repeated(ground.root, written):
        if element := leading.get(mark.get(_NAME, "")):
            facts = {"tag": loop.text, "text": ground.of(element[0]).paragraph[:100]}
            yield Finding(kind="link_into_loop", facts=facts, place=ground.of(mark))


def _leading(root: etree._Element) -> dict[str, list[etree._Element]]:
    """The links and fields that lead to each name."""
    found: dict[str, list[etree._Element]] = {}
    for link in root.iter(_LINK):
        found.setdefault(link.get(_ANCHOR, ""), []).append(link)
    for one in field_codes.in_part(root):
        for name in one.code.split()[1:]:
            found.setdefault(name, []).append(one.begin)
    return {name: elements for name, elements in found.items() if name and not name.startswith(CONTENTS)}


def _repeated(root: etree._Element, written: Sequence[Tag]) -> Iterator[tuple[etree._Element, Tag]]:
    """Give the bookmarks that stand in a loop, with the innermost."""
    order = {element: number for number, element in enumerate(root.iter())}
    opened: list[Tag] = []
    ahead = 0
    for mark in root.iter(_MARK):
        while ahead < len(written) and order[written[ahead].holder] < order[mark]:
            word = blocks.word_of(written[ahead].text)
            if word == "for":
                opened.append(written[ahead])
            elif word == "endfor" and opened:
                opened.pop()
            ahead += 1
        if opened:
            yield mark, opened[-1]
