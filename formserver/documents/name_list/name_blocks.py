"""The names that a template may use, as one writes them: those of a list stand in its loop."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from formserver.documents.names import process_names
from formserver.documents.names.process_names import Leaf, LeafKind, NameGroup, NameList, Shape
from formserver.documents.samples import sample_names
from formserver.domain.process import Process
from formserver.i18n import say

LONGEST_SAMPLE = 60  # characters: a table shows what a value is, not all of it

_WRITTEN = {LeafKind.FLAG: "{{% if {} %}}…{{% endif %}}"} | dict.fromkeys(
    (LeafKind.ANCHOR, LeafKind.LINK, LeafKind.PAGE, LeafKind.PICTURE), "{{{{r {} }}}}"
)


@dataclass(frozen=True, kw_only=True)
class NameRow:
    """One name.

    `name` is the whole of it (`themes[].title`), `tag` what one writes (`{{ theme.title }}`), `loops` the
    statements in which it must stand, outermost first (`for theme in themes`), `group` what it belongs to.
    """

    name: str
    tag: str
    kind: LeafKind
    explanation: str
    sample: str
    group: str
    loops: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NameBlock:
    """The names of one group or list: `heading` says of what, `loop` is "" outside a list."""

    heading: str
    loop: str
    rows: tuple[NameRow, ...]
    blocks: tuple["NameBlock", ...]


def blocks_of_document(process: Process, document: str, language: str) -> tuple[NameBlock, ...]:
    """The names of one document in blocks, explained in this language.

    Raises KeyError for a document that the process has not.
    """
    reader = _Reader(language)
    shown = sample_names.shown(process, document, language)
    return tuple(
        reader.block(_Spot(name=name, said=name), shape, [shown[name]])
        for name, shape in process_names.in_document(process, document).names.items()
    )


def every_row(block: NameBlock) -> Iterator[NameRow]:
    """The names of a block and of those in it."""
    yield from block.rows
    for inner in block.blocks:
        yield from every_row(inner)


@dataclass(frozen=True, kw_only=True)
class _Spot:
    """Where a reader is: the whole name, how it is said there, and the loops around it."""

    name: str
    said: str
    loops: tuple[str, ...] = ()

    def below(self, name: str) -> "_Spot":
        return replace(self, name=f"{self.name}.{name}", said=f"{self.said}.{name}")

    def row(self, each: str) -> "_Spot":
        loop = f"for {each} in {self.said}"
        return _Spot(name=f"{self.name}[]", said=each, loops=(*self.loops, loop))


class _Reader:
    def __init__(self, language: str) -> None:
        self.language = language

    def block(self, spot: _Spot, shape: Shape, values: Sequence[object]) -> NameBlock:
        """The block of a group or list; `values` are all that the made-up dialog has there."""
        heading = self._explained(shape)
        loop = ""
        if isinstance(shape, NameList):
            spot = spot.row(shape.each)
            loop = spot.loops[-1]
            values = [row for rows in values if isinstance(rows, list) for row in rows]
            shape = shape.row
        held = shape.names if isinstance(shape, NameGroup) else {}
        return NameBlock(
            heading=heading,
            loop=loop,
            rows=tuple(
                self._row(spot.below(name), one, _below(values, name), heading)
                for name, one in held.items()
                if isinstance(one, Leaf)
            ),
            blocks=tuple(
                self.block(spot.below(name), one, _below(values, name))
                for name, one in held.items()
                if not isinstance(one, Leaf)
            ),
        )

    def _row(self, spot: _Spot, leaf: Leaf, values: Sequence[object], group: str) -> NameRow:
        return NameRow(
            name=spot.name,
            tag=_WRITTEN.get(leaf.kind, "{{{{ {} }}}}").format(spot.said),
            kind=leaf.kind,
            explanation=self._explained(leaf),
            sample=next(filter(None, map(self._shown, values)), ""),
            group=group,
            loops=spot.loops,
        )

    def _explained(self, shape: Shape) -> str:
        if shape.label:
            return shape.label.to(self.language)
        return say(self.language, f"template_name.{shape.about}")

    def _shown(self, value: object) -> str:
        if isinstance(value, bool):
            return say(self.language, "field.yes" if value else "field.no")
        text = " ".join(str(value if value is not None else "").split())
        return text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE].rstrip()} …"


def _below(values: Sequence[object], name: str) -> list[object]:
    return [value[name] for value in values if isinstance(value, dict)]
