"""The relationships of a package, and where in the text something that they lead to is used."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from formserver.documents.word import wordml
from formserver.documents.word.findings import Place
from formserver.documents.word.places import Ground

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MOST = 5  # members between the text and what it uses: a chart, its workbook


@dataclass(frozen=True, kw_only=True)
class Relation:
    """One relationship, with the member that has it."""

    owner: str
    element: etree._Element

    @property
    def target(self) -> str:
        """What it leads to, as it is written."""
        return self.element.get("Target", "")

    @property
    def member(self) -> str:
        """The member that it leads to, in small letters, where it leads to one."""
        folder = posixpath.dirname(self.owner)
        return posixpath.normpath(posixpath.join("/", folder, self.target)).lstrip("/").lower()


def every(members: Mapping[str, bytes]) -> Iterator[Relation]:
    """Give all relationships. Raises FaultyTemplateError for what is not XML."""
    for name, content in members.items():
        if is_one(name) and content:
            folder, file = posixpath.split(name)
            owner = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
            for element in wordml.parse(content).iter(_RELATIONSHIP):
                yield Relation(owner=owner, element=element)


def is_one(name: str) -> bool:
    """Whether a member holds relationships."""
    return name.lower().endswith(".rels")


def place_of(relation: Relation, found: list[Relation], grounds: Mapping[str, Ground]) -> Place | None:
    """Where it is used, in the text itself or by something that the text uses; None where nobody can tell."""
    for _ in range(_MOST):
        if ground := grounds.get(relation.owner):
            key = relation.element.get("Id")
            user = next((one for one in ground.root.iter(etree.Element) if key in one.attrib.values()), None)
            return None if user is None else ground.of(user)
        owner = relation.owner.lower()
        above = next((one for one in found if one.member == owner), None)
        if above is None:
            return None
        relation = above
    return None
