"""Codes where they do not work: in what editors drop, in links, fields and controls, in unread parts."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from formserver.documents.fill import tags
from formserver.documents.word import field_codes, relationships, wordml
from formserver.documents.word.findings import Finding
from formserver.documents.word.places import Ground

_Said = tuple[str, str, etree._Element]  # noqa: SLF001 - lxml names its type so: kind, text, element

_BY_ELEMENT = {
    "docPr": "tag_in_alt_text",
    "cNvPr": "tag_in_alt_text",
    "tblCaption": "tag_in_alt_text",
    "tblDescription": "tag_in_alt_text",
    "shape": "tag_in_alt_text",
    "bookmarkStart": "tag_in_bookmark",
    "hyperlink": "tag_in_link",
    "tag": "tag_in_control",
    "alias": "tag_in_control",
    "fldSimple": "tag_in_field",
}
_BOUND, _CONTROL = map(wordml.w, ("dataBinding", "sdt"))
# Parts whose text readers see, but where no code is filled in.
_UNREAD = ("/charts/", "/diagrams/", "docprops/app.xml", "docprops/custom.xml")


def of_part(ground: Ground) -> Iterator[Finding]:
    """Give the codes of a part that stand outside its text."""
    for kind, said, element in (*_in_attributes(ground), *_in_fields(ground), *_in_controls(ground)):
        if tag := tags.TAG.search(said):
            yield Finding(kind=kind, facts={"tag": tag[0]}, place=ground.of(element))


def _in_attributes(ground: Ground) -> Iterator[_Said]:
    for element in ground.root.iter(etree.Element):
        kind = _BY_ELEMENT.get(etree.QName(element).localname, "tag_in_attribute")
        yield from ((kind, str(value), element) for value in element.attrib.values())


def _in_fields(ground: Ground) -> Iterator[_Said]:
    simple = wordml.w("fldSimple")  # its code is an attribute
    for one in field_codes.in_part(ground.root):
        if one.begin.tag != simple:
            yield "tag_in_field", one.code, one.begin


def _in_controls(ground: Ground) -> Iterator[_Said]:
    for bound in ground.root.iter(_BOUND):
        control = next(bound.iterancestors(_CONTROL), bound)
        yield (
            "tag_in_bound_control",
            "".join(text.text or "" for text in control.iter(wordml.w("t"))),
            control,
        )


def of_links(members: Mapping[str, bytes], grounds: Mapping[str, Ground]) -> Iterator[Finding]:
    """Give the codes in the addresses of links; Word writes their braces as `%7B` and `%7D`."""
    for one in relationships.every(members):
        if tag := tags.TAG.search(unquote(one.target)):
            place = relationships.place_of(one, [], grounds)
            yield Finding(kind="tag_in_link", facts={"tag": tag[0]}, place=place)


def of_members(members: Mapping[str, bytes], read: Mapping[str, Ground]) -> Iterator[Finding]:
    """Give the codes in parts that are not filled in."""
    for name, content in members.items():
        if name in read or not name.endswith(".xml"):
            continue
        if not any(one in name.lower() for one in _UNREAD):
            continue
        said = "".join(map(str, wordml.parse(content).itertext()))
        if tag := tags.TAG.search(said):
            yield Finding(kind="tag_out_of_reach", facts={"tag": tag[0], "part": name})
