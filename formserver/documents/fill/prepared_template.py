"""What a template version costs once: its parts compiled, its other members ready to be written."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from jinja2 import Template, TemplateError, meta, pass_context
from jinja2.runtime import Context
from lxml import etree
from markupsafe import Markup

from formserver.documents.fill import line_places, preparing, sandbox
from formserver.documents.fill.line_places import Lines
from formserver.documents.word import comment_parts, findings, foreign_content, package, safety, wordml
from formserver.documents.word.places import Ground

PAPER = "_paper"  # under this name the rendering's own record lies among the names; templates cannot say it
CONTENTS = "contents"  # the name under which the renderer offers the document's own contents list


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part with tags, compiled. `kind` is that of `findings.Place`, `lines` tell where a fault is."""

    name: str
    kind: str
    lines: Lines
    template: Template


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A template version ready to be filled: members in order, either as they are or to be rendered."""

    members: tuple[package.Member | Part, ...]
    body: Part
    lists_contents: bool


@lru_cache(maxsize=16)
def prepare(template: bytes) -> Plan:
    """Make the plan of a template, or find it again.

    Raises FaultyTemplateError: not a Word file, beyond the limits, a syntax error or a forbidden construct.
    """
    members = comment_parts.without(package.unpack(template))  # between those who edit the template
    parts = wordml.parts(members)
    _refuse_unreadable(template)
    roots = {name: wordml.parse(members[name]) for name in parts.named}
    _refuse_unsafe(members, roots)
    sources = {name: preparing.as_written(wordml.parse(members[name])) for name in parts.named}
    environment = sandbox.Environment()
    names = _refuse_forbidden(environment, sources)
    made = dict(_parts(roots, members, parts, environment, marks=CONTENTS in names))
    return Plan(
        members=tuple(made.get(name) or package.deflate(name, content) for name, content in members.items()),
        body=made[parts.document],
        lists_contents=CONTENTS in names,
    )


def _refuse_unreadable(template: bytes) -> None:
    """Open it as python-docx does: relationships that lead nowhere show here, once for all documents."""
    from docx import Document

    try:
        Document(BytesIO(template))
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as fault:
        raise findings.refusal("not_a_word_file") from fault


def _refuse_unsafe(members: dict[str, bytes], roots: dict[str, etree._Element]) -> None:
    """Refuse what a check would refuse: whoever lays the document out would fetch content from elsewhere."""
    found = [
        *foreign_content.of_package(members),
        *(one for root in roots.values() for one, _ in safety.of_part(root)),
    ]
    if found:
        raise findings.FaultyTemplateError(*found)


def _refuse_forbidden(environment: sandbox.Environment, sources: dict[str, str]) -> set[str]:
    """Give the names that the template asks for. Parsing computes nothing; only compiling would."""
    names: set[str] = set()
    for source in sources.values():
        try:
            tree = environment.parse(source)
        except TemplateError as fault:
            raise findings.refusal("syntax", detail=fault.message or "") from fault
        except RecursionError as fault:
            raise findings.refusal("too_heavy") from fault
        for _, construct in sandbox.forbidden(tree, source):
            raise findings.refusal("forbidden", construct=construct)
        names |= meta.find_undeclared_variables(tree)
    return names


def _parts(
    roots: dict[str, etree._Element],
    members: dict[str, bytes],
    parts: wordml.Parts,
    environment: sandbox.Environment,
    *,
    marks: bool,
) -> Iterator[tuple[str, Part]]:
    styles = wordml.styles(members[parts.styles] if parts.styles else None)
    used = frozenset[str]().union(*map(preparing.used_anchors, roots.values()))
    places = preparing.Places()
    _teach(environment, places)
    for name, root in roots.items():
        preparing.drop_bookmarks(root, used)
        preparing.tidy(root)
        written = line_places.in_order(Ground(name, parts.named[name], root, styles))
        in_body = name == parts.document
        source = preparing.for_rendering(root, styles, places, marks=marks and in_body)
        text = line_places.broken(source)
        yield (
            name,
            Part(
                name=name,
                kind=parts.named[name],
                lines=line_places.by_line(text, written),
                template=_compiled(environment, text),
            ),
        )


def _compiled(environment: sandbox.Environment, source: str) -> Template:
    """The template, compiled. Python takes no more than twenty loops, and a hundred blocks, in each other."""
    try:
        return environment.from_string(source)
    except TemplateError as fault:
        raise findings.refusal("syntax", detail=fault.message or "") from fault
    except (SyntaxError, RecursionError) as fault:
        raise findings.refusal("too_heavy") from fault


def _teach(environment: sandbox.Environment, places: preparing.Places) -> None:
    """Give the environment the filters that prepared sources, and no author, speak of."""

    @pass_context
    def text_at(context: Context, value: object, spot: int) -> Markup:
        written: Markup = context[PAPER].text(value, places.spots[spot])
        return written

    @pass_context
    def run_at(context: Context, value: object, look: int) -> Markup:
        written: Markup = context[PAPER].in_run(value, places.looks[look])
        return written

    @pass_context
    def heading_at(context: Context, level: int) -> Markup:
        written: Markup = context[PAPER].heading(level)
        return written

    @pass_context
    def step_at(context: Context, _: str) -> Markup:
        written: Markup = context[PAPER].step()
        return written

    environment.filters.update(text_at=text_at, run_at=run_at, heading_at=heading_at, step_at=step_at)
