"""The names that a template asks for in vain, in all its parts: told quickly, without trying the template."""

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError

from formserver.documents.check import unknown_names
from formserver.documents.check.kept_results import Answers
from formserver.documents.fill import names_used, preparing, sandbox
from formserver.documents.names.process_names import LeafKind, NameGroup, NameList
from formserver.documents.word import package, wordml
from formserver.documents.word.findings import FaultyTemplateError

_answers: Answers[tuple[str, ...]] = Answers(500)  # each step of changing questions asks about every template


def in_vain(template: bytes, known: NameGroup) -> tuple[str, ...]:
    """Each name once, as it is written, that is unknown, or is no list or no text where it should be one.

    Empty for a file that is no template at all, which only a whole check can tell.
    """
    return _answers.to((template, known), lambda: _in_vain(template, known))


def _in_vain(template: bytes, known: NameGroup) -> tuple[str, ...]:
    try:
        members = package.unpack(template)
        parts = wordml.parts(members).named
        sources = [preparing.as_written(wordml.parse(members[part])) for part in parts]
        trees = [sandbox.Environment().parse(source) for source in sources]
        used = names_used.of(template)
    except (FaultyTemplateError, TemplateSyntaxError, RecursionError):
        return ()
    found = [one.name for tree in trees for one in unknown_names.faults(tree, known) if one.in_vain]
    told = {_last(name) for name in found}
    # What a filter speaks of as a text, `having("name")`, only names_used can tell.
    sayable = set(_sayable(known))
    more = [name for name in sorted(used - sayable) if _holder(name) in sayable and _last(name) not in told]
    return tuple(dict.fromkeys(found + more))


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _holder(name: str) -> str:
    return name.rpartition(".")[0]


def _sayable(group: NameGroup, before: str = "") -> Iterator[str]:
    """Every name as `names_used` writes it, those of lists and of groups among them."""
    for name, shape in group.names.items():
        whole = before + name
        yield whole
        if isinstance(shape, NameList):
            yield f"{whole}[]"
            yield from _sayable(shape.row, f"{whole}[].")
        elif isinstance(shape, NameGroup):
            yield from _sayable(shape, f"{whole}.")
        elif shape.kind is LeafKind.CHOICE:
            yield f"{whole}.key"
