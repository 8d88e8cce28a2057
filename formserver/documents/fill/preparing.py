"""A part of a template made ready for Jinja: as its author wrote it, or with every place known that prints.

The first is checked, the second rendered. docxtpl gives `{%p`, `{%tr` and `{%tc` their meaning.
"""

import copy
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from lxml import etree

from formserver.documents.fill import column_widths, line_breaks, tags
from formserver.documents.fill.line_breaks import Spot
from formserver.documents.word import field_codes, wordml

_REVISION = re.compile(r"\{[^}]*\}(rsid\w*|paraId|textId)$")
_TRACES = ("proofErr", "lastRenderedPageBreak")
_PLAIN_WHEN_TRUE = (
    "cantSplit",
    "tblHeader",
)  # LibreOffice writes w:val="true", which the schema has not for these
_PARAGRAPH = re.compile(r"<w:p(?=[ >/])")
_IN_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)


@dataclass(kw_only=True)
class Places:
    """The places of one template version at which values are printed, by the number that its source names."""

    spots: list[Spot] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)


def as_written(root: etree._Element) -> str:
    """The part as Jinja reads it, a line a paragraph: its tags whole, without the traces of editing."""
    tidy(root)
    return _patched(root)


def for_rendering(root: etree._Element, styles: wordml.Styles, places: Places, *, marks: bool) -> str:
    """The part with every printing place noted in `places`; `marks` puts a bookmark on headings 1 and 2."""
    tidy(root)
    column_widths.mark(root)
    for paragraph in list(root.iter(wordml.w("p"))):
        for text in list(wordml.texts_of(paragraph)):
            # an equation's text goes on as it is: there is no line to break in one
            if text.tag != wordml.MATH_TEXT and "{{" in (text.text or ""):
                _note_spots(text, root, styles, places)
        for run in list(paragraph.iter(wordml.w("r"))):
            _lift_tags(run, root, places)
        level = styles.level_of(paragraph)
        if marks and level in (1, 2):
            _mark_heading(paragraph, level)
    return tags.FOR.sub(r"\g<0>{{ ''|step_at }}", _patched(root))


def used_anchors(root: etree._Element) -> frozenset[str]:
    """The bookmark names that links and fields of a part speak of."""
    codes = " ".join(one.code for one in field_codes.in_part(root))
    links = (link.get(wordml.w("anchor")) for link in root.iter(wordml.w("hyperlink")))
    return frozenset(codes.split()) | {link for link in links if link}


def drop_bookmarks(root: etree._Element, used: Collection[str]) -> None:
    """Take out bookmarks that nothing leads to: a loop would repeat them, and names must be unique."""
    for start in list(root.iter(wordml.w("bookmarkStart"))):
        if start.get(wordml.w("name")) not in used:
            number = start.get(wordml.w("id"))
            for end in list(root.iter(wordml.w("bookmarkEnd"))):
                if end.get(wordml.w("id")) == number:
                    _remove(end)
            _remove(start)


def tidy(root: etree._Element) -> None:
    """Take the traces of editing out, and gather each tag in one piece."""
    for element in list(root.iter(etree.Element)):
        _tidy_element(element)
    for paragraph in root.iter(wordml.w("p")):
        tags.join_split(paragraph)
    for section in list(root.iter(wordml.w("sectPr"))):
        holder = section.getparent()
        if holder is not None and holder.tag == wordml.w("pPr"):
            holder.append(section)  # LibreOffice writes it first, where the schema has it last


def _tidy_element(element: etree._Element) -> None:
    for revision in [key for key in element.attrib if _REVISION.match(str(key))]:
        del element.attrib[revision]
    name = etree.QName(element).localname
    if name in _PLAIN_WHEN_TRUE and element.get(wordml.w("val")) == "true":
        del element.attrib[wordml.w("val")]
    if name in _TRACES:
        _remove(element)


def _patched(root: etree._Element) -> str:
    from docxtpl import DocxTemplate

    xml = _PARAGRAPH.sub("\n<w:p", etree.tostring(root, encoding="unicode"))
    patched: str = DocxTemplate(None).patch_xml(xml)
    whole = _IN_TAG.sub(lambda tag: tag[0].replace("&amp;", "&"), patched)
    for written, meant in tags.ESCAPED.items():
        whole = whole.replace(written, f"{{{{ '{meant}' }}}}")
    return whole


def _note_spots(text: etree._Element, root: etree._Element, styles: wordml.Styles, places: Places) -> None:
    spot = len(places.spots)
    places.spots.append(line_breaks.at(text, root, styles))
    text.text = tags.PRINT.sub(rf"{{{{\1 (\2)|text_at({spot}) \3}}}}", text.text or "")


def _lift_tags(run: etree._Element, root: etree._Element, places: Places) -> None:
    """Put each `{{r … }}` beside its run: a value that is runs itself cannot stand inside one."""
    parent = run.getparent()
    if parent is None or not any(tags.IN_RUN.search(text.text or "") for text in run.findall(wordml.w("t"))):
        return
    look = run.find(wordml.w("rPr"))
    number = len(places.looks)
    places.looks.append(line_breaks.markup(look, root))
    for piece in _pieces(run):
        if isinstance(piece, str):
            _write_before(run, _lifted(piece, number))
        else:
            fresh = run.makeelement(wordml.w("r"))
            fresh.extend([copy.deepcopy(look)] if look is not None else [])
            fresh.append(piece)
            run.addprevious(fresh)
    _remove(run)


def _pieces(run: etree._Element) -> Iterator[etree._Element | str]:
    """What a run holds, in order: its elements, its text cut at the tags, and the tags as strings."""
    for child in run:
        if child.tag == wordml.w("rPr"):
            continue
        if child.tag != wordml.w("t"):
            yield copy.deepcopy(child)
            continue
        for place, piece in enumerate(tags.IN_RUN.split(child.text or "")):
            if place % 2:
                yield piece
            elif piece:
                text = run.makeelement(wordml.w("t"))
                text.text = piece
                text.set(wordml.SPACE, "preserve")
                yield text


def _lifted(tag: str, number: int) -> str:
    if tag.startswith("{%"):
        return "{% " + tag[3:]
    return f"{{{{ ({tag[3:-2]})|run_at({number}) }}}}"


def _mark_heading(paragraph: etree._Element, level: int) -> None:
    properties = paragraph.find(wordml.w("pPr"))
    if properties is not None:
        properties.tail = f"{{{{ {level}|heading_at }}}}" + (properties.tail or "")


def _write_before(element: etree._Element, text: str) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _remove(element: etree._Element) -> None:
    """Take an element out; the text after it stays."""
    parent = element.getparent()
    if parent is not None:
        _write_before(element, element.tail or "")
        parent.remove(element)
