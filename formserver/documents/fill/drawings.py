"""Pictures in a rendered document: the markup where they stand, and the members that hold them.

DrawingML: ECMA-376 part 1, 20.4 (wordprocessingDrawing) and 20.2 (picture); relationships: part 2.
"""

import hashlib
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree
from markupsafe import escape

from formserver.documents.names.values import Picture
from formserver.documents.word import package, wordml

EMU = 36_000  # English Metric Units in a millimetre
ENDINGS = {"image/png": "png", "image/jpeg": "jpeg"}
TYPES = "[Content_Types].xml"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_MARKUP = (
    f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
    f' xmlns:pic="{_DRAWING}/picture" xmlns:r="{_OFFICE}" distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="{name}" descr="{alt}"/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
)


def relationship(picture: Picture) -> str:
    """The id by which the parts of a document know a picture: like pictures have like ids."""
    return f"picture{hashlib.sha256(picture.content).hexdigest()[:16]}"


def markup(picture: Picture) -> str:
    """The drawing, for a run. Its number is set when the part is finished."""
    width, height = (round(side * EMU) for side in (picture.width, picture.height))
    return _MARKUP.format(width=width, height=height, name=relationship(picture), alt=escape(picture.alt))


def enclosed(
    members: Sequence[package.Member], drawn: Mapping[str, Sequence[Picture]]
) -> Iterator[package.Member]:
    """The members of a package with all that the pictures need that were drawn in its parts, by part."""
    pictures = {_media(one): one for some in drawn.values() for one in some}
    relations = {_relations_of(part): some for part, some in drawn.items()}
    there = {member.name for member in members}
    for member in members:
        if member.name == TYPES:
            yield package.deflate(TYPES, _with_types(package.inflate(member), pictures.values()))
        elif member.name in relations:
            related = _related(package.inflate(member), relations[member.name], member.name)
            yield package.deflate(member.name, related)
        else:
            yield member
    for name in sorted(relations.keys() - there):
        empty = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
        yield package.deflate(name, _related(empty, relations[name], name))
    for name in sorted(pictures.keys() - there):
        yield package.deflate(name, pictures[name].content)


def _media(picture: Picture) -> str:
    return f"word/media/{relationship(picture)}.{ENDINGS[picture.media_type]}"


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _with_types(xml: bytes, pictures: Iterable[Picture]) -> bytes:
    root = wordml.parse(xml)
    known = {one.get("Extension", "").lower() for one in root.iter(f"{wordml.PACKAGE_TYPES}Default")}
    for media_type in sorted({picture.media_type for picture in pictures}):
        if ENDINGS[media_type] not in known:
            fresh = root.makeelement(f"{wordml.PACKAGE_TYPES}Default")
            fresh.set("Extension", ENDINGS[media_type])
            fresh.set("ContentType", media_type)
            root.insert(0, fresh)
    return _written(root)


def _related(xml: bytes, pictures: Sequence[Picture], member: str) -> bytes:
    """The relationships of a part with those to its pictures; one that is there already stays."""
    root = wordml.parse(xml)
    folder = posixpath.dirname(posixpath.dirname(member))
    known = {one.get("Id") for one in root}
    for picture in pictures:
        if relationship(picture) not in known:
            fresh = etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship")
            fresh.set("Id", relationship(picture))
            fresh.set("Type", f"{_OFFICE}/image")
            fresh.set("Target", posixpath.relpath(_media(picture), folder or "."))
    return _written(root)


def _written(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
