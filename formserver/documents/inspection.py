"""The reading part of a template's check: file, tags, blocks, constructs and names, each with its place.

It computes nothing that the template says; `trial` runs it.
"""

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError
from lxml import etree

from formserver.documents import (
    blocks,
    comment_parts,
    lines,
    naming,
    package,
    prepare,
    safety,
    sandbox,
    tags,
    wordml,
)
from formserver.documents.findings import FaultyTemplateError, Finding
from formserver.documents.lines import Tag
from formserver.documents.names import Group
from formserver.documents.places import Ground
from formserver.documents.task import Task

_QUOTES = "«»„‟"  # not those that docxtpl straightens


def findings(task: Task) -> list[Finding]:
    """All that reading shows, in the order of the parts; a template without an error may be tried."""
    try:
        members = comment_parts.without(package.unpack(task.template))
        grounds = _grounds(members)
        unsafe = list(safety.of_package(members))
        unsafe += [
            Finding(kind=kind, place=ground.of(element))
            for ground in grounds
            for kind, element in safety.of_part(ground.root)
        ]
    except FaultyTemplateError as fault:
        return list(fault.findings)
    return unsafe or [one for ground in grounds for one in _of_part(ground, task.known)]


def _grounds(members: dict[str, bytes]) -> list[Ground]:
    parts = wordml.parts(members)
    styles = wordml.styles(members[parts.styles] if parts.styles else None)
    named = parts.named.items()
    return [Ground(member, part, wordml.parse(members[member]), styles) for member, part in named]


def _of_part(ground: Ground, known: Group) -> Iterator[Finding]:
    yield from _hidden(ground)
    source = lines.broken(prepare.as_written(ground.root).text)
    written = lines.in_order(ground)
    if lonely := list(_lonely(ground)):
        yield from lonely  # what vanishes with them would be told as missing
        return
    unbalanced = [
        Finding(kind=one.kind, facts={"tag": one.tag.text}, place=ground.at(one.tag.number))
        for one in blocks.faults(written)
    ]
    yield from unbalanced or _of_language(ground, source, written, known)


def _of_language(ground: Ground, source: str, written: list[Tag], known: Group) -> Iterator[Finding]:
    spoken = lines.of(source, [tag.number for tag in written])
    try:
        tree = sandbox.Environment().parse(source)
    except TemplateSyntaxError as fault:
        place = ground.at(spoken.number(fault.lineno))
        tag = next((tag[0] for tag in tags.TAG.finditer(place.paragraph)), place.paragraph)
        kind = "quotes" if set(tag) & set(_QUOTES) else "syntax"
        yield Finding(kind=kind, facts={"tag": tag}, place=place)
        return
    for line, construct in sandbox.forbidden(tree, source):
        yield Finding(kind="forbidden", facts={"construct": construct}, place=ground.at(spoken.number(line)))
    for one in naming.faults(tree, known):
        facts = {"name": one.name, "nearest": one.nearest}
        kind = "unknown_name_near" if one.nearest else one.kind
        yield Finding(kind=kind, facts=facts, place=ground.at(spoken.number(one.line)))


def _lonely(ground: Ground) -> Iterator[Finding]:
    """Find text that would vanish with the paragraph, row or cell of a `{%p`, `{%tr` or `{%tc` tag."""
    for paragraph in ground.root.iter(wordml.w("p")):
        for tag in tags.TAG.finditer(tags.text_of(paragraph)):
            lifted = tags.LIFTED.match(tag[0])
            holder = paragraph if lifted is None else _holder(paragraph, lifted[1])
            beside = "".join(tags.text_of(one) for one in holder.iter(wordml.w("p"))).replace(tag[0], "", 1)
            if lifted and beside.strip():
                facts = {"tag": tag[0], "text": beside.strip()[:100]}
                yield Finding(kind="text_beside_tag", facts=facts, place=ground.of(paragraph))


def _hidden(ground: Ground) -> Iterator[Finding]:
    """Find tags in attributes, where editors drop them, and in field codes, where answers become commands."""
    for element in ground.root.iter(etree.Element):
        for value in element.attrib.values():
            if tag := tags.TAG.search(str(value)):
                yield Finding(kind="tag_in_attribute", facts={"tag": tag[0]}, place=ground.of(element))
        if element.tag == wordml.w("instrText") and (tag := tags.TAG.search(element.text or "")):
            yield Finding(kind="tag_in_field", facts={"tag": tag[0]}, place=ground.of(element))


def _holder(paragraph: etree._Element, kind: str) -> etree._Element:
    return next(paragraph.iterancestors(wordml.w(kind)), paragraph) if kind != "p" else paragraph
