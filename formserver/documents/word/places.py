"""Where in a part something stands, as a person finds it: heading above, paragraph, row and column."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from formserver.documents.word import wordml
from formserver.documents.word.findings import Place

MOST = 200  # characters of a paragraph that are told
COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # what only old programs read

_PARAGRAPH, _TABLE, _ROW, _CELL, _BOX = map(wordml.w, ("p", "tbl", "tr", "tc", "txbxContent"))
_WHOLE = tuple(map(wordml.w, ("document", "body")))
_SECTION, _TYPE = map(wordml.w, ("sectPr", "type"))
_MARGINS = tuple(map(wordml.w, ("headerReference", "footerReference")))
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_USUAL = "default"
_TEXTS = (wordml.w("t"), wordml.MATH_TEXT)
_SAID = (*_TEXTS, *map(wordml.w, ("tab", "br")))


@dataclass(frozen=True, kw_only=True)
class Margin:
    """The pages that a header or footer is for, and its section, as far as there are others beside it."""

    pages: str = ""
    section: int = 0


NO_MARGIN = Margin()


class Ground:
    """A part of a template: its paragraphs, or its properties, in document order."""

    def __init__(
        self,
        member: str,
        part: str,
        root: etree._Element,
        styles: wordml.Styles,
        margin: Margin = NO_MARGIN,
    ) -> None:
        self.margin = margin
        self.member, self.part, self.root, self.styles = member, part, root, styles
        self.is_text = etree.QName(root).namespace == wordml.W
        self.units = paragraphs(root) if self.is_text else list(root.iterchildren(etree.Element))
        self._numbers = {unit: number for number, unit in enumerate(self.units)}
        self._cells = _cells(root)
        self._said = list(map(said, self.units))  # as it was before anything is mended
        self._headings = list(self._above())
        self._after = list(self._follows())
        self._alike = Counter(map(self._key, range(len(self.units))))

    def of(self, element: etree._Element) -> Place:
        """The place of an element: that of the first paragraph in it, else around it, else near it."""
        around = list(element.iterancestors())
        near = [one for one in around if one.tag not in _WHOLE]
        for unit in (element, *element.iter(_PARAGRAPH), *around, *self._in_each(near)):
            if unit in self._numbers:
                return self.at(self._numbers[unit])
        return self._of_part()

    def _in_each(self, elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
        for element in elements:
            yield from element.iter(_PARAGRAPH)

    def at(self, number: int) -> Place:
        """The place of the paragraph with this number."""
        if not 0 <= number < len(self.units):
            return self._of_part()
        unit = self.units[number]
        row, column, outer_row, outer_column = self._in_table(unit)
        alone = self._alike[self._key(number)] < 2
        after, order = ("", 0) if alone else self._after[number]
        return Place(
            part="textbox" if _box(unit) is not None else self.part,
            heading=self._headings[number],
            paragraph=self._said[number],
            row=row,
            column=column,
            outer_row=outer_row,
            outer_column=outer_column,
            after=after,
            order=order,
            pages=self.margin.pages,
            section=self.margin.section,
            member=self.member,
            number=number,
        )

    def _above(self) -> Iterator[str]:
        """The nearest heading that says something, for each paragraph in turn."""
        heading = ""
        for unit, text in zip(self.units, self._said, strict=True):
            heading = text if text and self.is_heading(unit) else heading
            yield heading

    def _of_part(self) -> Place:
        return Place(part=self.part, pages=self.margin.pages, section=self.margin.section, member=self.member)

    def _in_table(self, unit: etree._Element) -> tuple[int, int, int, int]:
        """Row and column in the innermost table and in the one around it; zeros outside, as in a text box."""
        cells = itertools.takewhile(lambda one: one.tag == _CELL, unit.iterancestors(_CELL, _BOX))
        found = [self._cells.get(cell, (0, 0)) for cell in itertools.islice(cells, 2)]
        inner, outer = (*found, (0, 0), (0, 0))[:2]
        return *inner, *outer

    def _key(self, number: int) -> tuple[str, str, tuple[int, int, int, int]]:
        """What is told of a paragraph, if it is told by that alone."""
        return self._headings[number], self._said[number], self._in_table(self.units[number])

    def _follows(self) -> Iterator[tuple[str, int]]:
        """The text before each paragraph that says something else, and which it is of those alike since."""
        after, text, order, empty = "", "", 0, 0
        for said_here in self._said:
            if not said_here:
                empty += 1
                yield text, empty
                continue
            after, order = (after, order + 1) if said_here == text else (text, 1)
            text, empty = said_here, 0
            yield after, order

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
        (one.text or "") if one.tag in _TEXTS else " "
        for one in unit.iter(*_SAID)
        if next(one.iterancestors(_PARAGRAPH), None) is unit and not one.attrib.get(wordml.w("pos"))
    )
    return "".join(pieces).strip()[:MOST]


def paragraphs(root: etree._Element) -> list[etree._Element]:
    """The paragraphs that people read: those of a text box stand there once more for old programs."""
    copied = {unit for copy in root.iter(COPY) for unit in copy.iter(_PARAGRAPH)}
    return [unit for unit in root.iter(_PARAGRAPH) if unit not in copied]


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


def margins(members: Mapping[str, bytes], parts: wordml.Parts) -> dict[str, Margin]:
    """What each header and footer is for, by member (17.10.5, 17.10.2)."""
    targets = wordml.related(members, parts.document)
    found: dict[str, tuple[str, str, int]] = {}
    for section, properties in enumerate(wordml.parse(members[parts.document]).iter(_SECTION), 1):
        for one in properties.iter(*_MARGINS):
            member = targets.get(one.get(_ID, ""), "")
            found.setdefault(member, (str(one.tag), one.get(_TYPE, _USUAL), section))
    return {
        member: Margin(
            pages=pages if len({one[1] for one in found.values() if one[0] == kind}) > 1 else "",
            section=section if len({one[2] for one in found.values() if one[0] == kind}) > 1 else 0,
        )
        for member, (kind, pages, section) in found.items()
    }
