"""The names that a template asks for in vain, in all its parts: told quickly, without trying the template."""

from jinja2 import TemplateSyntaxError

from formserver.documents import naming, package, prepare, sandbox, wordml
from formserver.documents.findings import FaultyTemplateError
from formserver.documents.names import Group


def in_vain(template: bytes, known: Group) -> tuple[str, ...]:
    """Each name once that is unknown, or is no list or no text where it should be one, in order.

    Empty for a file that is no template at all, which only a whole check can tell.
    """
    try:
        members = package.unpack(template)
        parts = wordml.parts(members).named
        sources = [prepare.as_written(wordml.parse(members[part])).text for part in parts]
        trees = [sandbox.Environment().parse(source) for source in sources]
    except (FaultyTemplateError, TemplateSyntaxError):
        return ()
    found = (misnaming.name for tree in trees for misnaming in naming.faults(tree, known))
    return tuple(dict.fromkeys(found))
