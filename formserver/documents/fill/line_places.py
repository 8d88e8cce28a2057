"""Which paragraph a line of a prepared part speaks of, so that a fault told by line finds its place.

docxtpl drops paragraphs, rows and cells around some tags, and with them the line breaks; tags it keeps, in
order.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from formserver.documents.fill import tags
from formserver.documents.word.places import Ground

# Tags that no author wrote: our own, and what becomes of docxtpl's way to write braces as text.
_OWN = re.compile(r"\|(?:heading_at|step_at) \}\}$|^\{\{\s+'(?:\{\{|\}\}|\{%|%\})(?:' \}\})?$")
_BEGIN = re.compile(r"\{[{%][-+]?")


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A tag as its author wrote it, the element that holds it, and the number of its paragraph or -1."""

    text: str
    holder: etree._Element
    number: int


@dataclass(frozen=True, kw_only=True)
class Lines:
    """The line (from 1) on which what each tag says begins, its text, and the number of its paragraph."""

    begin: Sequence[int]
    texts: Sequence[str]
    numbers: Sequence[int]

    def tag(self, line: int) -> int:
        """Which tag a line speaks of, counted from 0 in order: the last begun by then, or -1."""
        return min(bisect_right(self.begin, line), len(self.numbers)) - 1

    def text(self, line: int) -> str:
        """What that tag says, nothing where there is none."""
        place = self.tag(line)
        return self.texts[place] if place >= 0 else ""


def in_order(ground: Ground) -> list[Tag]:
    """Every tag of a part, in the order in which its XML is written; the part must be tidied."""
    return list(_walk(ground))


def _walk(ground: Ground) -> Iterator[Tag]:
    numbers = {unit: number for number, unit in enumerate(ground.units)}
    inside = [-1]
    for event, element in etree.iterwalk(ground.root, events=("start", "end")):
        if event == "start":
            inside.append(numbers.get(element, inside[-1]))
            written = [*map(str, element.attrib.values()), element.text or ""]
        else:
            inside.pop()
            written = [element.tail or ""]
        for text in written:
            for tag in tags.TAG.findall(text):
                if not _OWN.search(tag):
                    yield Tag(text=tag, holder=element, number=inside[-1])


def broken(source: str) -> str:
    """The source with a line break inside each tag, where it prints nothing: so each has its own line."""
    return tags.TAG.sub(lambda tag: _break(tag[0]), source)


def _break(tag: str) -> str:
    return _BEGIN.sub(r"\g<0>\n", tag.replace("\n", " "), count=1)


def by_line(source: str, written: Sequence[Tag]) -> Lines:
    """The lines of a broken source that has these tags."""
    begin = []
    line, before = 1, 0
    for tag in tags.TAG.finditer(source):
        if _OWN.search(tag[0]):
            continue
        line += source.count("\n", before, tag.start())
        before = tag.start()
        begin.append(line + 1)  # what it says comes after its line break
    texts, numbers = tuple(tag.text for tag in written), tuple(tag.number for tag in written)
    return Lines(begin=tuple(begin), texts=texts, numbers=numbers)
