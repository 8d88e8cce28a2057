"""The parts of a package that hold comments: taken out whole or in part, and added to.

Word keeps, beside the comments themselves, up to three parts about who answered whom.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml import etree

from formserver.documents.word import wordml

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMPANIONS = ("commentsExtended+xml", "commentsIds+xml", "commentsExtensible+xml")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_NUMBER = re.compile(r"[0-9]{1,9}")
_REFERENCE, _RUN, _LOOK, _ID = map(wordml.w, ("commentReference", "r", "rPr", "id"))
_MARKS = (_REFERENCE, wordml.w("commentRangeStart"), wordml.w("commentRangeEnd"))


def trees(members: Mapping[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    """Every comment, with the member that holds it."""
    for name in _named(members, lambda kind: kind == _KIND):
        yield from ((name, one) for one in wordml.parse(members[name]))


def without(
    members: dict[str, bytes], chosen: Callable[[etree._Element], bool] = lambda _: True
) -> dict[str, bytes]:
    """The package without the chosen comments and their marks.

    The parts about who answered whom go too, for Word makes them anew; an answer stands by itself then.
    """
    left, taken_out = dict(members), set()
    dropped = set(_named(members, lambda kind: kind.endswith(_COMPANIONS)))
    for name in _named(members, lambda kind: kind == _KIND):
        root = wordml.parse(members[name])
        for comment in [one for one in root if chosen(one)]:
            taken_out.add(comment.get(_ID, ""))
            root.remove(comment)
        left[name] = wordml.serialize(root)
        if len(root) == 0:
            dropped.add(name)
    return _unmarked(_without_parts(left, dropped), taken_out) if taken_out else dict(members)


def free_number(members: Mapping[str, bytes], document: etree._Element) -> int:
    """A number that no comment and no mark of one has."""
    used = [one.get(_ID, "") for _, one in trees(members)] + [
        one.get(_ID, "") for one in document.iter(*_MARKS)
    ]
    return max((int(number) for number in used if _NUMBER.fullmatch(number)), default=-1) + 1


def added(members: dict[str, bytes], document: str, comments: Sequence[etree._Element]) -> dict[str, bytes]:
    """The package with these comments; the document is marked already."""
    name = next(iter(_named(members, lambda kind: kind == _KIND)), "")
    made = dict(members)
    if not name:
        name = _free_name(members, posixpath.dirname(document))
        made[name] = wordml.serialize(etree.Element(wordml.w("comments"), nsmap={"w": wordml.W}))
        _declare(made, name)
        _relate(made, document, name)
    root = wordml.parse(made[name])
    root.extend(comments)
    made[name] = wordml.serialize(root)
    return made


def _named(members: Mapping[str, bytes], wanted: Callable[[str], bool]) -> list[str]:
    types = wordml.types(members)
    return [name for name, kind in types.items() if wanted(kind) and name in members]


def _without_parts(members: dict[str, bytes], dropped: set[str]) -> dict[str, bytes]:
    left = {name: content for name, content in members.items() if name not in dropped}
    types = wordml.parse(left[_TYPES])
    for one in types.findall(f"{wordml.PACKAGE_TYPES}Override"):
        if one.get("PartName", "").removeprefix("/") in dropped:
            types.remove(one)
    left[_TYPES] = wordml.serialize(types)
    relations = {name: content for name, content in left.items() if name.endswith(".rels")}
    return left | {name: _without_relations(name, one, dropped) for name, one in relations.items()}


def _without_relations(name: str, content: bytes, dropped: set[str]) -> bytes:
    relations = wordml.parse(content)
    lost = [one for one in relations if _target(name, one) in dropped]
    for one in lost:
        relations.remove(one)
    return wordml.serialize(relations) if lost else content


def _target(relations: str, one: etree._Element) -> str:
    """The member that a relationship leads to."""
    folder = posixpath.dirname(posixpath.dirname(relations))
    return posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).removeprefix("/")


def _unmarked(members: dict[str, bytes], gone: set[str]) -> dict[str, bytes]:
    left = dict(members)
    for name in wordml.parts(members).named:
        root = wordml.parse(members[name])
        marks = [one for one in root.iter(*_MARKS) if one.get(_ID) in gone]
        for mark in marks:
            _take_out(mark)
        if marks:
            left[name] = wordml.serialize(root)
    return left


def _take_out(mark: etree._Element) -> None:
    """Remove a mark, and with a reference the run that was made for it."""
    run = mark.getparent()
    if run is None:
        return
    run.remove(mark)
    around = run.getparent()
    if run.tag == _RUN and around is not None and all(one.tag == _LOOK for one in run):
        around.remove(run)


def _free_name(members: Mapping[str, bytes], folder: str) -> str:
    names = (posixpath.join(folder, f"comments{number}.xml") for number in ("", *range(2, len(members) + 3)))
    return next(name for name in names if name not in members)


def _declare(members: dict[str, bytes], name: str) -> None:
    types = wordml.parse(members[_TYPES])
    etree.SubElement(types, f"{wordml.PACKAGE_TYPES}Override", PartName=f"/{name}", ContentType=_KIND)
    members[_TYPES] = wordml.serialize(types)


def _relate(members: dict[str, bytes], document: str, name: str) -> None:
    folder, file = posixpath.split(document)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    empty = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
    root = wordml.parse(members.get(relations, empty))
    used = {one.get("Id") for one in root}
    key = next(key for key in (f"rIdComments{number}" for number in range(len(used) + 1)) if key not in used)
    target = posixpath.relpath(name, folder or ".")
    etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", Id=key, Type=_RELATION, Target=target)
    members[relations] = wordml.serialize(root)
