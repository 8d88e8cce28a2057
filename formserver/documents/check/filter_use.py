"""What stands behind a stroke in a code: whether it fits the value before it, and what comes out.

`filters` does what is only read here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from formserver.documents.names import nearest, written_names
from formserver.documents.names.process_names import NUMBER, TEXT, Leaf, LeafKind, NameGroup, NameList, Shape

OF_TEXT = ("capitalize", "lower", "sentence", "trim", "upper")
SAME = ("d", "default", "having")  # what comes out is what goes in
# What each may have in parentheses, in order; `having` must. Those that are not named here have nothing.
_TAKES = {
    "d": ("default_value", "boolean"),
    "default": ("default_value", "boolean"),
    "having": ("name",),
    "join": ("separator", "attribute"),
    "trim": ("characters",),
}
_SHOWN = {"d": "–", "default": "–", "join": ", "}  # in the parentheses of an example
_TITLES = ("title", "name", "text")  # what says best which row it is


@dataclass(frozen=True, kw_only=True)
class Misfit:
    """What does not fit. `kind` is that of a finding; no `name` means the name before the stroke."""

    kind: str
    name: str = ""
    nearest: str = ""
    better: str = ""


def given(name: str, shape: Shape) -> Shape:
    """What comes out, but for the row that `first` and `last` give."""
    if name in SAME:
        return shape
    return NUMBER if name in ("count", "length") else TEXT


def misfits(node: nodes.Filter, shape: Shape) -> Iterator[Misfit]:
    """Give what does not fit; `shape` is that of the value before the stroke."""
    said = _in_parentheses(node)
    if said is None:
        yield Misfit(kind="filter_parentheses", name=node.name, better=_example(node))
    elif node.name == "having":
        yield from _of_having(said["name"], shape)
    elif node.name == "join" and isinstance(shape, NameList):
        yield from _of_join(node, said.get("attribute"), shape)
    elif node.name in OF_TEXT:
        yield from unprintable(node, shape)


def unprintable(node: nodes.Expr, shape: Shape) -> Iterator[Misfit]:
    """Give what keeps a value from being printed as text."""
    written = written_names.as_written(node)
    if isinstance(shape, NameList):
        yield Misfit(kind="prints_list", better=written_names.loop_over(written, shape))
    elif isinstance(shape, NameGroup):
        yield Misfit(kind="not_text")
    elif shape.kind is LeafKind.FLAG:
        yield Misfit(kind="prints_flag", better=f"{{% if {written} %}}")


def is_misused(node: nodes.Filter) -> bool:
    """Whether its parentheses hold something else than they may: nothing in them needs to be read then."""
    return _in_parentheses(node) is None


def _in_parentheses(node: nodes.Filter) -> dict[str, nodes.Expr] | None:
    """What stands there, by the names of `_TAKES`; None when it may not stand there."""
    takes = _TAKES.get(node.name, ())
    if len(node.args) > len(takes) or any(one.key not in takes for one in node.kwargs):
        return None
    named = {str(one.key): one.value for one in node.kwargs}
    said = dict(zip(takes, node.args, strict=False)) | named
    if node.name == "having" and not isinstance(_text(said.get("name")), str):
        return None
    return said


def _text(node: nodes.Expr | None) -> object:
    return node.value if isinstance(node, nodes.Const) else None


def _example(node: nodes.Filter) -> str:
    """The filter as it may be written, with what the author said first where it is a name or a text."""
    if node.name not in _TAKES:
        return node.name
    begun = node.args[0] if node.args else None
    said = _text(begun) if isinstance(begun, nodes.Const) else begun and written_names.as_written(begun)
    shown = said if isinstance(said, str) and said != written_names.UNSAID else _SHOWN.get(node.name, "name")
    return f'{node.name}("{shown}")'


def _of_having(name: nodes.Expr, shape: Shape) -> Iterator[Misfit]:
    said = str(_text(name))
    if not isinstance(shape, NameList):
        yield Misfit(kind="filter_needs_list")
    elif not _has(shape.row, said):
        yield _unknown(said, nearest.meant(said, shape.row.names))


def _of_join(node: nodes.Filter, name: nodes.Expr | None, shape: NameList) -> Iterator[Misfit]:
    if name is None:
        title = next((one for one in (*_TITLES, *shape.row.names) if _is_text(shape.row.names.get(one))), "")
        between = _text(node.args[0]) if node.args else None
        shown = between if isinstance(between, str) else _SHOWN["join"]
        better = f'{{{{ {written_names.as_written(node)}|join("{shown}", "{title}") }}}}'
        yield Misfit(kind="join_needs_name", better=better)
    elif isinstance(said := _text(name), str) and said not in shape.row.names:
        yield _unknown(said, nearest.nearest_name(said, shape.row.names))


def _is_text(shape: Shape | None) -> bool:
    return isinstance(shape, Leaf) and shape.kind in (LeafKind.TEXT, LeafKind.CHOICE)


def _has(group: NameGroup, dotted: str) -> bool:
    shape: Shape = group
    for name in dotted.split("."):
        if not isinstance(shape, NameGroup) or name not in shape.names:
            return False
        shape = shape.names[name]
    return True


def _unknown(name: str, near: str) -> Misfit:
    return Misfit(kind="unknown_name_near" if near else "unknown_name", name=name, nearest=near)
