"""A template and names become a Word document, read back before it is given away.

Same template and names, same bytes. Page numbers in a contents list come from whoever lays the document out.
"""

import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING

from jinja2 import TemplateError
from lxml import etree

from formserver.documents.fill import (
    column_widths,
    contents_list,
    drawings,
    empty_places,
    prepared_template,
    profile_colours,
    reading_back,
)
from formserver.documents.fill.printing import NotTextError, Paper, TooLargeError
from formserver.documents.word import package, safety, wordml
from formserver.documents.word.findings import FaultyTemplateError, Finding, Place

if TYPE_CHECKING:
    from formserver.documents.names import values

MAX_PART = 60_000_000  # characters of one rendered part

Pages = Mapping[str, int]  # the page (from 1) on which each bookmark falls
_QUOTED = re.compile(r"'([^']*)'")
_PICTURE = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+(")')


def render(
    template: bytes,
    names: Mapping[str, object],
    *,
    lay_out: Callable[[bytes], Pages] | None = None,
) -> bytes:
    """Fill a template in.

    `names` holds text, lists, mappings and the kinds of `names.values`; keys win over attributes. Where the
    template lists its `contents`, `lay_out` may tell the pages; without it the list has links but no numbers.
    A colour under `look` takes the place of the one that the template sets aside for it.
    Raises FaultyTemplateError (syntax, forbidden, unknown name, printing what is no text), TooLargeError and
    LostTextError.
    """
    colour = profile_colours.asked(names)
    known = prepared_template.prepare(profile_colours.applied(template, colour) if colour else template)
    if not known.lists_contents:
        return _rendered(known, names)
    found = _headings(known, names)
    document = _rendered(known, {**names, prepared_template.CONTENTS: contents_list.lines(found, {})})
    if lay_out is None or not (pages := lay_out(document)):
        return document
    return _rendered(known, {**names, prepared_template.CONTENTS: contents_list.lines(found, pages)})


def _headings(
    known: prepared_template.Plan, names: Mapping[str, object]
) -> tuple[contents_list.Heading, ...]:
    """The headings that the document will have: those that it has without its contents list."""
    paper = Paper()
    body = _written(known.body, {**names, prepared_template.CONTENTS: ()}, paper)
    return contents_list.headings(body, paper.headings)


def _rendered(known: prepared_template.Plan, names: Mapping[str, object]) -> bytes:
    members: list[package.Member] = []
    drawn: dict[str, Sequence[values.Picture]] = {}
    numbered = 0
    for member in known.members:
        if isinstance(member, package.Member):
            members.append(member)
            continue
        paper = Paper()
        written, numbered = _numbered(_written(member, names, paper), numbered)
        members.append(package.deflate(member.name, _proved(written, member, paper)))
        if paper.pictures:
            drawn[member.name] = tuple(paper.pictures.values())
    return package.pack(drawings.enclosed(members, drawn) if drawn else members)


def _proved(written: str, part: prepared_template.Part, paper: Paper) -> bytes:
    """A part filled in, and read again."""
    content = written.encode()
    root = _read(content, part)
    settled, mended = column_widths.settle(root), empty_places.mend(root)
    reading_back.refuse_lost(reading_back.said(root), paper.texts)
    _refuse_reaching_out(root, part)
    return wordml.serialize(root) if settled or mended else content


def _refuse_reaching_out(root: etree._Element, part: prepared_template.Part) -> None:
    """Blocks may leave out of a field's code what made it harmless to read."""
    place = Place(part=part.kind, member=part.name)
    if found := [replace(one, place=place) for one, _ in safety.reaching_out(root)]:
        raise FaultyTemplateError(*found)


def _read(written: bytes, part: prepared_template.Part) -> etree._Element:
    """Read a rendered part as strictly as a stranger's: a block around half an element breaks the rest."""
    try:
        return wordml.parse(written)
    except FaultyTemplateError as fault:
        place = Place(part=part.kind, member=part.name)
        raise FaultyTemplateError(Finding(kind="broken_structure", place=place)) from fault


def _written(part: prepared_template.Part, names: Mapping[str, object], paper: Paper) -> str:
    pieces: list[str] = []
    length = 0
    try:
        for piece in part.template.generate({**names, prepared_template.PAPER: paper}):
            length += len(piece)
            if length > MAX_PART:
                raise TooLargeError
            pieces.append(piece)
    except NotTextError as fault:
        raise _refusal("not_text", part, fault) from fault
    except TypeError as fault:  # the only operation a template has that can meet the wrong type
        raise _refusal("not_comparable", part, fault) from fault
    except TemplateError as fault:
        raise _refusal("unknown_name", part, fault, name=_missing_name(fault)) from fault
    return "".join(pieces)


def _refusal(kind: str, part: prepared_template.Part, fault: Exception, **facts: str) -> FaultyTemplateError:
    """The error for what shows in filling in, with tag and paragraph: its traceback ends in the template."""
    frames = [line for frame, line in traceback.walk_tb(fault.__traceback__) if _is_of_template(frame)]
    tag = part.lines.tag(frames[-1]) if frames else -1
    number = part.lines.numbers[tag] if tag >= 0 else -1
    told = {"tag": part.lines.texts[tag], **facts} if tag >= 0 else facts
    place = Place(part=part.kind, member=part.name, number=number)
    return FaultyTemplateError(Finding(kind=kind, facts=told, place=place))


def _is_of_template(frame: FrameType) -> bool:
    return frame.f_code.co_filename == "<template>"


def _missing_name(fault: TemplateError) -> str:
    """The name that Jinja's sentence about it ends on, in quotes."""
    quoted = _QUOTED.findall(fault.message or "")
    return quoted[-1] if quoted else ""


def _numbered(xml: str, before: int) -> tuple[str, int]:
    """Give each picture a number of its own, after those `before` it; a loop repeats them. Tell the last."""
    count = before

    def numbered(picture: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{picture[1]}{count}{picture[2]}"

    return (_PICTURE.sub(numbered, xml) if "<wp:docPr" in xml else xml), count
