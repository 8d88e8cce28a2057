"""Where in a part something stands, as a person finds it: heading above, paragraph, row and column."""

from collections.abc import Iterator

from lxml import etree

from formserver.documents import wordml
from formserver.documents.findings import Place

MOST = 200  # characters of a paragraph that are told

_PARAGRAPH, _TABLE, _ROW, _CELL, _BOX = map(wordml.w, ("p", "tbl", "tr", "tc", "txbxContent"))
_WHOLE = tuple(map(wordml.w, ("document", "body")))
_SAID = tuple(map(wordml.w, ("t", "tab", "br")))


class Ground:
    """A part of a template: its paragraphs, or its properties, in document order."""

    def __init__(self, member: str, part: str, root: etree._Element, styles: wordml.Styles) -> None:
        self.member, self.part, self.root, self.styles = member, part, root, styles
        self.is_text = etree.QName(root).namespace == wordml.W
        self.units = list(root.iter(_PARAGRAPH) if self.is_text else root.iterchildren(etree.Element))
        self._numbers = {unit: number for number, unit in enumerate(self.units)}
        self._cells = _cells(root)
        self._said = list(map(said, self.units))  # as it was before anything is mended
        self._headings = list(self._above())

    def of(self, element: etree._Element) -> Place:
        """The place of an element: that of the first paragraph in it, else around it, else near it."""
        inside = self._first_in(element)
        around = (one for one in element.iterancestors() if one in self._numbers)
        near = (self._first_in(one) for one in element.iterancestors() if one.tag not in _WHOLE)
        unit = element if element in self._numbers else inside
        unit = next(around, None) if unit is None else unit
        unit = next((one for one in near if one is not None), None) if unit is None else unit
        return self.at(-1 if unit is None else self._numbers[unit])

    def _first_in(self, element: etree._Element) -> etree._Element | None:
        return next((one for one in element.iter(_PARAGRAPH) if one in self._numbers), None)

    def at(self, number: int) -> Place:
        """The place of the paragraph with this number."""
        if not 0 <= number < len(self.units):
            return Place(part=self.part, member=self.member)
        unit = self.units[number]
        row, column = self._in_table(unit)
        return Place(
            part="textbox" if _box(unit) is not None else self.part,
            heading=self._headings[number],
            paragraph=self._said[number],
            row=row,
            column=column,
            member=self.member,
            number=number,
        )

    def _above(self) -> Iterator[str]:
        """The nearest heading that says something, for each paragraph in turn."""
        heading = ""
        for unit, text in zip(self.units, self._said, strict=True):
            heading = text if text and self.is_heading(unit) else heading
            yield heading

    def _in_table(self, unit: etree._Element) -> tuple[int, int]:
        """Row and column, counted in the innermost table; zeros outside, as in a text box of a cell."""
        cell = next(unit.iterancestors(_CELL, _BOX), None)
        return (0, 0) if cell is None else self._cells.get(cell, (0, 0))

    def said_at(self, number: int) -> str:
        """What the paragraph with this number said before anything was mended."""
        return self._said[number] if 0 <= number < len(self._said) else ""

    def is_heading(self, unit: etree._Element) -> bool:
        """Whether a paragraph is a heading, as Word's navigation pane shows it."""
        return self.is_text and self.styles.level_of(unit) > 0


def said(unit: etree._Element) -> str:
    """What a paragraph says, its tags included, without what a text box in it says."""
    if unit.tag != _PARAGRAPH:
        return (unit.text or "").strip()[:MOST]
    pieces = (
        (one.text or "") if one.tag == _SAID[0] else " "
        for one in unit.iter(*_SAID)
        if next(one.iterancestors(_PARAGRAPH), None) is unit and not one.attrib.get(wordml.w("pos"))
    )
    return "".join(pieces).strip()[:MOST]


def in_fallback(element: etree._Element) -> bool:
    """Whether it stands in the copy of a text box that only old programs read."""
    return any(etree.QName(one).localname == "Fallback" for one in element.iterancestors())


def _box(unit: etree._Element) -> etree._Element | None:
    return next(unit.iterancestors(_BOX), None)


def _cells(root: etree._Element) -> dict[etree._Element, tuple[int, int]]:
    """The row and column of every cell in its own table."""
    return {
        cell: (row, column)
        for table in root.iter(_TABLE)
        for row, one in enumerate(_held(table, _ROW), 1)
        for column, cell in enumerate(_held(one, _CELL), 1)
    }


def _held(element: etree._Element, kind: str) -> Iterator[etree._Element]:
    return (one for one in wordml.held(element) if one.tag == kind)
