"""Made-up values for every name of a document: such as try a template, and such as a person can read."""

from collections.abc import Iterator
from itertools import count

from formserver.documents.fill import contents_list
from formserver.documents.fill.contents_list import Heading
from formserver.documents.names.process_names import Leaf, LeafKind, NameGroup, NameList, Shape
from formserver.documents.names.values import Anchor, Chosen, Link, PageNumber, Picture
from formserver.documents.packet import packet_names
from formserver.documents.samples import sample_case
from formserver.domain.look import Look
from formserver.domain.process import Process

FIRST_PAGE = 3  # of a theme, in the sample of a contents list
TEXT = "Æøå & <b> “x” {{ x }}\n\n- č đ ŋ"  # what people may type, and templates must stand


def values(known: NameGroup, *, rows: int, times: int = 1, long: int = 0) -> dict[str, object]:
    """A value for every name; texts say the same so many `times`, and those that may be long `long` times.

    With no rows or no times at all, texts are empty and flags are off.
    """
    texts = ("\n".join([TEXT] * (many if rows else 0)) for many in (times, long or times))
    return _Maker(rows, *texts).group(known)


def shown(process: Process, document: str, language: str, *, look: Look | None = None) -> dict[str, object]:
    """The values of a whole made-up dialog of this process, for a preview; each link leads to its place.

    `look` is that of the first host, which else has a made-up one. The renderer puts the document's own
    `contents` in the place of those given here. Raises KeyError for a document that the process has not.
    """
    names = packet_names.in_template(sample_case.made_up(process, document, language, look=look))
    headings = list(_headings(names["themes"]))
    return {**names, "contents": contents_list.lines(headings, {one.anchor: FIRST_PAGE for one in headings})}


def _headings(themes: object) -> Iterator[Heading]:
    """The heading of the first theme: enough to show what a line of the contents is."""
    for theme in themes[:1] if isinstance(themes, list) else []:
        yield Heading(level=1, text=theme["title"], anchor=theme["anchor"].name)


class _Maker:
    def __init__(self, rows: int, text: str, long: str) -> None:
        self.rows, self.text, self.long = rows, text, long
        self.numbers = count(1)

    def group(self, group: NameGroup) -> dict[str, object]:
        return {name: self._value(shape) for name, shape in group.names.items()}

    def _value(self, shape: Shape) -> object:
        if isinstance(shape, NameGroup):
            return self.group(shape)
        if isinstance(shape, NameList):
            return [self.group(shape.row) for _ in range(self.rows)]
        return self._leaf(shape)

    def _leaf(self, leaf: Leaf) -> object:
        text = self.long if leaf.long else self.text
        if leaf.kind is LeafKind.FLAG:
            return bool(text)
        if leaf.kind is LeafKind.NUMBER:
            return self.rows
        if leaf.kind is LeafKind.CHOICE:
            return Chosen(text, "x" if text else "")
        return text if leaf.kind is LeafKind.TEXT else self._for_run(leaf.kind, text)

    def _for_run(self, kind: LeafKind, text: str) -> object:
        if kind is LeafKind.ANCHOR:
            return Anchor(name=f"sample{next(self.numbers)}")
        if kind is LeafKind.LINK:
            return Link(text=text, anchor="sample1")
        if kind is LeafKind.PAGE:
            return PageNumber(anchor="sample1", page=1)
        return _picture() if self.rows else None


def _picture() -> Picture:
    arms = sample_case.arms()
    return Picture(content=arms.content, media_type=arms.media_type, alt=TEXT, width=15, height=18)
