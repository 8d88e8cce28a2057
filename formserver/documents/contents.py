"""The contents list of a rendered document, read from its own headings: true whatever they say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from formserver.documents import readback, wordml
from formserver.documents.paper import HEADING_MARK
from formserver.documents.values import Link, PageNumber

_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\s+(.+)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of level 1 or 2 with the bookmark that stands in it."""

    level: int
    text: str
    anchor: str


def headings(root: etree._Element, levels: Sequence[int]) -> tuple[Heading, ...]:
    """The headings of a rendered body, whose marks were given in the order of `levels`; no empty ones."""
    found = []
    for mark in root.iter(wordml.w("bookmarkStart")):
        name = mark.get(wordml.w("name"), "")
        paragraph = mark.getparent()
        if paragraph is not None and re.fullmatch(rf"{HEADING_MARK}\d+", name):
            text = " ".join(readback.said(paragraph).split())
            level = levels[int(name.removeprefix(HEADING_MARK)) - 1]
            found.append(Heading(level=level, text=text, anchor=name))
    return tuple(heading for heading in found if heading.text)


def lines(found: Iterable[Heading], pages: Mapping[str, int]) -> list[dict[str, object]]:
    """The lines of the list as a template reads them: `level`, `number`, `text`, `link`, `page`."""
    return [_line(heading, pages.get(heading.anchor)) for heading in found]


def _line(heading: Heading, page: int | None) -> dict[str, object]:
    numbered = _NUMBERED.fullmatch(heading.text) if heading.level > 1 else None
    number, text = (numbered[1], numbered[2]) if numbered else ("", heading.text)
    return {
        "level": heading.level,
        "number": number,
        "text": text,
        "link": Link(text=text, anchor=heading.anchor),
        "page": PageNumber(anchor=heading.anchor, page=page),
    }
