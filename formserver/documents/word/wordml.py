"""What templates need of WordprocessingML (ECMA-376 part 1): names, safe parsing, parts and styles."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from formserver.documents.word import file_kind, findings

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PART_NAMES = {
    _DOCUMENT: "body",
    _DOCUMENT.replace("document.main", "header"): "header",
    _DOCUMENT.replace("document.main", "footer"): "footer",
    _DOCUMENT.replace("document.main", "footnotes"): "footnotes",
    _DOCUMENT.replace("document.main", "endnotes"): "endnotes",
    "application/vnd.openxmlformats-package.core-properties+xml": "properties",
}
_WRAPS = tuple(f"{{{W}}}{name}" for name in ("sdt", "sdtContent", "customXml"))
_STYLES = _DOCUMENT.replace("document.main", "styles")


def w(name: str) -> str:
    """The qualified name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def parse(xml: bytes) -> etree._Element:
    """The root of a part. Raises FaultyTemplateError for what is not XML, or has a document type."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as fault:
        if getattr(fault, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from fault  # the limit of the process that reads it
        raise findings.refusal("not_a_word_file") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise findings.refusal("doctype")
    return root


def may_be_xml(content: bytes) -> bool:
    """Whether a member begins as XML does, in whatever encoding."""
    begin = content[:100].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t")
    return begin.startswith(b"<")


def parse_if_xml(content: bytes) -> etree._Element | None:
    """The root of a member, None for what only began like XML. Raises FaultyTemplateError as `parse`."""
    try:
        return parse(content)
    except findings.FaultyTemplateError as fault:
        if fault.findings[0].kind == "doctype":
            raise
        return None


def serialize(root: etree._Element) -> bytes:
    """The XML of a part as a member of the package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The members of a package that templates speak in: `named` maps a member to the kind of part it is."""

    named: Mapping[str, str]
    document: str
    styles: str | None


def parts(members: Mapping[str, bytes]) -> Parts:
    """Find the parts by content type. Raises FaultyTemplateError when there is not exactly one document."""
    kinds = types(members)
    named = {name: _PART_NAMES[kind] for name, kind in kinds.items() if kind in _PART_NAMES}
    documents = [name for name, part in named.items() if part == "body"]
    if len(documents) != 1:
        raise file_kind.of_package(members, kinds.values())
    if list(named.values()).count("properties") > 1:
        raise findings.refusal("double_member", name="docProps/core.xml")
    styles = next((name for name, kind in kinds.items() if kind == _STYLES), None)
    return Parts(named=named, document=documents[0], styles=styles)


def related(members: Mapping[str, bytes], member: str) -> dict[str, str]:
    """The members that one refers to, by the id of the relationship."""
    folder, file = posixpath.split(member)
    relations = members.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
        for one in (parse(relations).iter(_RELATIONSHIP) if relations else ())
    }


def types(members: Mapping[str, bytes]) -> dict[str, str]:
    """The content type of each member that has one, its own or that of its extension; none in no package.

    ECMA-376 part 2, 10.1.2: names and extensions compare without case.
    """
    if "[Content_Types].xml" not in members:
        return {}
    root = parse(members["[Content_Types].xml"])
    own = {
        one.get("PartName", "").removeprefix("/").lower(): one.get("ContentType", "")
        for one in root.iter(f"{PACKAGE_TYPES}Override")
    }
    by_extension = {
        one.get("Extension", "").lower(): one.get("ContentType", "")
        for one in root.iter(f"{PACKAGE_TYPES}Default")
    }
    found = {
        name: own.get(name.lower(), by_extension.get(name.rpartition(".")[2].lower(), "")) for name in members
    }
    return {name: kind for name, kind in found.items() if kind}


def declared(members: Mapping[str, bytes]) -> list[str]:
    """Every content type that the package names, whether a member has it or not."""
    if "[Content_Types].xml" not in members:
        return []
    root = parse(members["[Content_Types].xml"])
    return [one.get("ContentType", "") for one in root.iter(etree.Element) if "ContentType" in one.attrib]


@dataclass(frozen=True, kw_only=True)
class Styles:
    """Style names by id. Names compare without case: LibreOffice rewrites ids, never names.

    `levels` are those of the styles that are headings, one's own included, from 1.
    """

    names: Mapping[str, str]
    levels: Mapping[str, int] = field(default_factory=dict)

    def id_of(self, name: str) -> str | None:
        """The id of the style with this name, or None."""
        return next((key for key, found in self.names.items() if found.lower() == name.lower()), None)

    def level_of(self, paragraph: etree._Element) -> int:
        """1 to 9 for a paragraph that is a heading, by its own properties or by its style; else 0."""
        outline = _val(paragraph, "pPr", "outlineLvl")
        return self.levels.get(style_of(paragraph) or "", 0) if outline is None else _outline(outline)


def styles(xml: bytes | None) -> Styles:
    """Read the styles part; a package without one has no styles."""
    if xml is None:
        return Styles(names={})
    found = {style.get(w("styleId"), ""): style for style in parse(xml).iter(w("style"))}
    names = {key: name for key, style in found.items() if (name := _val(style, "name")) is not None}
    levels = {key: level for key in found if (level := _level(key, found))}
    return Styles(names=names, levels=levels)


def _level(key: str, found: Mapping[str, etree._Element]) -> int:
    """The level of a style: that of Word's headings by name, its own, or that of the style it is based on."""
    seen: set[str] = set()
    while key in found and key not in seen:
        seen.add(key)
        named = re.fullmatch(r"heading ([1-9])", _val(found[key], "name") or "", re.IGNORECASE)
        outline = _val(found[key], "pPr", "outlineLvl")
        if named:
            return int(named[1])
        if outline is not None:
            return _outline(outline)
        key = _val(found[key], "basedOn") or ""
    return 0


def _outline(level: str) -> int:
    """A heading's level from 1; Word counts from 0, and 9 is running text (17.3.1.20)."""
    return int(level) + 1 if re.fullmatch("[0-8]", level) else 0


def _val(element: etree._Element, *path: str) -> str | None:
    found = element.find("/".join(map(w, path)))
    return None if found is None else found.get(w("val"), "")


def style_of(paragraph: etree._Element) -> str | None:
    """The style id of a paragraph, or None where it has the default one."""
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return None if style is None else style.get(w("val"))


def texts_of(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text elements of a paragraph and its equations, not those of a text box that it anchors."""
    for text in paragraph.iter(w("t"), MATH_TEXT):
        owner = next((one for one in text.iterancestors(w("p"))), None)
        if owner is paragraph:
            yield text


def held(element: etree._Element) -> Iterator[etree._Element]:
    """The children of an element; in the place of a content control, what it holds (17.5.2)."""
    for child in element:
        if child.tag in _WRAPS:
            yield from held(child)
        else:
            yield child
