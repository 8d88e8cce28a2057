"""The contents list of a rendered document, read from its own headings: true whatever they say."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from formserver.documents.fill.printing import HEADING_MARK
from formserver.documents.names.values import Link, PageNumber

_MARKED = re.compile(rf'w:name="{HEADING_MARK}([0-9]{{1,6}})"/>(.*?)</w:p>', re.DOTALL)
_GAP = re.compile(r"<w:(?:tab|br)/>")
_ELEMENT = re.compile(r"<[^>]*>")
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\s+(.+)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of level 1 or 2 with the bookmark that stands in it."""

    level: int
    text: str
    anchor: str


def headings(body: str, levels: Sequence[int]) -> tuple[Heading, ...]:
    """The headings of a rendered body, whose marks were given in the order of `levels`; no empty ones."""
    found = (
        Heading(level=levels[int(mark[1]) - 1], text=_said(mark[2]), anchor=f"{HEADING_MARK}{mark[1]}")
        for mark in _MARKED.finditer(body)
        if 0 < int(mark[1]) <= len(levels)  # an author may have called a place so
    )
    return tuple(heading for heading in found if heading.text)


def _said(paragraph: str) -> str:
    return " ".join(html.unescape(_ELEMENT.sub("", _GAP.sub(" ", paragraph))).split())


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
