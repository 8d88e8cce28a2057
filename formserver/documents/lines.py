"""Which paragraph a line of a prepared part speaks of, so that a fault told by line finds its place.

docxtpl drops paragraphs, rows and cells around some tags, and with them the line breaks; tags it keeps, in
order.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from formserver.documents import tags
from formserver.documents.places import Ground

_OWN = re.compile(r"\|heading_at \}\}$")  # tags of ours, which no author wrote
_BEGIN = re.compile(r"\{[{%][-+]?")


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A tag as its author wrote it, the element that holds it, and the number of its paragraph or -1."""

    text: str
    holder: etree._Element
    number: int


@dataclass(frozen=True, kw_only=True)
class Lines:
    """The line (from 1) on which each tag begins, and the number of the paragraph that it stands in."""

    begin: Sequence[int]
    numbers: Sequence[int]

    def number(self, line: int) -> int:
        """The paragraph that a line speaks of: that of the last tag begun by then, or -1."""
        place = bisect_right(self.begin, line) - 1
        return self.numbers[place] if 0 <= place < len(self.numbers) else -1


def in_order(ground: Ground) -> list[Tag]:
    """Every tag of a part, in the order in which its XML is written; the part must be tidied."""
    return list(_walk(ground))


def _walk(ground: Ground) -> Iterator[Tag]:
    numbers = {unit: number for number, unit in enumerate(ground.units)}
    inside: list[int] = []
    for event, element in etree.iterwalk(ground.root, events=("start", "end")):
        if event == "start":
            number = numbers.get(element, inside[-1] if inside else -1)
            inside.append(number)
            written = [*map(str, element.attrib.values()), element.text or ""]
        else:
            inside.pop()
            number = inside[-1] if inside else -1
            written = [element.tail or ""]
        for text in written:
            yield from (Tag(text=tag[0], holder=element, number=number) for tag in tags.TAG.finditer(text))


def broken(source: str) -> str:
    """The source with a line break inside each tag, where it prints nothing: each begins a line."""
    return tags.TAG.sub(lambda tag: _break(tag[0]), source)


def _break(tag: str) -> str:
    return _BEGIN.sub(r"\g<0>\n", tag.replace("\n", " "), count=1)


def of(source: str, written: Sequence[int]) -> Lines:
    """The lines of a broken source whose tags stand in the paragraphs that `written` numbers."""
    begin = []
    line, before = 1, 0
    for tag in tags.TAG.finditer(source):
        if _OWN.search(tag[0]):
            continue
        line += source.count("\n", before, tag.start())
        before = tag.start()
        begin.append(line)
    return Lines(begin=tuple(begin), numbers=tuple(written))
