"""What a template must not carry: programs, foreign objects, content from elsewhere, tracked changes."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from formserver.documents import field_codes, wordml
from formserver.documents.findings import Finding

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LINK_SCHEMES = ("http:", "https:", "mailto:")
_PROGRAMS = ("vbaproject", "macroenabled", "activex", "/customui/", "/webextensions/")
_OBJECTS = ("/embeddings/", "oleobject")
_SIGNATURES = "_xmlsignatures/"
_CHANGES = (
    "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "cellIns", "cellDel",
    "cellMerge", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange",
    "trPrChange", "tcPrChange", "numberingChange", "customXmlInsRangeStart", "customXmlDelRangeStart",
)  # fmt: skip
_FOREIGN = ("altChunk", "subDoc", "object", "control")
_FETCHING = (
    "DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "RD",
)  # fmt: skip
_ELSEWHERE = re.compile(r"\w+://|\\\\|file:", re.IGNORECASE)
_ASTRAY = re.compile(r"^\s*HYPERLINK\s+\"?(?!https?:|mailto:)(?:\w+:|\\\\)", re.IGNORECASE)
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def of_package(members: Mapping[str, bytes]) -> Iterator[Finding]:
    """Give what the package holds or refers to and must not."""
    types = members.get("[Content_Types].xml", b"").lower()
    said = [f"/{name.lower()}" for name in members]
    if any(word in name for word in _PROGRAMS for name in said) or any(
        word.encode() in types for word in _PROGRAMS
    ):
        yield Finding(kind="macros")
    if any(word in name for word in _OBJECTS for name in said) or b"oleobject" in types:
        yield Finding(kind="embedded_object")
    if any(_SIGNATURES in name for name in said):
        yield Finding(kind="signed")
    for name, content in members.items():
        if name.endswith(".rels"):
            yield from _external(wordml.parse(content))


def _external(relationships: etree._Element) -> Iterator[Finding]:
    for one in relationships.iter(_RELATIONSHIP):
        target, kind = one.get("Target", ""), one.get("Type", "")
        if one.get("TargetMode", "").lower() != "external":
            continue
        if kind.endswith("/attachedTemplate"):
            yield Finding(kind="attached_template", facts={"target": target[:200]})
        elif not kind.endswith("/hyperlink") or not target.lower().startswith(_LINK_SCHEMES):
            yield Finding(kind="external_content", facts={"target": target[:200]})


def of_part(root: etree._Element) -> Iterator[tuple[Finding, etree._Element]]:
    """Give what a part holds and must not, without its place, and the element.

    Tracked changes (tags in deleted text would run), foreign documents, and what is fetched from elsewhere.
    """
    if etree.QName(root).namespace == _STRICT:
        yield Finding(kind="strict_format"), root
    for kind, names in (("tracked_changes", _CHANGES), ("embedded_object", _FOREIGN)):
        found = next(root.iter(*map(wordml.w, names)), None)
        if found is not None:
            yield Finding(kind=kind), found
    for target, element in (*_fetching_fields(root), *_fetching_shapes(root)):
        yield Finding(kind="external_content", facts={"target": target[:200]}), element


def _fetching_fields(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for element, code in field_codes.of(root):
        word = code.upper().split(maxsplit=1)[:1]
        if (word and word[0] in _FETCHING) or _ASTRAY.search(code):
            yield code.strip(), element


def _fetching_shapes(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for element in root.iter("{urn:schemas-microsoft-com:vml}*"):
        is_picture = etree.QName(element).localname == "imagedata"
        for value in map(str, element.attrib.values()):
            links = value.lower().startswith(_LINK_SCHEMES) and not is_picture
            if _ELSEWHERE.match(value) and not links:
                yield value, element
