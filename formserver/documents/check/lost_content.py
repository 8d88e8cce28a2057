"""What stands in the paragraph, row or cell that a `{%p`, `{%tr` or `{%tc` tag takes away, and is lost."""

from collections.abc import Collection, Iterator

from lxml import etree

from formserver.documents.fill import preparing, repeated_bookmarks, tags
from formserver.documents.word import field_codes, wordml
from formserver.documents.word.findings import Finding
from formserver.documents.word.places import Ground

HOLDERS = {"p": wordml.w("p"), "tr": wordml.w("tr"), "tc": wordml.w("tc"), "r": wordml.w("r")}

_P = HOLDERS["p"]
_OF_FORMS = ("FORM", "MACROBUTTON")  # fields that people type into: a code may stand in one
_BREAKS = ("page", "column")
_LOST = {
    wordml.w("drawing"): "picture_beside_tag",
    wordml.w("pict"): "picture_beside_tag",
    wordml.w("sectPr"): "section_beside_tag",
    wordml.w("br"): "break_beside_tag",
    wordml.w("footnoteReference"): "note_beside_tag",
    wordml.w("endnoteReference"): "note_beside_tag",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "equation_beside_tag",
    wordml.w("sym"): "symbol_beside_tag",
    wordml.w("fldChar"): "field_beside_tag",
    wordml.w("fldSimple"): "field_beside_tag",
    wordml.w("bookmarkStart"): "bookmark_beside_tag",
}


def find(ground: Ground) -> Iterator[Finding]:
    """Give what vanishes, once for each tag that takes something away."""
    used = preparing.used_anchors(ground.root)
    for paragraph in ground.root.iter(_P):
        for tag in tags.TAG.finditer(tags.text_of(paragraph)):
            lifted = tags.LIFTED.match(tag[0])
            holder = around(paragraph, lifted[1]) if lifted else None
            if lifted is None or holder is None:
                continue
            facts = {"tag": tag[0], "holder": lifted[1], "own": lifted[1]}
            beside = "".join(_texts(holder)).replace(tag[0], "", 1).strip()
            kind = "text_beside_tag" if beside else _kind(holder, used)
            if kind:
                told = {**facts, "text": beside[:100]} if beside else facts
                yield Finding(kind=kind, facts=told, place=ground.of(paragraph))


def around(element: etree._Element, lift: str) -> etree._Element | None:
    """The paragraph, row, cell or run that a tag takes away, where it stands in one."""
    return next((one for one in (element, *element.iterancestors()) if one.tag == HOLDERS[lift]), None)


def _texts(holder: etree._Element) -> Iterator[str]:
    """What the paragraphs of a holder say, but for their equations."""
    texts = (text for paragraph in holder.iter(_P) for text in wordml.texts_of(paragraph))
    return (text.text or "" for text in texts if text.tag != wordml.MATH_TEXT)


def _kind(holder: etree._Element, used: Collection[str]) -> str:
    """The kind of finding for the first thing that is lost besides text; empty where nothing is."""
    for one in holder.iter(*_LOST):
        kind = _LOST[str(one.tag)]
        lost = {
            "break_beside_tag": one.get(wordml.w("type")) in _BREAKS,
            "field_beside_tag": not _is_typed_into(holder),
            "bookmark_beside_tag": _is_led_to(one.get(wordml.w("name"), ""), used),
        }
        if lost.get(kind, True):
            return kind
    return ""


def _is_typed_into(holder: etree._Element) -> bool:
    codes = [one.code.strip() for one in field_codes.in_part(holder)]
    return bool(codes) and all(code.startswith(_OF_FORMS) for code in codes)


def _is_led_to(name: str, used: Collection[str]) -> bool:
    return name in used and not name.startswith(repeated_bookmarks.CONTENTS)
