"""The names that a template asks for, as they are whatever its loops call their rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes

from formserver.documents.fill import preparing, sandbox
from formserver.documents.word import findings, package, wordml

Scope = Mapping[str, str]  # what a loop calls a row, and the dotted name of the row


def in_template(template: bytes) -> frozenset[str]:
    """Every name in body, headers, footers, footnotes and properties: `dialog.title`, `themes[].title`.

    Names that lead on to these are named too.
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
            self._used(node, scope)
        else:
            for child in node.iter_child_nodes():
                self.statement(child, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        rows = self._used(node.iter, scope)
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        inner = {**scope, "loop": "", target: _below(rows, 0)}
        for child in (*node.body, *([node.test] if node.test else [])):
            self.statement(child, inner)
        for child in node.else_:
            self.statement(child, scope)

    def _used(self, node: nodes.Node, scope: Scope) -> str:
        """Note the names of an expression; give the dotted name of what it is, "" for what has none."""
        name = self._named(node, scope)
        self.found.update([name] if name else [])
        return name

    def _named(self, node: nodes.Node, scope: Scope) -> str:
        if isinstance(node, nodes.Name):
            return scope.get(node.name, node.name)
        if isinstance(node, nodes.Getattr):
            return _below(self._used(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            return _below(self._used(node.node, scope), node.arg.value)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._filtered(node, self._used(node.node, scope), scope)
        for child in node.iter_child_nodes():
            self._used(child, scope)
        return ""

    def _filtered(self, node: nodes.Filter, whole: str, scope: Scope) -> str:
        for argument in node.args:
            self._used(argument, scope)
            if node.name == "having" and whole and isinstance(argument, nodes.Const):
                self.found.add(f"{_below(whole, 0)}.{argument.value}")
        return _below(whole, 0) if node.name in ("first", "last") else whole


def _below(holder: str, key: str | int) -> str:
    """The dotted name of what stands under a name, or of a row of it; "" where the name has none."""
    if not holder:
        return ""
    return f"{holder}[]" if isinstance(key, int) else f"{holder}.{key}"


def longest(found: Iterable[str]) -> tuple[str, ...]:
    """The names in order, without those that only lead on to another of them."""
    names = sorted(found)
    return tuple(
        name for name in names if not any(other.startswith((f"{name}.", f"{name}[]")) for other in names)
    )
