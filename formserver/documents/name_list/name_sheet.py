"""The list of names as a Word file: a heading and a table for each block, its loop as paragraphs around."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from formserver.documents.name_list.name_blocks import NameBlock, NameRow
from formserver.i18n import say

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from lxml import etree

INK, ACCENT, FONT, CODE_FONT = "1F2A30", "0B5B6E", "Calibri", "Consolas"
CODE, CELL = "Code", "Cell"  # paragraph styles: what is copied out of a paragraph leaves its look behind
COLUMNS = (8.2, 5.0, 3.8)  # centimetres
DEEPEST = 4  # of the heading levels that Word's contents and navigation show well

_REGIONS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def written(blocks: Sequence[NameBlock], title: str, language: str) -> bytes:
    """The Word file, on A4 pages."""
    from docx import Document

    document = Document()
    _furnish(document, title, language)
    document.add_paragraph(title, "Title")
    for key in ("copy", "loops", "conditions"):
        document.add_paragraph(say(language, f"name_list.about_{key}"))
    writer = _Writer(document, language)
    for block in blocks:
        writer.block(block, 1)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


class _Writer:
    def __init__(self, document: "Document", language: str) -> None:
        self.document = document
        self.language = language

    def block(self, block: NameBlock, level: int) -> None:
        """Write a block and those in it, within the two ends of its loop."""
        self.document.add_heading(block.heading, min(level, DEEPEST))
        if block.loop:
            self._code(f"{{%p {block.loop} %}}")
        if block.rows:
            self._table(block)
        for inner in block.blocks:
            self.block(inner, level + 1)
        if block.loop:
            self._code("{%p endfor %}")

    def _code(self, tag: str) -> None:
        self.document.add_paragraph(tag, CODE)

    def _table(self, block: NameBlock) -> None:
        table = self.document.add_table(rows=1, cols=len(COLUMNS))
        table.style = "Table Grid"
        heads = [say(self.language, f"name_list.{key}") for key in ("code", "explanation", "sample")]
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            _fill(cell, head, CELL)
            cell.paragraphs[0].runs[0].bold = True
        _mark_head(table.rows[0])
        for row in block.rows:
            _fill_row(table.add_row(), row)
        _fit(table, block.heading)


def _fill_row(row: "_Row", name: NameRow) -> None:
    row._tr.get_or_add_trPr().append(_made("w:cantSplit"))  # noqa: SLF001 - python-docx has no name for it
    texts = ((name.tag, CODE), (name.explanation, CELL), (name.sample, CELL))
    for cell, (text, style) in zip(row.cells, texts, strict=True):
        _fill(cell, text, style)


def _fill(cell: "_Cell", text: str, style: str) -> None:
    cell.paragraphs[0].text = text
    cell.paragraphs[0].style = style


def _mark_head(row: "_Row") -> None:
    """Say that the row stands again on each page, and is read before each cell."""
    row._tr.get_or_add_trPr().append(_made("w:tblHeader"))  # noqa: SLF001 - python-docx has no name for it


def _fit(table: "Table", caption: str) -> None:
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, COLUMNS, strict=True):
        for cell in (column, *column.cells):
            cell.width = Cm(width)
    table._tblPr.append(_made("w:tblCaption", val=caption))  # noqa: SLF001 - python-docx has no name for it


def _furnish(document: "Document", title: str, language: str) -> None:
    """Set page, styles, language and title."""
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    document.core_properties.title = title
    document.core_properties.language = _REGIONS.get(language, language)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    _dress(document)
    for found in document.styles.element.iter("{*}lang"):
        found.set(_qualified("w:val"), _REGIONS.get(language, language))


def _dress(document: "Document") -> None:
    from docx.shared import RGBColor

    for name in ("Title", *(f"Heading {level}" for level in range(1, DEEPEST + 1))):
        document.styles[name].font.color.rgb = RGBColor.from_string(ACCENT)
    normal = document.styles["Normal"].font
    normal.name = FONT
    normal.color.rgb = RGBColor.from_string(INK)
    _add_style(document, CELL, FONT, 10)
    _add_style(document, CODE, CODE_FONT, 9)
    document.styles[CODE].font.no_proof = True  # spelling marks would cut a tag up


def _add_style(document: "Document", name: str, font: str, points: int) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.name, style.font.size = font, Pt(points)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(3)


def _made(name: str, **attributes: str) -> "etree._Element":
    from docx.oxml import OxmlElement

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(_qualified(f"w:{key}"), value)
    return element


def _qualified(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(name)
