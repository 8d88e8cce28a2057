"""The reading part of a template's check: file, blocks, syntax, constructs and names, each with its place.

It computes nothing that the template says; `trial` runs it.
"""

import html
import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError
from lxml import etree

from formserver.documents import blocks, naming, package, prepare, safety, sandbox, tags, wordml
from formserver.documents.findings import FaultyTemplateError, Finding, Place
from formserver.documents.names import Group

_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_ELEMENT = re.compile(r"<[^>]*>")
_QUOTES = "«»„‟"  # not those that docxtpl straightens


def findings(template: bytes, known: Group) -> list[Finding]:
    """All faults that reading shows; an empty list for a template that may be tried."""
    try:
        members = package.unpack(template)
        parts = wordml.parts(members)
        roots = {name: wordml.parse(members[name]) for name in parts.named}
        styles = wordml.styles(members[parts.styles] if parts.styles else None)
        unsafe = list(safety.of_package(members))
        unsafe += [one for name, root in roots.items() for one in safety.of_part(root, parts.named[name])]
    except FaultyTemplateError as fault:
        return list(fault.findings)
    if unsafe:
        return unsafe
    return [
        one
        for name, root in roots.items()
        for one in _of_part(root, Text(parts.named[name], root, styles), known)
    ]


class Text:
    """A part as Jinja reads it, with the place of each line."""

    def __init__(self, part: str, root: etree._Element, styles: wordml.Styles) -> None:
        self.part = part
        self.source = prepare.as_written(root).text
        self.lines = self.source.split("\n")
        self.styles = styles

    def place(self, line: int) -> Place:
        """Where a person finds a line (counted from 1): paragraph text, and the heading above it."""
        line = min(max(line, 1), len(self.lines))
        headings = (_said(text) for text in reversed(self.lines[:line]) if self._is_heading(text))
        return Place(part=self.part, heading=next(headings, ""), paragraph=_said(self.lines[line - 1]))

    def _is_heading(self, line: str) -> bool:
        style = _STYLE.search(line)
        return bool(style) and self.styles.heading_level(style[1] if style else None) > 0


def _said(line: str) -> str:
    return html.unescape(_ELEMENT.sub("", line)).strip()[:200]


def _of_part(root: etree._Element, text: Text, known: Group) -> Iterator[Finding]:
    yield from _hidden(root, text.part)
    if lonely := list(_lonely(root, text.part)):
        yield from lonely  # what vanishes with them would be told as missing
        return
    unbalanced = [
        Finding(kind=one.kind, facts={"tag": one.tag}, place=text.place(one.line))
        for one in blocks.faults(text.source)
    ]
    yield from unbalanced or _of_language(text, known)


def _of_language(text: Text, known: Group) -> Iterator[Finding]:
    try:
        tree = sandbox.Environment().parse(text.source)
    except TemplateSyntaxError as fault:
        place = text.place(fault.lineno)
        tag = next((tag[0] for tag in tags.TAG.finditer(place.paragraph)), place.paragraph)
        kind = "quotes" if set(tag) & set(_QUOTES) else "syntax"
        yield Finding(kind=kind, facts={"tag": tag, "detail": fault.message or ""}, place=place)
        return
    for line, construct in sandbox.forbidden(tree, text.source):
        yield Finding(kind="forbidden", facts={"construct": construct}, place=text.place(line))
    for one in naming.faults(tree, known):
        facts = {"name": one.name, "nearest": one.nearest}
        kind = "unknown_name_near" if one.nearest else one.kind
        yield Finding(kind=kind, facts=facts, place=text.place(one.line))


def _lonely(root: etree._Element, part: str) -> Iterator[Finding]:
    """Find text that would vanish with the paragraph, row or cell of a `{%p`, `{%tr` or `{%tc` tag."""
    for paragraph in root.iter(wordml.w("p")):
        whole = tags.text_of(paragraph)
        for tag in tags.TAG.finditer(whole):
            lifted = tags.LIFTED.match(tag[0])
            holder = paragraph if lifted is None else _holder(paragraph, lifted[1])
            beside = "".join(tags.text_of(one) for one in holder.iter(wordml.w("p"))).replace(tag[0], "", 1)
            if lifted and beside.strip():
                facts = {"tag": tag[0], "text": beside.strip()[:100]}
                yield Finding(
                    kind="text_beside_tag", facts=facts, place=Place(part=part, paragraph=whole[:200])
                )


def _hidden(root: etree._Element, part: str) -> Iterator[Finding]:
    """Find tags in attributes, where editors drop them, and in field codes, where answers become commands."""
    for element in root.iter(etree.Element):
        place = Place(part=part, paragraph=etree.QName(element).localname)
        for value in element.attrib.values():
            if tag := tags.TAG.search(str(value)):
                yield Finding(kind="tag_in_attribute", facts={"tag": tag[0]}, place=place)
        if element.tag == wordml.w("instrText") and (tag := tags.TAG.search(element.text or "")):
            yield Finding(kind="tag_in_field", facts={"tag": tag[0]}, place=place)


def _holder(paragraph: etree._Element, kind: str) -> etree._Element:
    return next(paragraph.iterancestors(wordml.w(kind)), paragraph) if kind != "p" else paragraph
