"""A Word template being written: paragraphs, tables, sections and tags, with real styles and nothing else.

A paragraph is said as its style and its pieces: a string, (character style, text), a `Leap` or a `FieldCode`.
"""

import copy
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from typing import TypeAlias
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Twips
from docx.table import Table, _Cell, _Row

from doc_templates.build import styles
from formserver.documents.word import package

W = styles.NAMESPACE
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
CODE = "Malkode"  # the style of paragraphs and cells that only hold a tag and vanish

_KEPT_PROPERTIES = [qn(name) for name in ("dc:title", "dc:creator", "dc:subject", "dc:language")]
_SPARE = ("stylesWithEffects", "webSettings", "customXml", "numbering", "thumbnail")
_SETTINGS = f"""<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat>
<w:themeFontLang w:val="LANGUAGE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""


@dataclass(frozen=True, kw_only=True)
class Leap:
    """Text that leads to a bookmark standing in the template itself."""

    text: str
    bookmark: str


@dataclass(frozen=True, kw_only=True)
class FieldCode:
    """A field that every reader computes at once, such as the page number in a footer."""

    code: str


Piece: TypeAlias = str | tuple[str, str] | Leap | FieldCode
Paragraph: TypeAlias = tuple[str, *tuple[Piece, ...]]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A kind of page: header and footer (style and pieces), upright or lying."""

    header: Paragraph
    footer: Paragraph
    lying: bool = False


class Sheet:
    """One template. Lengths in twips."""

    def __init__(self, language: str, *, chapters: bool, title: str, author: str, subject: str) -> None:
        self.document = Document()
        self.bookmarks = 0
        self.pages: dict[str, Page] = {}
        self.made: dict[str, tuple[tuple[str, str], ...]] = {}
        for element in list(self.document.element.body)[:-1]:
            self.document.element.body.remove(element)
        self._dress(language, styles.Look(chapters=chapters))
        properties = self.document.core_properties
        properties.title, properties.author, properties.subject = title, author, subject
        properties.language = styles.LANGUAGE[language]
        for old in [one for one in properties._element if one.tag not in _KEPT_PROPERTIES]:  # noqa: SLF001 - as above
            properties._element.remove(old)  # noqa: SLF001 - as above

    def _dress(self, language: str, look: styles.Look) -> None:
        """Give it our styles and settings, and leave out what python-docx's start document brings along."""
        part = self.document.part
        part._styles_part._element = parse_xml(styles.sheet(language, look))  # noqa: SLF001 - no public way
        settings = _SETTINGS.replace("LANGUAGE", styles.LANGUAGE[language])
        part._settings_part._element = parse_xml(settings)  # noqa: SLF001 - as above
        for rels in (part.rels, part.package.rels):
            for key in [key for key, rel in rels.items() if rel.reltype.endswith(_SPARE)]:
                rels.pop(key)

    def add(self, style: str, *pieces: Piece, cell: _Cell | None = None, bookmark: str = "") -> None:
        """Write a paragraph; `style` is a style id, `bookmark` a name that `Leap` can lead to."""
        fill((cell or self.document).add_paragraph()._p, style, pieces)  # noqa: SLF001 - python-docx's own door
        if bookmark:
            self.bookmarks += 1
            start = f'<w:bookmarkStart {W} w:id="{self.bookmarks}" w:name="{bookmark}"/>'
            paragraph = self.document.paragraphs[-1]._p  # noqa: SLF001 - as above
            paragraph.insert(1, parse_xml(start))
            paragraph.append(parse_xml(f'<w:bookmarkEnd {W} w:id="{self.bookmarks}"/>'))

    @contextmanager
    def block(self, opening: str, cell: _Cell | None = None) -> Iterator[None]:
        """Stand between `{%p if … %}` and `{%p endif %}`, or `for` and `endfor`."""
        self.add(CODE, f"{{%p {opening} %}}", cell=cell)
        yield
        self.add(CODE, f"{{%p end{opening.partition(' ')[0]} %}}", cell=cell)

    def otherwise(self, branch: str = "else", cell: _Cell | None = None) -> None:
        """The other branch of the block that one stands in."""
        self.add(CODE, f"{{%p {branch} %}}", cell=cell)

    def table(self, style: str, widths: Sequence[int], title: str, description: str) -> "Grid":
        """Begin a table with fixed columns, a title and a description for those who cannot see it."""
        return Grid(self, style, widths, (title, description))

    def furnish(self, kind: str, page: Page) -> None:
        """Say what pages of this kind look like, before the first of them."""
        self.pages[kind] = page

    def begin(self, kind: str) -> None:
        """Let the pages from here on be of a kind that was furnished."""
        holder = self.document.element.body.sectPr
        for old in [*holder.findall(qn("w:headerReference")), *holder.findall(qn("w:footerReference"))]:
            holder.remove(old)
        for name, key in reversed(self._furniture(kind)):
            holder.insert(0, parse_xml(f'<w:{name}Reference {W} {R} w:type="default" r:id="{key}"/>'))
        shape(self.document.sections[-1], lying=self.pages[kind].lying)

    def _furniture(self, kind: str) -> tuple[tuple[str, str], ...]:
        """The header and footer of a kind, written when first asked for; sections of one kind share them."""
        if kind not in self.made:
            page, part = self.pages[kind], self.document.part
            header, header_key = part.add_header_part()
            footer, footer_key = part.add_footer_part()
            fill(header.element.findall(qn("w:p"))[0], page.header[0], page.header[1:])
            fill(footer.element.findall(qn("w:p"))[0], page.footer[0], page.footer[1:])
            self.made[kind] = (("header", header_key), ("footer", footer_key))
        return self.made[kind]

    def turn(self, kind: str) -> None:
        """End the section here and begin pages of another kind.

        The paragraph that ends it holds a tag that prints nothing: LibreOffice drops an empty one.
        """
        self.add("Seksjonsskifte", "{{ matrix.page_turn }}")
        body = self.document.element.body
        body.findall(qn("w:p"))[-1].get_or_add_pPr().append(copy.deepcopy(body.sectPr))
        self.begin(kind)

    def bytes(self) -> bytes:
        """The finished file; the same template gives the same bytes."""
        saved = BytesIO()
        self.document.save(saved)
        return package.repack(package.unpack(saved.getvalue()))


class Grid:
    """A table being written, row by row. Rows are never split over pages."""

    def __init__(self, sheet: Sheet, style: str, widths: Sequence[int], said: tuple[str, str]) -> None:
        self.sheet, self.widths = sheet, widths
        self.table: Table = sheet.document.add_table(rows=0, cols=len(widths))
        look = (
            '<w:tblLook {0} w:val="{1}" w:firstRow="1" w:lastRow="0" w:firstColumn="{2}" w:lastColumn="0"'
            ' w:noHBand="1" w:noVBand="1"/>'
        )
        matrix = style == "Matrise"
        properties = (
            f'<w:tblStyle {W} w:val="{style}"/>',
            f'<w:tblW {W} w:w="{sum(widths)}" w:type="dxa"/>',
            f'<w:tblLayout {W} w:type="fixed"/>',
            look.format(W, "04A0" if matrix else "0420", int(matrix)),
            f'<w:tblCaption {W} w:val="{said[0]}"/>',
            f'<w:tblDescription {W} w:val="{said[1]}"/>',
        )
        holder = self.table._tbl.tblPr  # noqa: SLF001 - python-docx's own door
        for old in list(holder):
            holder.remove(old)
        for one in properties:
            holder.append(parse_xml(one))
        for column, width in zip(self.table.columns, widths, strict=True):
            column.width = Twips(width)

    def row(self, *cells: Paragraph | list[Paragraph], head: bool = False, spans: Sequence[int] = ()) -> None:
        """Write a row: a paragraph or several for each cell, a cell over as many columns as `spans` says.

        `head` repeats the row on every page.
        """
        row = self.table.add_row()
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx's own door
        properties.append(parse_xml(f"<w:cantSplit {W}/>"))
        if head:
            properties.append(parse_xml(f"<w:tblHeader {W}/>"))
        for cell, width in zip(row.cells, self.widths, strict=True):
            cell.width = Twips(width)
        for cell, content in zip(_merged(row, spans or [1] * len(cells)), cells, strict=True):
            for paragraph in list(cell.paragraphs):
                cell._tc.remove(paragraph._p)  # noqa: SLF001 - as above
            for style, *pieces in content if isinstance(content, list) else [content]:
                self.sheet.add(style, *pieces, cell=cell)

    def code(self, tag: str) -> None:
        """Write a row that only holds a tag and vanishes."""
        self.row((CODE, tag), spans=[len(self.widths)])

    @contextmanager
    def block(self, opening: str) -> Iterator[None]:
        """Stand between a row `{%tr for … %}` and a row `{%tr endfor %}`, or `if` and `endif`."""
        self.code(f"{{%tr {opening} %}}")
        yield
        self.code(f"{{%tr end{opening.partition(' ')[0]} %}}")


def _merged(row: _Row, spans: Sequence[int]) -> Iterator[_Cell]:
    """The cells of a row, each grown over the columns that it spans."""
    cells = row.cells
    for end, span in zip(accumulate(spans), spans, strict=True):
        first, last = cells[end - span], cells[end - 1]
        yield first if span == 1 else first.merge(last)


def shape(section: Section, *, lying: bool = False) -> None:
    """Set A4 with our margins, upright or lying."""
    section.page_width, section.page_height = (Mm(297), Mm(210)) if lying else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Twips(1417)
    section.top_margin, section.bottom_margin = (Mm(23), Mm(20)) if lying else (Mm(26), Mm(23))
    section.header_distance, section.footer_distance = (Mm(12), Mm(10)) if lying else (Mm(13), Mm(11))


def fill(paragraph, style: str, pieces: Sequence[Piece]) -> None:
    """Write style and pieces into a paragraph element, instead of what was there."""
    for element in list(paragraph):
        paragraph.remove(element)
    paragraph.append(parse_xml(f'<w:pPr {W}><w:pStyle w:val="{style}"/></w:pPr>'))
    for piece in pieces:
        for element in _elements(piece):
            paragraph.append(element)


def _elements(piece: Piece) -> Iterator[object]:
    if isinstance(piece, Leap):
        link = parse_xml(f'<w:hyperlink {W} w:anchor="{piece.bookmark}" w:history="1"/>')
        link.append(_run(piece.text, "Hyperlink"))
        yield link
    elif isinstance(piece, FieldCode):
        for inside in ("begin", piece.code, "separate", "1", "end"):
            yield parse_xml(f"<w:r {W}>{_field_piece(inside)}</w:r>")
    elif isinstance(piece, str):
        yield _run(piece, "")
    else:
        yield _run(piece[1], piece[0])


def _field_piece(inside: str) -> str:
    if inside in ("begin", "separate", "end"):
        return f'<w:fldChar w:fldCharType="{inside}"/>'
    return (
        f"<w:t>{inside}</w:t>"
        if inside == "1"
        else f'<w:instrText xml:space="preserve"> {inside} </w:instrText>'
    )


def _run(text: str, style: str) -> object:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    inside = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    pieces = [
        inside.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in re.split(r"([\t\n])", text)
        if piece
    ]
    return parse_xml(f"<w:r {W}>{look}{''.join(pieces)}</w:r>")
