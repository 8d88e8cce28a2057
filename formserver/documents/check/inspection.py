"""The reading part of a template's check: file, codes, blocks, constructs and names, each with its place.

It computes nothing that the template says; `trial` runs it.
"""

import dataclasses
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError

from formserver.documents.check import (
    advice,
    automatic_contents,
    braces,
    code_spelling,
    corrected_codes,
    hidden_codes,
    lost_content,
    refused_constructs,
    structure,
    unknown_names,
)
from formserver.documents.check.check_task import Task
from formserver.documents.fill import blocks, line_places, preparing, repeated_bookmarks, sandbox, tags
from formserver.documents.fill.line_places import Tag
from formserver.documents.fill.printed_values import Printed
from formserver.documents.names import written_names
from formserver.documents.names.process_names import NameGroup
from formserver.documents.word import comment_parts, foreign_content, package, places, safety, wordml
from formserver.documents.word.findings import FaultyTemplateError, Finding, Severity
from formserver.documents.word.places import Ground

_LOOP = re.compile(r"\{%\w*\s*for\s+(\w+)")  # with what it calls a row
_OTHERWISE = ("strict_format", "tracked_changes")  # where these are, nothing else means what it says
_RUN = re.compile(r"^\{\{r?\s")


@dataclass(frozen=True, kw_only=True)
class _Read:
    """What reading one part gave."""

    findings: Sequence[Finding]
    printed: Sequence[Printed] = ()


def findings(task: Task) -> list[Finding]:
    """All that reading shows, in the order of the parts; a template without an error may be tried."""
    try:
        return _found(task)
    except FaultyTemplateError as fault:
        return list(fault.findings)


def _found(task: Task) -> list[Finding]:
    written = package.unpack(task.template)
    members = comment_parts.without(written)
    grounds = grounds_of(members)
    unsafe = [*foreign_content.of_package(written, grounds), *_unsafe(grounds)]
    if any(one.kind in _OTHERWISE for one in unsafe):
        return unsafe
    _drop_copies(grounds)
    outside = [
        *hidden_codes.of_links(members, grounds),
        *hidden_codes.of_members(members, grounds),
        *advice.of_file(members, grounds, task.language),
        *advice.of_size(task.template),
    ]
    found, printed = _in_parts(grounds, task.known)
    told = [*unsafe, *outside, *found, *advice.of_printed(printed)]
    if any(one.severity is Severity.ERROR for one in told):
        return told
    return [*told, *_lacking(task.requires, printed)]


def _in_parts(grounds: dict[str, Ground], known: NameGroup) -> tuple[list[Finding], list[Printed]]:
    rows = frozenset(each for ground in grounds.values() for each in _rows(ground))
    found: list[Finding] = []
    printed: list[Printed] = []
    for ground in grounds.values():
        read = _of_part(ground, known, rows)
        found.extend(read.findings)
        printed.extend(read.printed)
    return found, printed


def grounds_of(members: dict[str, bytes]) -> dict[str, Ground]:
    """The parts that a template speaks in, by member. Raises FaultyTemplateError."""
    parts = wordml.parts(members)
    styles = wordml.styles(members[parts.styles] if parts.styles else None)
    margins = places.margins(members, parts)
    return {
        member: Ground(
            member, part, wordml.parse(members[member]), styles, margins.get(member, places.NO_MARGIN)
        )
        for member, part in parts.named.items()
    }


def _unsafe(grounds: dict[str, Ground]) -> Iterator[Finding]:
    for ground in grounds.values():
        for one, element in safety.of_part(ground.root):
            yield dataclasses.replace(one, place=ground.of(element))


def _drop_copies(grounds: dict[str, Ground]) -> None:
    """A text box stands a second time in a part, for old programs: what is wrong in it is told once."""
    for ground in grounds.values():
        for copy in list(ground.root.iter(places.COPY)):
            copy.clear()


def _rows(ground: Ground) -> Iterator[str]:
    """What the loops of a part call their rows."""
    said = (tags.text_of(unit) if ground.is_text else unit.text or "" for unit in ground.units)
    return (each for text in said for each in _LOOP.findall(text))


def _of_part(ground: Ground, known: NameGroup, rows: Collection[str]) -> _Read:
    """Read a part as far as it makes sense: the next kind of fault is looked for where the last is mended."""
    preparing.tidy(ground.root)
    around = [*automatic_contents.taken_out(ground), *advice.of_part(ground)]
    hidden_away = list(hidden_codes.of_part(ground))
    found = list(_braces(ground, known.names))
    whole = not hidden_away and corrected_codes.mend(ground, found)
    if whole:
        spelt = _spelling(ground, line_places.in_order(ground))
        whole, found = corrected_codes.mend(ground, spelt), [*found, *spelt]
    read = _of_whole(ground, known, rows) if whole else _Read(findings=())
    further = [one for one in read.findings if not corrected_codes.is_of_mended(one, found)]
    return _Read(findings=[*hidden_away, *found, *further, *around], printed=read.printed)


def _of_whole(ground: Ground, known: NameGroup, rows: Collection[str]) -> _Read:
    """Read a part in which every code can be read by itself."""
    written = line_places.in_order(ground)
    if broken := _structure(ground, written):
        return _Read(findings=[*broken, *_names_alone(ground, written, known)])
    read = _of_language(ground, written, known, rows)
    return _Read(findings=[*read.findings, *repeated_bookmarks.find(ground, written)], printed=read.printed)


def _braces(ground: Ground, names: Collection[str]) -> Iterator[Finding]:
    said = [tags.text_of(unit) if ground.is_text else unit.text or "" for unit in ground.units]
    for number, one in braces.find(said, names):
        yield Finding(kind=one.kind, facts=_given(tag=one.tag, better=one.better), place=ground.at(number))


def _spelling(ground: Ground, written: Sequence[Tag]) -> list[Finding]:
    found: list[Finding] = []
    for tag in written:
        one = code_spelling.fault(tag.text)
        ends_told = (
            one is not None and one.name.startswith("end") and one.kind in {each.kind for each in found}
        )
        if one and not ends_told:
            facts = _given(tag=tag.text, better=one.better, name=one.name)
            found.append(Finding(kind=one.kind, facts=facts, place=ground.at(tag.number)))
    return found


def _structure(ground: Ground, written: Sequence[Tag]) -> list[Finding]:
    unbalanced = [
        Finding(
            kind=one.kind,
            facts=_given(tag=one.tag.text, other=one.other, better=one.better),
            place=ground.at(one.tag.number),
        )
        for one in blocks.unbalanced(written)
    ]
    return [*unbalanced, *lost_content.find(ground)] if unbalanced else structure.find(ground, written)


def _names_alone(ground: Ground, written: Sequence[Tag], known: NameGroup) -> Iterator[Finding]:
    """What a code misnames by itself, where blocks that do not fit hide what loops call their rows."""
    rows = {found[1] for tag in written if (found := _LOOP.match(tag.text))}
    for tag in written:
        if tag.text.startswith("{{"):
            tree = sandbox.Environment().parse(_RUN.sub("{{ ", tag.text))
            for one in unknown_names.find(tree, known):
                head = one.name.partition(".")[0]
                if head in known.names and head not in rows:
                    facts = _given(tag=tag.text, **_of_misnaming(one, tag.text))
                    yield Finding(kind=one.kind, facts=facts, place=ground.at(tag.number))


def _of_language(ground: Ground, written: Sequence[Tag], known: NameGroup, rows: Collection[str]) -> _Read:
    source = line_places.broken(preparing.as_written(ground.root))
    spoken = line_places.by_line(source, written)
    try:
        tree = sandbox.Environment().parse(source)
    except TemplateSyntaxError as fault:
        return _Read(findings=[_told("syntax", spoken, fault.lineno, ground)])
    found = [
        _told(refused_constructs.kind_of(construct), spoken, line, ground, name=construct)
        for line, construct in sandbox.forbidden(tree, source)
    ]
    read = unknown_names.read(tree, known, rows)
    found += [
        _told(one.kind, spoken, one.line, ground, **_of_misnaming(one, spoken.text(one.line)))
        for one in read.faults
    ]
    printed = [
        Printed(path=one.path, shape=one.shape, tag=written[place], ground=ground)
        for one in read.prints
        if (place := spoken.tag(one.line)) >= 0
    ]
    return _Read(findings=_one_for_each_forbidden(found), printed=printed)


def _one_for_each_forbidden(found: Sequence[Finding]) -> list[Finding]:
    """Of a code that may not be, only that is told: its names may come to nothing anyway."""
    forbidden: dict[tuple[object, ...], Finding] = {}
    for one in found:
        if one.kind.startswith("forbidden"):
            forbidden.setdefault((one.place and one.place.number, one.facts.get("tag")), one)
    return [
        one
        for one in found
        if forbidden.get((one.place and one.place.number, one.facts.get("tag")), one) is one
    ]


def _told(kind: str, spoken: line_places.Lines, line: int, ground: Ground, **facts: str) -> Finding:
    """A finding about a line of the source, told with the tag that begins there."""
    place = spoken.tag(line)
    if place < 0:
        return Finding(kind=kind, facts=_given(**facts), place=ground.at(-1))
    told = _given(tag=spoken.texts[place], **facts)
    return Finding(kind=kind, facts=told, place=ground.at(spoken.numbers[place]))


def _of_misnaming(one: unknown_names.Misnaming, tag: str) -> dict[str, str]:
    """What is told of a name; where another is to be written instead, the whole code, and its loop."""
    facts = {"name": one.name, "nearest": one.nearest, "better": one.better}
    if one.instead is None:
        return facts
    return {**facts, "better": written_names.instead(tag, *one.instead), "other": one.better}


def _given(**facts: str) -> dict[str, str]:
    return {name: fact for name, fact in facts.items() if fact}


def _lacking(requires: Sequence[str], printed: Sequence[Printed]) -> Iterator[Finding]:
    """Find the names that every template of the document must print in its text, and this one does not."""
    paths = {one.path for one in printed if one.ground.is_text}
    for name in requires:
        if not any(path == name or path.startswith((f"{name}.", f"{name}[]")) for path in paths):
            yield Finding(kind="required_name_missing", facts={"name": name})
