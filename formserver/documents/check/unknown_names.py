"""The names a template asks for, held against those there are; an unknown one is told with the nearest."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from jinja2 import nodes

from formserver.documents.check import filter_use, impossible_comparisons
from formserver.documents.fill import sandbox
from formserver.documents.names import nearest, written_names
from formserver.documents.names.process_names import NUMBER, TEXT, Leaf, LeafKind, NameGroup, NameList, Shape


@dataclass(frozen=True, kw_only=True)
class Misnaming:
    """A name that does not fit, with the line of the source. `kind` is that of a finding.

    `nearest` is a name that may be meant, `better` a code that may, `instead` a name as it is written and
    what to write in its place.
    """

    line: int
    kind: str
    name: str
    nearest: str = ""
    better: str = ""
    instead: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Print:
    """A value that a template prints: the line of the source, and its name as `names.dotted` writes it."""

    line: int
    path: str
    shape: Shape


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the names of a parsed part come to, in order."""

    faults: tuple[Misnaming, ...]
    prints: tuple[Print, ...]


@dataclass(frozen=True, kw_only=True)
class _Known:
    shape: Shape
    path: str


_ANYTHING = _Known(shape=Leaf(), path="")
_LOOP = _Known(shape=NameGroup(names=dict.fromkeys(sandbox.LOOP_NAMES, NUMBER)), path="")
_Scope = Mapping[str, _Known]


def find(template: nodes.Template, known: NameGroup) -> list[Misnaming]:
    """The misnamings of a parsed template, in order."""
    return list(read(template, known).faults)


def read(template: nodes.Template, known: NameGroup, elsewhere: Collection[str] = ()) -> Reading:
    """All names of a parsed template. `elsewhere` is what loops of its other parts call their rows."""
    loops = {*elsewhere} | {
        one.target.name for one in template.find_all(nodes.For) if isinstance(one.target, nodes.Name)
    }
    reader = _Reader(loops=frozenset(loops))
    scope = {name: _Known(shape=shape, path=name) for name, shape in known.names.items()}
    for node in template.body:
        reader.statement(node, scope)
    return Reading(faults=tuple(reader.found), prints=tuple(reader.prints))


@dataclass(kw_only=True)
class _Reader:
    loops: frozenset[str]
    found: list[Misnaming] = field(default_factory=list)
    prints: list[Print] = field(default_factory=list)
    near: dict[tuple[str, ...], str] = field(default_factory=dict)

    def statement(self, node: nodes.Node, scope: _Scope) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, nodes.Output):
            for printed in node.nodes:
                self._print(printed, scope)
        elif isinstance(node, nodes.Expr):
            self._value(node, scope)
        else:
            for child in node.iter_child_nodes():
                self.statement(child, scope)

    def _loop(self, node: nodes.For, scope: _Scope) -> None:
        rows = self._value(node.iter, scope)
        if rows is not None and rows is not _ANYTHING and not isinstance(rows.shape, NameList):
            self._note(node.iter, "not_a_list")
        # Of a list that is not known nothing is known either: one fault, one finding.
        row = _row(rows) if rows is not None and isinstance(rows.shape, NameList) else _ANYTHING
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        inner = {**scope, "loop": _LOOP, target: row}
        for child in (*node.body, *([node.test] if node.test else [])):
            self.statement(child, inner)
        for child in node.else_:
            self.statement(child, scope)

    def _print(self, node: nodes.Expr, scope: _Scope) -> None:
        if isinstance(node, nodes.CondExpr):
            self._value(node.test, scope)
            for branch in filter(None, (node.expr1, node.expr2)):
                self._print(branch, scope)
            return
        value = self._value(node, scope)
        if value is None or value is _ANYTHING:
            return
        for one in filter_use.unprintable(node, value.shape):
            self._note(node, one.kind, better=one.better)
        for path in _paths(node, scope):
            self.prints.append(Print(line=node.lineno, path=path.path, shape=path.shape))

    def _value(self, node: nodes.Node, scope: _Scope) -> _Known | None:
        """What an expression gives; None when a name in it is unknown, which is then noted once."""
        if isinstance(node, nodes.Name):
            return self._look_up(
                node, scope, NameGroup(names=_shapes(scope)), node.name, scope.get(node.name)
            )
        if isinstance(node, nodes.Getattr):
            return self._below(node, scope, node.attr)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            return self._below(node, scope, node.arg.value)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._filtered(node, self._value(node.node, scope), scope)
        if isinstance(node, nodes.Compare):
            self._compare(node, scope)
        for child in node.iter_child_nodes():
            self._value(child, scope)
        return _Known(shape=TEXT, path="")

    def _filtered(self, node: nodes.Filter, value: _Known | None, scope: _Scope) -> _Known | None:
        for argument in (*node.args, *node.kwargs) if not filter_use.is_misused(node) else ():
            self._value(argument, scope)
        if value is None or value is _ANYTHING:
            return value
        for one in filter_use.misfits(node, value.shape):
            self._misused(node, one)
        if node.name in ("first", "last") and isinstance(value.shape, NameList):
            return _row(value)
        kept = node.name in filter_use.SAME
        return value if kept else _Known(shape=filter_use.given(node.name, value.shape), path="")

    def _compare(self, node: nodes.Compare, scope: _Scope) -> None:
        silent = _Reader(loops=frozenset())
        for name, said in impossible_comparisons.sides(node):
            value = silent._value(name, scope)  # what is wrong with it is noted where it is read
            if value is not None and value is not _ANYTHING:
                for one in impossible_comparisons.misfits(node, name, value.shape, said.value):
                    self._misused(name, one)

    def _below(self, node: nodes.Getattr | nodes.Getitem, scope: _Scope, name: str | int) -> _Known | None:
        first = written_names.first(node)
        if first is not None and first.name not in scope:
            self._unknown(node, scope, first)  # the whole of it tells better what is meant
            return None
        holder = self._value(node.node, scope)
        if holder is None or holder is _ANYTHING:
            return holder
        shape = holder.shape
        if isinstance(shape, NameList):
            return self._below_list(node, scope, holder, name)
        if isinstance(shape, NameGroup):
            return self._look_up(node, scope, shape, str(name), _child(holder, shape, str(name)))
        if shape.kind is LeafKind.CHOICE and name == "key":
            return _Known(shape=replace(TEXT, choices=shape.choices), path=holder.path)
        return self._look_up(node, scope, NameGroup(names={}), str(name), None)

    def _below_list(
        self, node: nodes.Getattr | nodes.Getitem, scope: _Scope, rows: _Known, name: str | int
    ) -> _Known | None:
        if isinstance(name, int):
            return _row(rows)
        self._of_row(node, scope, rows, name)
        return None

    def _of_row(self, node: nodes.Getattr | nodes.Getitem, scope: _Scope, rows: _Known, name: str) -> None:
        """Note that a name of a row is asked of the whole list, in a loop over that list or outside."""
        shape = rows.shape if isinstance(rows.shape, NameList) else NameList(row=NameGroup(names={}))
        meant = name if name in shape.row.names else nearest.nearest_name(name, shape.row.names)
        within = next((row for row, one in scope.items() if one.path == f"{rows.path}[]"), "")
        pair = (written_names.as_written(node), f"{within or shape.each}.{meant}")
        if not meant:
            self._note(node, "unknown_name")
        elif within:
            self._note(node.node, "list_in_its_loop", instead=pair)
        else:
            loop = written_names.loop_over(written_names.as_written(node.node), shape)
            self._note(node.node, "list_needs_loop", better=loop, instead=pair)

    def _look_up(
        self, node: nodes.Expr, scope: _Scope, group: NameGroup, name: str, found: _Known | None
    ) -> _Known | None:
        if found is not None and name in group.names:
            return found
        self._unknown(node, scope, written_names.first(node))
        return None

    def _unknown(self, node: nodes.Expr, scope: _Scope, first: nodes.Name | None) -> None:
        if first is not None and first.name in {*self.loops, "loop"} and first.name not in scope:
            self._note(first, "name_outside_loop")
        elif near := self._nearest(written_names.as_written(node), scope):
            self._note(node, "unknown_name_near", near=near)
        else:
            self._note(node, "unknown_name")

    def _nearest(self, written: str, scope: _Scope) -> str:
        """The name that may be meant, looked for once: a fault is often made many times."""
        key = (written, *(f"{name} {one.path}" for name, one in scope.items()))
        if key not in self.near:
            self.near[key] = nearest.meant(written, _shapes(scope))
        return self.near[key]

    def _note(
        self,
        node: nodes.Node,
        kind: str,
        *,
        near: str = "",
        better: str = "",
        instead: tuple[str, str] | None = None,
    ) -> None:
        name = written_names.as_written(node)
        one = Misnaming(line=node.lineno, kind=kind, name=name, nearest=near, better=better, instead=instead)
        self.found.append(one)

    def _misused(self, node: nodes.Node, one: filter_use.Misfit) -> None:
        self._note(node, one.kind, near=one.nearest, better=one.better)
        self.found[-1] = replace(self.found[-1], name=one.name or self.found[-1].name)


def _paths(node: nodes.Node, scope: _Scope) -> Iterator[_Known]:
    """The known names in a printed expression; of a chain of them the last."""
    reader = _Reader(loops=frozenset())
    if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        value = reader._value(node, scope)  # noqa: SLF001 - our own
        if value is not None and value is not _ANYTHING:
            yield value
    else:
        asked = node.test if isinstance(node, nodes.CondExpr) else None
        for child in node.iter_child_nodes():
            yield from _paths(child, scope) if child is not asked else ()


def _row(rows: _Known) -> _Known:
    shape = rows.shape.row if isinstance(rows.shape, NameList) else rows.shape
    return _Known(shape=shape, path=f"{rows.path}[]")


def _child(holder: _Known, group: NameGroup, name: str) -> _Known | None:
    if name not in group.names:
        return None
    return _Known(shape=group.names[name], path=f"{holder.path}.{name}" if holder.path else "")


def _shapes(scope: _Scope) -> dict[str, Shape]:
    return {name: one.shape for name, one in scope.items()}
