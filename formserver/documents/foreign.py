"""What a package must not hold: programs, objects of other programs, signatures, ways to elsewhere.

Told by content types, by relationships and by the bytes themselves, never by names alone: whoever opens the
file goes by relationships, and a member may be called anything.
"""

import posixpath
import re
from collections.abc import Container, Iterator, Mapping

from lxml import etree

from formserver.documents import picture_kinds, safety, wordml
from formserver.documents.findings import Finding, refusal

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_KINDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
_PROGRAMS = (
    "vbaproject", "wordvbadata", "macroenabled", "activex", "/customui/", "/extensibility", "webextension",
)  # fmt: skip
_OBJECTS = ("/embeddings/", "oleobject", "/package", "/control", "/afchunk", "/subdocument")
_SIGNATURES = "_xmlsignatures/"
_OTHER_FILES = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04")  # compound files (macros, OLE, old Office), packages
_ADDRESS = re.compile(r"\s*(?:\w+:|//|\\\\)")


def of_package(members: Mapping[str, bytes]) -> Iterator[Finding]:
    """Give what the package holds or refers to and must not, but for what the parts with tags say.

    Raises FaultyTemplateError for a member that declares a document type, and where the document is another
    than the one that relationships lead to, by which Word and LibreOffice go.
    """
    related = [one for name, content in members.items() if _relates(name) for one in _relations(content)]
    said = [f"/{name.lower()}" for name in members]
    said += [kind.lower() for kind in wordml.declared(members)]
    meant = [*said, *(one.get("Type", "").lower() for one in related)]
    if any(word in one for word in _PROGRAMS for one in meant):
        yield Finding(kind="macros")
    elif _holds_objects(members, said, related):
        yield Finding(kind="embedded_object")
    if any(_SIGNATURES in name for name in said):
        yield Finding(kind="signed")
    if unfit := next(picture_kinds.unfit(members), ""):
        yield Finding(kind="picture_kind", facts={"name": posixpath.basename(unfit)[:200]})
    yield from _elsewhere(related)
    parts = wordml.parts(members)
    if _begins_with(members) != {parts.document.lower()}:
        raise refusal("not_a_word_file")
    for root in _unread(members, parts.named):
        yield from (finding for finding, _ in safety.reaching_out(root))


def _holds_objects(members: Mapping[str, bytes], said: list[str], related: list[etree._Element]) -> bool:
    kinds = [one.get("Type", "").lower() for one in related]
    return (
        any(word in one for word in _OBJECTS[:2] for one in said)
        or any(kind.endswith(_OBJECTS[1:]) for kind in kinds)
        or any(content.startswith(_OTHER_FILES) for content in members.values())
    )


def _relates(name: str) -> bool:
    return name.lower().endswith(".rels")


def _relations(content: bytes) -> list[etree._Element]:
    return list(wordml.parse(content).iter(_RELATIONSHIP)) if content else []


def _elsewhere(related: list[etree._Element]) -> Iterator[Finding]:
    for one in related:
        target = one.get("Target", "")
        external = one.get("TargetMode", "").lower() == "external"
        if external and _is(one, "attachedTemplate"):
            yield Finding(kind="attached_template", facts={"target": target[:200]})
        elif external and _is(one, "hyperlink") and target.lower().startswith(safety.LINK_SCHEMES):
            continue
        elif external or _ADDRESS.match(target):
            yield Finding(kind="external_content", facts={"target": target[:200]})


def _is(relationship: etree._Element, kind: str) -> bool:
    return relationship.get("Type", "") in {f"{beginning}{kind}" for beginning in _KINDS}


def _begins_with(members: Mapping[str, bytes]) -> set[str]:
    """The members that the package's own relationships call its document, in small letters."""
    named = (one for one in _relations(members.get("_rels/.rels", b"")) if _is(one, "officeDocument"))
    return {posixpath.normpath(one.get("Target", "")).lower().lstrip("/") for one in named}


def _unread(members: Mapping[str, bytes], read: Container[str]) -> Iterator[etree._Element]:
    """The roots of all members of XML in which no tag is looked for, whatever they are called."""
    for name, content in members.items():
        if name not in read and not _relates(name) and wordml.may_be_xml(content):
            root = wordml.parse_if_xml(content)
            if root is not None:
                yield root
