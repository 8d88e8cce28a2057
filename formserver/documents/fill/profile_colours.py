"""A municipality's colour in a document, in the place of the one that the template sets aside for it.

A template asks for it by a character style with the name `STYLE`: whatever has the colour of that style, in
styles, text, tables, headers and footers, gets the municipality's. No tag stands in an attribute for that.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from formserver.documents.word import package, wordml

STYLE = "Profilfarge"

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_NAMESPACE = wordml.W.encode()
_FOR_THEME = ("themeColor", "themeTint", "themeShade", "themeFill", "themeFillTint", "themeFillShade")


def asked(names: Mapping[str, object]) -> str:
    """The colour among the names of a document, six hexadecimal digits, or "" where there is none."""
    look = names.get("look")
    colour = look.get("colour") if isinstance(look, Mapping) else None
    return colour if isinstance(colour, str) and _HEX.fullmatch(colour) else ""


@lru_cache(maxsize=16)
def applied(template: bytes, colour: str) -> bytes:
    """The template with this colour in the place of its own, as it is where it has set none aside.

    Raises FaultyTemplateError for what is no Word file.
    """
    members = package.unpack(template)
    styles = wordml.parts(members).styles
    own = _set_aside(wordml.parse(members[styles])) if styles else ""
    if not own or own == colour.upper():
        return template
    for name, content in members.items():
        if name.endswith(".xml") and _NAMESPACE in content:
            members[name] = _coloured(content, own, colour)
    return package.repack(members)


def _set_aside(styles: etree._Element) -> str:
    for style in styles.iter(wordml.w("style")):
        name = style.find(wordml.w("name"))
        if name is not None and name.get(wordml.w("val"), "").lower() == STYLE.lower():
            colour = style.find(f"{wordml.w('rPr')}/{wordml.w('color')}")
            found = "" if colour is None else colour.get(wordml.w("val"), "")
            return found.upper() if _HEX.fullmatch(found) else ""
    return ""


def _coloured(content: bytes, own: str, colour: str) -> bytes:
    root = wordml.parse(content)
    for element, attribute in list(_places(root, own)):
        element.set(attribute, colour)
        for theme in _FOR_THEME:  # Word would take that one first
            element.attrib.pop(wordml.w(theme), "")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _places(root: etree._Element, own: str) -> Iterator[tuple[etree._Element, str]]:
    """Every attribute that says this colour: of text and lines, of borders and fillings, of drawings."""
    value, line, filling = (wordml.w(name) for name in ("val", "color", "fill"))
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        for attribute in (
            value if name == "color" else "",
            line,
            filling,
            "val" if name == "srgbClr" else "",
        ):
            if attribute and element.get(attribute, "").upper() == own:
                yield element, attribute
