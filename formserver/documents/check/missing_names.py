"""The names that a template asks for in vain, in all its parts: told quickly, without trying the template."""

from jinja2 import TemplateSyntaxError

from formserver.documents.check import unknown_names
from formserver.documents.check.kept_results import Answers
from formserver.documents.fill import preparing, sandbox
from formserver.documents.names.process_names import NameGroup
from formserver.documents.word import package, wordml
from formserver.documents.word.findings import FaultyTemplateError

_answers: Answers[tuple[str, ...]] = Answers(500)  # each step of changing questions asks about every template
# What is wrong with how a name is used, though there is one.
_OF_USE = {
    "compares_flag",
    "filter_needs_list",
    "filter_parentheses",
    "join_needs_name",
    "no_such_choice",
    "no_such_choice_near",
    "not_comparable",
}


def in_vain(template: bytes, known: NameGroup) -> tuple[str, ...]:
    """Each name once, as it is written, that is unknown, or is no list or no text where it should be one.

    Empty for a file that is no template at all, which only a whole check can tell.
    """
    return _answers.to((template, known), lambda: _in_vain(template, known))


def _in_vain(template: bytes, known: NameGroup) -> tuple[str, ...]:
    try:
        members = package.unpack(template)
        sources = [preparing.as_written(wordml.parse(members[part])) for part in wordml.parts(members).named]
        trees = [sandbox.Environment().parse(source) for source in sources]
    except (FaultyTemplateError, TemplateSyntaxError, RecursionError):
        return ()
    found = [one for tree in trees for one in unknown_names.find(tree, known)]
    return tuple(dict.fromkeys(one.name for one in found if one.kind not in _OF_USE))
