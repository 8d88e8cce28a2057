"""The names a template asks for, held against those there are; an unknown one is told with the nearest."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from formserver.documents import sandbox
from formserver.documents.names import NUMBER, TEXT, Group, Leaf, LeafKind, Rows, Shape

_LOOP = Group(names=dict.fromkeys(sandbox.LOOP_NAMES, NUMBER))

Scope = Mapping[str, Shape]


@dataclass(frozen=True, kw_only=True)
class Misnaming:
    """A name that does not fit, with the line of the source. `kind` is that of a finding."""

    line: int
    kind: str
    name: str
    nearest: str = ""


def faults(template: nodes.Template, known: Group) -> list[Misnaming]:
    """The misnamings of a parsed template, in order."""
    reader = _Reader()
    for node in template.body:
        reader.statement(node, known.names)
    return reader.found


@dataclass
class _Reader:
    found: list[Misnaming] = field(default_factory=list)

    def statement(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, nodes.Output):
            for printed in node.nodes:
                self._print(printed, scope)
        elif isinstance(node, nodes.Expr):
            self._shape(node, scope)
        else:
            for child in node.iter_child_nodes():
                self.statement(child, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        rows = self._shape(node.iter, scope)
        if rows is not None and not isinstance(rows, Rows):
            self._note(node.iter, "not_a_list")
        row: Shape = rows.row if isinstance(rows, Rows) else Group(names={})
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        # Of a list that is not known nothing is known either: one fault, one finding.
        inner = {**scope, "loop": _LOOP, target: row if isinstance(rows, Rows) else _ANYTHING}
        for child in (*node.body, *([node.test] if node.test else [])):
            self.statement(child, inner)
        for child in node.else_:
            self.statement(child, scope)

    def _print(self, node: nodes.Expr, scope: Scope) -> None:
        shape = self._shape(node, scope)
        flag = isinstance(shape, Leaf) and shape.kind is LeafKind.FLAG
        if shape is not None and shape is not _ANYTHING and (flag or not isinstance(shape, Leaf)):
            self._note(node, "not_text")

    def _shape(self, node: nodes.Node, scope: Scope) -> Shape | None:
        """What an expression gives; None when a name in it is unknown, which is then noted once."""
        if isinstance(node, nodes.Name):
            return self._look_up(node, scope, Group(names=scope), node.name)
        if isinstance(node, nodes.Getattr):
            return self._below(node, scope, node.attr)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            return self._below(node, scope, node.arg.value)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return _filtered(node.name, self._shape(node.node, scope))
        for child in node.iter_child_nodes():
            self._shape(child, scope)
        return TEXT

    def _below(self, node: nodes.Getattr | nodes.Getitem, scope: Scope, name: str | int) -> Shape | None:
        holder = self._shape(node.node, scope)
        if holder is None or holder is _ANYTHING:
            return holder
        if isinstance(holder, Rows) and isinstance(name, int):
            return holder.row
        if isinstance(holder, Leaf) and holder.kind is LeafKind.CHOICE and name == "key":
            return TEXT
        return self._look_up(node, scope, holder if isinstance(holder, Group) else Group(names={}), str(name))

    def _look_up(self, node: nodes.Expr, scope: Scope, group: Group, name: str) -> Shape | None:
        if name in group.names:
            return group.names[name]
        whole = _written(node)
        near = difflib.get_close_matches(whole, list(_sayable(scope)), n=1, cutoff=0.5)
        self.found.append(
            Misnaming(line=node.lineno, kind="unknown_name", name=whole, nearest=near[0] if near else "")
        )
        return None

    def _note(self, node: nodes.Node, kind: str) -> None:
        self.found.append(Misnaming(line=node.lineno, kind=kind, name=_written(node)))


_ANYTHING = Leaf()


def _filtered(name: str, shape: Shape | None) -> Shape | None:
    if name in ("first", "last") and isinstance(shape, Rows):
        return shape.row
    if name in ("having", "default", "d", "first", "last"):
        return shape
    return TEXT if shape is not None else None


def _written(node: nodes.Node) -> str:
    """An expression as its author wrote it, as far as it is names."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{_written(node.node)}.{node.arg.value}"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return _written(node.node)
    return "…"


def _sayable(names: Mapping[str, Shape], before: str = "") -> Iterator[str]:
    """Every name that can be said where these names are known, without going into lists."""
    for name, shape in names.items():
        yield before + name
        if isinstance(shape, Group):
            yield from _sayable(shape.names, f"{before}{name}.")
