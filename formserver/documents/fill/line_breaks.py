"""How typed text goes on after a line break: decided once for each place in a template that prints."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from formserver.documents.word import wordml

OPEN = '<w:t xml:space="preserve">'
TAB = f"</w:t><w:tab/>{OPEN}"
LINE = f"</w:t><w:br/>{OPEN}"
LIST_SUFFIX = " –"  # a paragraph style "X –", where the template has one, carries the "- " lines of style "X"


_END = "</w:t></w:r></w:p><w:p>"
_LIST_LINE = re.compile(r"[-–•*] +\S")


@dataclass(frozen=True, kw_only=True)
class Spot:
    """What ends a text and begins it again: on a new line, in a new paragraph, in a paragraph of a list.

    Where a paragraph cannot be ended (inside a link, for example) all three break the line.
    """

    line: str = LINE
    paragraph: str = LINE
    listed: str = LINE


def at(text: etree._Element, root: etree._Element, styles: wordml.Styles) -> Spot:
    """The spot of one text element."""
    run = text.getparent()
    paragraph = None if run is None else run.getparent()
    if run is None or paragraph is None or run.tag != wordml.w("r") or paragraph.tag != wordml.w("p"):
        return Spot()
    begin = f"<w:r>{markup(run.find(wordml.w('rPr')), root)}"
    tabs = "<w:tab/>" * _tabs_before(text, paragraph)
    properties = _properties(paragraph)
    further = f"{_END}{markup(properties, root)}{begin}{tabs}{OPEN}"
    if not (style := _list_style(paragraph, styles)):
        return Spot(paragraph=further, listed=further)
    listed = f"{_END}{markup(_restyled(properties, style), root)}{begin}{OPEN}"
    return Spot(paragraph=further, listed=listed)


def lay(text: str, spot: Spot) -> str:
    """The text as markup: lines, paragraphs (after an empty line) and "- " lines as the spot makes them."""
    lines = text.strip("\n").split("\n")
    markup = _escaped(lines[0]) if len(lines) == 1 else "".join(_laid(lines, spot))
    return markup.replace("\t", TAB)


def _laid(lines: list[str], spot: Spot) -> Iterator[str]:
    one_paragraph = spot.paragraph == spot.line
    yield _escaped(lines[0])
    for before, line in pairwise(lines):
        if line.strip() or one_paragraph:
            yield _between(before, line, spot)
            yield _escaped(line)


def _escaped(line: str) -> str:
    """The line as content of an element, where quotes are only themselves."""
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _between(before: str, line: str, spot: Spot) -> str:
    if _LIST_LINE.match(line):
        return spot.listed
    return spot.line if before.strip() and not _LIST_LINE.match(before) else spot.paragraph


def markup(element: etree._Element | None, root: etree._Element) -> str:
    """An element as text that can stand anywhere below the root, whose namespaces it shares."""
    if element is None:
        return ""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, address in root.nsmap.items():
        text = text.replace(f' xmlns:{prefix}="{address}"' if prefix else f' xmlns="{address}"', "")
    return text


def _properties(paragraph: etree._Element) -> etree._Element | None:
    """The properties that a further paragraph gets: never the end of a section a second time."""
    found = paragraph.find(wordml.w("pPr"))
    if found is None:
        return None
    properties = copy.deepcopy(found)
    for section in properties.findall(wordml.w("sectPr")):
        properties.remove(section)
    return properties


def _restyled(properties: etree._Element | None, style: str) -> etree._Element | None:
    named = None if properties is None else properties.find(wordml.w("pStyle"))
    if named is not None:
        named.set(wordml.w("val"), style)
    return properties


def _list_style(paragraph: etree._Element, styles: wordml.Styles) -> str | None:
    name = styles.names.get(wordml.style_of(paragraph) or "")
    return styles.id_of(name + LIST_SUFFIX) if name else None


def _tabs_before(text: etree._Element, paragraph: etree._Element) -> int:
    """Tabs before the text: a label and a tab stand before most answers, and each paragraph needs the tab."""
    count = 0
    for element in paragraph.iter(wordml.w("t"), wordml.w("tab")):
        if element is text:
            break
        parent = element.getparent()
        count += element.tag == wordml.w("tab") and parent is not None and parent.tag == wordml.w("r")
    return count
