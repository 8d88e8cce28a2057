"""What a template must not carry: programs, foreign objects, content from elsewhere, tracked changes."""

from collections.abc import Iterator, Mapping

from lxml import etree

from formserver.documents import wordml
from formserver.documents.findings import Finding

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LINK_SCHEMES = ("http:", "https:", "mailto:")
_PROGRAMS = ("vbaproject", "macroenabled", "activex")
_OBJECTS = ("/embeddings/", "oleobject")
_CHANGES = (
    "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "cellIns", "cellDel",
    "cellMerge", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange",
    "trPrChange", "tcPrChange", "numberingChange", "customXmlInsRangeStart", "customXmlDelRangeStart",
)  # fmt: skip
_PARTS_FROM_ELSEWHERE = ("altChunk", "subDoc")


def of_package(members: Mapping[str, bytes]) -> Iterator[Finding]:
    """Give what the package holds or refers to and must not."""
    types = members.get("[Content_Types].xml", b"").lower()
    said = [name.lower() for name in members]
    if any(word in name for word in _PROGRAMS for name in said) or any(
        word.encode() in types for word in _PROGRAMS
    ):
        yield Finding(kind="macros")
    if any(word in f"/{name}" for word in _OBJECTS for name in said) or b"oleobject" in types:
        yield Finding(kind="embedded_object")
    for name, content in members.items():
        if name.endswith(".rels"):
            yield from _external(wordml.parse(content))


def _external(relationships: etree._Element) -> Iterator[Finding]:
    for one in relationships.iter(_RELATIONSHIP):
        target, kind = one.get("Target", ""), one.get("Type", "")
        if one.get("TargetMode", "").lower() != "external":
            continue
        if not kind.endswith("/hyperlink") or not target.lower().startswith(_LINK_SCHEMES):
            yield Finding(kind="external_content", facts={"target": target[:200]})


def of_part(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Give kind and first element of the tracked changes and the foreign documents of a part.

    Tags in deleted text would run.
    """
    for kind, names in (("tracked_changes", _CHANGES), ("embedded_object", _PARTS_FROM_ELSEWHERE)):
        found = next(root.iter(*map(wordml.w, names)), None)
        if found is not None:
            yield kind, found
