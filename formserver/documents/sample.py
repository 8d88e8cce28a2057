"""Made-up values for every name of a document, to try a template with: none, a few or many rows."""

from itertools import count

from formserver.documents.names import Group, Leaf, LeafKind, Rows, Shape
from formserver.documents.values import Anchor, Chosen, Link, PageNumber

TEXT = "Æøå & <b> “x” {{ x }}\n\n- č đ ŋ"  # what people may type, and templates must stand


def of(known: Group, *, rows: int) -> dict[str, object]:
    """A value for every name. With no rows at all, texts are empty and flags are off."""
    return _Maker(rows).group(known)


class _Maker:
    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.numbers = count(1)

    def group(self, group: Group) -> dict[str, object]:
        return {name: self._value(shape) for name, shape in group.names.items()}

    def _value(self, shape: Shape) -> object:
        if isinstance(shape, Group):
            return self.group(shape)
        if isinstance(shape, Rows):
            return [self.group(shape.row) for _ in range(self.rows)]
        return self._leaf(shape)

    def _leaf(self, leaf: Leaf) -> object:
        text = TEXT if self.rows else ""
        if leaf.kind is LeafKind.FLAG:
            return bool(self.rows)
        if leaf.kind is LeafKind.NUMBER:
            return self.rows
        if leaf.kind is LeafKind.CHOICE:
            return Chosen(text, "x" if text else "")
        if leaf.kind is LeafKind.ANCHOR:
            return Anchor(name=f"sample{next(self.numbers)}")
        if leaf.kind is LeafKind.LINK:
            return Link(text=text, anchor="sample1")
        return PageNumber(anchor="sample1", page=1) if leaf.kind is LeafKind.PAGE else text
