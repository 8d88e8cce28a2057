"""The names that a template asks for, as they are whatever its loops call their rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes

from formserver.documents.fill import preparing, sandbox
from formserver.documents.word import findings, package, wordml

Scope = Mapping[str, str]  # what a loop calls a row, and the dotted name of the row


def of(template: bytes) -> frozenset[str]:
    """Every name in body, headers, footers, footnotes and properties: `dialog.title`, `themes[].title`.

    Of names that lead on to others only the whole is given, but a list that is gone through is named too.
    Raises FaultyTemplateError for what is no Word file, and where a tag cannot be read.
    """
    members = package.unpack(template)
    reader = _Reader()
    for name in wordml.parts(members).named:
        for node in _parsed(members[name]).body:
            reader.statement(node, {})
    return frozenset(reader.found)


def _parsed(part: bytes) -> nodes.Template:
    source = preparing.as_written(wordml.parse(part))
    try:
        return sandbox.Environment().parse(source)
    except TemplateSyntaxError as fault:
        raise findings.refusal("syntax", tag="", detail=fault.message or "") from fault
    except RecursionError as fault:
        raise findings.refusal("too_heavy") from fault


@dataclass
class _Reader:
    found: set[str] = field(default_factory=set)

    def statement(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, nodes.Expr):
            self._use(node, scope)
        else:
            for child in node.iter_child_nodes():
                self.statement(child, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        rows = self._use(node.iter, scope)
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        inner = {**scope, "loop": "", target: f"{rows}[]" if rows else ""}
        for child in (*node.body, *([node.test] if node.test else [])):
            self.statement(child, inner)
        for child in node.else_:
            self.statement(child, scope)

    def _use(self, node: nodes.Node, scope: Scope) -> str:
        """Note the names of an expression; give the dotted name of what it is, "" for what has none."""
        name, further = _resolved(node, scope)
        self.found.update(filter(None, (name, *_asked_of_rows(node, scope))))
        for child in further:
            self._use(child, scope)
        return name


def _resolved(node: nodes.Node, scope: Scope) -> tuple[str, list[nodes.Node]]:
    """The dotted name of an expression, and what else is in it to be looked at."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name), []
    if isinstance(node, nodes.Getattr):
        return _below(node, node.attr, scope)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return _below(node, node.arg.value, scope)
    if isinstance(node, nodes.Filter) and node.node is not None:
        return _filtered(node, scope)
    return "", list(node.iter_child_nodes())


def _below(node: nodes.Getattr | nodes.Getitem, key: object, scope: Scope) -> tuple[str, list[nodes.Node]]:
    holder, further = _resolved(node.node, scope)
    if not holder:
        return "", further
    return (f"{holder}[]" if isinstance(key, int) else f"{holder}.{key}"), further


def _filtered(node: nodes.Filter, scope: Scope) -> tuple[str, list[nodes.Node]]:
    whole, further = _resolved(node.node, scope) if node.node else ("", [])
    further = [*further, *node.args]
    if node.name in ("first", "last"):
        return (f"{whole}[]" if whole else ""), further
    return whole, further


def _asked_of_rows(node: nodes.Node, scope: Scope) -> Iterator[str]:
    """The names that `having` speaks of as texts."""
    for one in (node, *node.find_all(nodes.Filter)):
        if isinstance(one, nodes.Filter) and one.name == "having" and one.node is not None:
            rows, _ = _resolved(one.node, scope)
            yield from (f"{rows}[].{arg.value}" for arg in one.args if rows and isinstance(arg, nodes.Const))


def longest(found: Iterable[str]) -> tuple[str, ...]:
    """The names in order, without those that only lead on to another of them."""
    names = sorted(found)
    return tuple(
        name for name in names if not any(other.startswith((f"{name}.", f"{name}[]")) for other in names)
    )
