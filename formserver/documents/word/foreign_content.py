"""What a package must not hold: programs, objects of other programs, signatures, ways to elsewhere.

Told by content types, by relationships and by the bytes themselves, never by names alone: whoever opens the
file goes by relationships, and a member may be called anything.
"""

import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from formserver.documents.word import picture_kinds, relationships, safety, wordml
from formserver.documents.word.findings import Finding, Place, refusal
from formserver.documents.word.places import Ground
from formserver.documents.word.relationships import Relation

_KINDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
_PROGRAMS = (
    "vbaproject", "wordvbadata", "macroenabled", "activex", "/customui/", "/extensibility",
)  # fmt: skip
_ADD_IN = "webextension"
_STORED = ("/embeddings/", "oleobject")  # in a member's name or content type
_OBJECTS = ("oleobject", "/package", "/control", "/afchunk", "/subdocument")  # at the end of a relationship's
_SIGNATURES = "_xmlsignatures/"
_OTHER_FILES = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04")  # compound files (macros, OLE, old Office), packages
_ADDRESS = re.compile(r"\s*(?:\w+:|//|\\\\)")


def of_package(
    members: Mapping[str, bytes], grounds: Mapping[str, Ground] | None = None
) -> Iterator[Finding]:
    """Give what the package holds or refers to and must not, but for what the parts with tags say.

    Where it is used can be told of the `grounds`, which are those parts. Raises FaultyTemplateError for a
    member that declares a document type, and where the document is another than the one that relationships
    lead to, by which Word and LibreOffice go.
    """
    related = list(relationships.every(members))
    places = _Places(related, grounds or {})
    yield from _programs(members, places)
    for unfit in picture_kinds.unfit(members):
        facts = {"name": posixpath.basename(unfit)[:200]}
        yield Finding(kind="picture_kind", facts=facts, place=places.of_member(unfit))
    yield from _elsewhere(places)
    parts = wordml.parts(members)
    if _begins_with(related) != {parts.document.lower()}:
        raise refusal("not_a_word_file")
    for root in _unread(members, parts.named):
        yield from (finding for finding, _ in safety.reaching_out(root))


@dataclass(frozen=True)
class _Places:
    related: list[Relation]
    grounds: Mapping[str, Ground]

    def of(self, relation: Relation) -> Place | None:
        return relationships.place_of(relation, self.related, self.grounds)

    def of_member(self, name: str) -> Place | None:
        used = next((one for one in self.related if one.member == name.lower()), None)
        return None if used is None else self.of(used)


def _programs(members: Mapping[str, bytes], places: _Places) -> Iterator[Finding]:
    """Find programs, objects of other programs, and signatures."""
    said = [f"/{name.lower()}" for name in members]
    said += [kind.lower() for kind in wordml.declared(members)]
    meant = [*said, *map(_type, places.related)]
    if _any_holds(meant, *_PROGRAMS):
        yield Finding(kind="macros")
    else:
        yield from _objects(members, said, places)
    if _any_holds(meant, _ADD_IN):
        yield Finding(kind="web_add_in")
    if _any_holds(said, _SIGNATURES):
        yield Finding(kind="signed")


def _any_holds(texts: Iterable[str], *words: str) -> bool:
    return any(word in text for text in texts for word in words)


def _objects(members: Mapping[str, bytes], said: list[str], places: _Places) -> Iterator[Finding]:
    """Tell of the objects of other programs; of those that nobody can place, one is told."""
    found = list(_places_of_objects(members, said, places))
    placed = [one for one in dict.fromkeys(found) if one is not None]
    for place in placed or found[:1]:
        yield Finding(kind="embedded_object", place=place)


def _places_of_objects(
    members: Mapping[str, bytes], said: list[str], places: _Places
) -> Iterator[Place | None]:
    for name, content in members.items():
        if content.startswith(_OTHER_FILES) or _any_holds([f"/{name.lower()}"], *_STORED):
            yield places.of_member(name)
    for one in places.related:
        if _type(one).endswith(_OBJECTS):
            yield places.of(one)
    if _any_holds(said, *_STORED):
        yield None


def _type(relation: Relation) -> str:
    return relation.element.get("Type", "").lower()


def _elsewhere(places: _Places) -> Iterator[Finding]:
    for one in places.related:
        external = one.element.get("TargetMode", "").lower() == "external"
        facts = {"target": one.target[:200]}
        if external and _is(one, "attachedTemplate"):
            yield Finding(kind="attached_template", facts=facts)
        elif external and _is(one, "hyperlink"):
            if not one.target.lower().startswith(safety.LINK_SCHEMES):
                yield Finding(kind="link_astray", facts=facts, place=places.of(one))
        elif external or _ADDRESS.match(one.target):
            yield Finding(kind="external_content", facts=facts, place=places.of(one))


def _is(relation: Relation, kind: str) -> bool:
    return relation.element.get("Type", "") in {f"{beginning}{kind}" for beginning in _KINDS}


def _begins_with(related: list[Relation]) -> set[str]:
    """The members that the package's own relationships call its document, in small letters."""
    return {one.member for one in related if not one.owner and _is(one, "officeDocument")}


def _unread(members: Mapping[str, bytes], read: Container[str]) -> Iterator[etree._Element]:
    """The roots of all members of XML in which no tag is looked for, whatever they are called."""
    for name, content in members.items():
        if name not in read and not relationships.is_one(name) and wordml.may_be_xml(content):
            root = wordml.parse_if_xml(content)
            if root is not None:
                yield root
