"""What a letter's text may do: say a name, leave lines out where a name is empty, put a closing in.

Values come out between marks that no person can type, so that later steps can tell them from the letter's
own words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import StrictUndefined, TemplateError, Undefined, nodes
from jinja2.environment import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from formserver.mail.characters import refuse_steering

VALUE_BEGINS, VALUE_ENDS = "\x0e", "\x0f"
ITEM = "– "
DEEPEST = 20  # ifs inside ifs; Python cannot compile a hundred

_CLOSING = re.compile(r"\{\{ *(closing\.[a-z_]+) *\}\}")
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TRIMMING = re.compile(r"\{[{%#][-+]|[-+][}%#]\}")  # would join lines that stand apart, an address's too
_RAW = re.compile(r"\{[{%]")  # what {% raw %} leaves as it is
_SPACE = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029 ]+")
_LINE_ENDS = {"", "\n"}
_MARKS = str.maketrans("", "", VALUE_BEGINS + VALUE_ENDS)


class LetterLanguageError(ValueError):
    """A letter that does something a letter may not do; `line` counts from 1 in the text it stands in."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")
        self.line = line
        self.why = why


@dataclass(frozen=True)
class Marked:
    """A mark of our own as a value (see placeholders): it is written as it is, unlike what people typed."""

    mark: str


@dataclass(frozen=True)
class NameUse:
    """A name in a text, said or only asked for by an if, and the names that are not empty where it stands.

    `line` counts from 1 in the text.
    """

    name: str
    guards: frozenset[str]
    said: bool
    line: int = field(default=0, compare=False)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Finds names in mappings only, so no method and no attribute of a value can be reached."""

    def getattr(self, obj: object, attribute: str) -> object:
        """Give the entry of a mapping, or an undefined value that may not be used."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return self.undefined(obj=obj, name=attribute)


def uses(source: str) -> tuple[NameUse, ...]:
    """Give every use of a name in a text, in order. Raises LetterLanguageError for all but names and ifs."""
    return tuple(_uses(_parsed(source), frozenset()))


def stands_alone(source: str, name: str) -> bool:
    """Whether a name is said outside of every if, on a line of its own whatever is empty.

    Raises LetterLanguageError as `uses` does.
    """
    pieces = list(_pieces(_parsed(source).body))
    return any(
        piece == _Said(name)
        and _nearest(pieces[:at], last=True) <= _LINE_ENDS
        and _nearest(pieces[at + 1 :], last=False) <= _LINE_ENDS
        for at, piece in enumerate(pieces)
    )


def closings(source: str) -> tuple[str, ...]:
    """Give the closings a text asks for, as "closing.party"."""
    return tuple(_CLOSING.findall(source))


def without_closings(source: str) -> str:
    """Take the closings a text asks for out of it; its lines stay where they were."""
    return _CLOSING.sub("", source)


def with_closings(source: str, texts: Mapping[str, str]) -> str:
    """Put the texts of its closings into a text. Raises KeyError with the name of one that is not there."""
    return _CLOSING.sub(lambda found: texts[found[1]], source)


def write(source: str, names: Mapping[str, object]) -> str:
    """Write a text with the names filled in, every value between VALUE_BEGINS and VALUE_ENDS.

    A value is put on one line; a list becomes lines beginning with ITEM. Raises LetterLanguageError as `uses`
    does, jinja2.UndefinedError for a name that is not given, TypeError for a value that is neither text,
    number nor list, and UnsendableError for control characters in a value.
    """
    return _compiled(source).render(names)


def unmarked(written: str) -> str:
    """Take the marks around values away."""
    return written.translate(_MARKS)


@lru_cache(maxsize=512)
def _compiled(source: str) -> Template:
    uses(source)
    return _ENVIRONMENT.from_string(source)


def _parsed(source: str) -> nodes.Template:
    for forbidden in (_STEERING, _TRIMMING):
        if found := forbidden.search(source):
            raise LetterLanguageError(source.count("\n", 0, found.start()) + 1, ascii(found[0])[1:-1])
    try:
        parsed = _ENVIRONMENT.parse(source)
        _refuse_depth(parsed, DEEPEST)
    except TemplateError as fault:
        raise LetterLanguageError(getattr(fault, "lineno", None) or 1, str(fault)) from fault
    except RecursionError as fault:
        raise LetterLanguageError(1, "depth") from fault
    return parsed


def _refuse_depth(node: nodes.Node, left: int) -> None:
    if left == 0:
        raise LetterLanguageError(node.lineno, "depth")
    for child in node.iter_child_nodes():
        _refuse_depth(child, left - isinstance(child, nodes.If | nodes.Getattr))


@dataclass(frozen=True)
class _Said:
    """A place where a value stands."""

    name: str


# What a text is made of, in order: its own words, values, and what stands inside an if.
_Piece = str | _Said | tuple["_Piece", ...]


def _pieces(body: Iterable[nodes.Node]) -> Iterator[_Piece]:
    for node in body:
        match node:
            case nodes.Output(nodes=children):
                yield from _pieces(children)
            case nodes.TemplateData():
                yield node.data
            case nodes.If():
                yield tuple(_pieces(node.body))
            case _:
                yield _Said(_name(node))


def _nearest(pieces: Sequence[_Piece], *, last: bool) -> set[str]:
    """What may come last, or first, of pieces: a character, or "" where there may be nothing."""
    found = {""}
    for piece in reversed(pieces) if last else pieces:
        if "" not in found:
            break
        found = found - {""} | _edge(piece, last=last)
    return found


def _edge(piece: _Piece, *, last: bool) -> set[str]:
    match piece:
        case str():
            return {piece[-1:] if last else piece[:1]}
        case _Said():
            return {VALUE_ENDS}
        case _:
            return {""} | _nearest(piece, last=last)


def _uses(node: nodes.Node, guards: frozenset[str]) -> Iterator[NameUse]:
    match node:
        case nodes.TemplateData():
            if _RAW.search(node.data):
                raise LetterLanguageError(node.lineno, "raw")
            return
        case nodes.Template(body=children) | nodes.Output(nodes=children):
            pass
        case nodes.If(test=test, body=children, elif_=[], else_=[]):
            guards |= {_name(test)}
            yield NameUse(_name(test), guards, said=False, line=node.lineno)
        case _:
            yield NameUse(_name(node), guards, said=True, line=node.lineno)
            return
    for child in children:
        yield from _uses(child, guards)


def _name(node: nodes.Node) -> str:
    match node:
        case nodes.Name(ctx="load"):
            return node.name
        case nodes.Getattr():
            return f"{_name(node.node)}.{node.attr}"
        case _:
            raise LetterLanguageError(node.lineno, type(node).__name__)


def _spoken(value: object) -> str:
    match value:
        case Undefined():
            return str(value)
        case Marked():
            return value.mark
        case list() | tuple():
            return "\n".join(ITEM + _on_one_line(each) for each in value)
        case _:
            return _on_one_line(value)


def _on_one_line(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"a letter cannot say {value!r}")
    text = _SPACE.sub(" ", str(value)).strip()
    return VALUE_BEGINS + refuse_steering("value", text) + VALUE_ENDS


_ENVIRONMENT = _Sandbox(
    undefined=StrictUndefined, finalize=_spoken, trim_blocks=True, lstrip_blocks=True, autoescape=False
)
