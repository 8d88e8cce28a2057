"""What else two Word files differ in than what they say: their styles, their pictures, their layout.

Only that they differ is told; what it does, the pages show. Numbers that editors give anew are no difference.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from lxml import etree

from formserver.documents.word import wordml

_STYLES = ("styles+xml", "numbering+xml", "theme+xml")
# What editors keep for themselves, and what only holds others.
_NOISE = ("rsid", "lang", "noProof", "pPr", "rPr")
_OWN_NUMBERS = ("rsid", "paraId", "textId")  # what the names of such attributes begin with

Members = Mapping[str, bytes]


class Appearance(StrEnum):
    """What the eye may see though the text is the same."""

    STYLES = "styles"
    PICTURES = "pictures"
    LAYOUT = "layout"


def differing(old: Members, new: Members) -> tuple[Appearance, ...]:
    """In what the parts of two unpacked Word files look different, apart from lines that only one has."""
    found = {
        Appearance.STYLES: _styles(old) != _styles(new),
        Appearance.PICTURES: _pictures(old) != _pictures(new),
        Appearance.LAYOUT: _laid_out_anew(old, new),
    }
    return tuple(one for one, differs in found.items() if differs)


def _styles(members: Members) -> list[str]:
    kinds = wordml.types(members)
    return [
        _drawn(wordml.parse(members[name]))
        for name, kind in sorted(kinds.items(), key=lambda one: one[1])
        if kind.endswith(_STYLES) and name in members
    ]


def _pictures(members: Members) -> list[bytes]:
    return sorted(content for name, content in members.items() if "/media/" in name)


def _laid_out_anew(old: Members, new: Members) -> bool:
    """Whether a paragraph that both have, or a page, is set another way."""
    before, after = _paragraphs(old), _paragraphs(new)
    return any(before[text] != after[text] for text in before.keys() & after.keys())


def _paragraphs(members: Members) -> dict[str, list[str]]:
    """How the paragraphs with each text are set, in the order of no editor; the pages have no text."""
    found: dict[str, list[str]] = {}
    for name in wordml.parts(members).named:
        root = wordml.parse(members[name])
        for page in root.iter(wordml.w("pgSz"), wordml.w("pgMar"), wordml.w("cols")):
            found.setdefault("", []).append(_drawn(page))
        for paragraph in root.iter(wordml.w("p")):
            text = "".join(one.text or "" for one in paragraph.iter(wordml.w("t")))
            if text.strip():
                found.setdefault(text, []).append("".join(_set(paragraph)))
    return {text: sorted(ways) for text, ways in found.items()}


def _set(paragraph: etree._Element) -> Iterator[str]:
    """The paragraph's properties, and each stretch of text with its own; editors cut these as they like."""
    properties = paragraph.find(wordml.w("pPr"))
    yield "" if properties is None else _drawn(properties)
    last = None
    for run in paragraph.iter(wordml.w("r")):
        own = run.find(wordml.w("rPr"))
        now = "" if own is None else _drawn(own)
        if now != last and any(one.text for one in run.iter(wordml.w("t"))):
            yield f"\n{now}"
            last = now
        for text in run.iter(wordml.w("t")):
            yield text.text or ""


def _drawn(element: etree._Element) -> str:
    """An element as text, without what editors number and mark for themselves."""
    parts = [
        f"<{etree.QName(one).localname} {_attributes(one)}>{_text(one)}"
        for one in element.iter(etree.Element)
        if etree.QName(one).localname not in _NOISE
    ]
    return "".join(parts)


def _text(element: etree._Element) -> str:
    return str(element.text or "").strip()


def _attributes(element: etree._Element) -> str:
    named = {etree.QName(str(name)).localname: str(value) for name, value in element.attrib.items()}
    return " ".join(
        f"{name}={value}" for name, value in sorted(named.items()) if not name.startswith(_OWN_NUMBERS)
    )
