"""Comparisons of a template that can never be true: such as of yes and no with a text."""

from collections.abc import Iterator

from jinja2 import nodes

from formserver.documents.check.filter_use import Misfit
from formserver.documents.names import nearest, written_names
from formserver.documents.names.process_names import Leaf, LeafKind, Shape

_SIGNS = {"eq": "==", "ne": "!="}
_NO = {"nei", "no", "false", "usann", "0", ""}


def sides(node: nodes.Compare) -> Iterator[tuple[nodes.Expr, nodes.Const]]:
    """Give what is compared with a text or a number as it stands, and that."""
    if len(node.ops) == 1 and node.ops[0].op in _SIGNS:
        one, other = node.expr, node.ops[0].expr
        if isinstance(other, nodes.Const):
            yield one, other
        elif isinstance(one, nodes.Const):
            yield other, one


def misfits(node: nodes.Compare, name: nodes.Expr, shape: Shape, said: object) -> Iterator[Misfit]:
    """Give why what `name` gives is never what is `said`."""
    sign = _SIGNS[node.ops[0].op]
    if not isinstance(shape, Leaf) or isinstance(name, nodes.Filter) or isinstance(said, bool | None):
        return
    if shape.kind is LeafKind.FLAG:
        yes = (str(said).lower() not in _NO) == (sign == "==")
        yield Misfit(kind="compares_flag", better=f"{'' if yes else 'not '}{written_names.as_written(name)}")
    elif shape.kind is LeafKind.NUMBER and isinstance(said, str):
        yield Misfit(kind="not_comparable")
    elif shape.choices and said not in _sayable(shape):
        yield _no_such_choice(name, shape, str(said), sign)


def _sayable(shape: Leaf) -> list[str]:
    """The empty text of no answer, and the choices: by their keys, or printed, in whatever language."""
    if shape.kind is not LeafKind.CHOICE:
        return ["", *(key for key, _ in shape.choices)]
    return ["", *(text for _, label in shape.choices for text in label.by_language.values())]


def _no_such_choice(name: nodes.Expr, shape: Leaf, said: str, sign: str) -> Misfit:
    key = f"{written_names.as_written(name)}{'.key' if shape.kind is LeafKind.CHOICE else ''}"
    meant = {text: one for one, label in shape.choices for text in (one, *label.by_language.values())}
    if near := nearest.nearest_name(said, meant):
        return Misfit(kind="no_such_choice_near", name=said, better=f'{key} {sign} "{meant[near]}"')
    known = ", ".join(f'{key} {sign} "{one}"' for one, _ in shape.choices)
    return Misfit(kind="no_such_choice", name=said, better=known)
