"""Tables with a column for each value of a list: their widths, settled when the number of columns is known.

docxtpl repeats the cells of `{%tc for … %}` but leaves grid and widths as they were for one.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from formserver.documents.fill import tags
from formserver.documents.word import wordml

MARK = "columns"  # the processing instruction that leads a table with repeated columns through the rendering

_MARKED = re.compile(rf"<\?{MARK} (\d+)\?>")
_EDGE = re.compile(r"<w:tbl>|</w:tbl>")
_SECTION = re.compile(r"<w:sectPr[ >].*?</w:sectPr>", re.DOTALL)
_TWIPS = re.compile(r"[0-9]{1,5}")
_OLD_CELL = re.compile(r"<w:(?:tcW|gridSpan|cnfStyle)\b[^>]*?/>")


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Widths in twips (1/1440 inch) of a template's columns: before the repeated one, it, and after."""

    before: tuple[int, ...]
    repeated: int
    after: tuple[int, ...]


def mark(root: etree._Element) -> tuple[Grid, ...]:
    """Mark every table with repeated columns, and give their grids in order."""
    found: list[Grid] = []
    for table in root.iter(wordml.w("tbl")):
        grid = next(filter(None, map(_of_row, table.findall(wordml.w("tr")))), None)
        if grid:
            table.insert(0, etree.ProcessingInstruction(MARK, str(len(found))))
            found.append(grid)
    return tuple(found)


def _of_row(row: etree._Element) -> Grid | None:
    """The grid of a row that repeats cells: `{%tc for %}`, the repeated one, `{%tc endfor %}`."""
    cells = row.findall(wordml.w("tc"))
    texts = ["".join(tags.text_of(one) for one in cell.iter(wordml.w("p"))) for cell in cells]
    begin = next((place for place, text in enumerate(texts) if re.search(r"\{%\s*tc\s+for\s", text)), None)
    end = next((place for place, text in enumerate(texts) if re.search(r"\{%\s*tc\s+endfor\b", text)), None)
    if begin is None or end is None or end <= begin + 1:
        return None
    widths = [_width(cell) for cell in cells]
    return Grid(before=tuple(widths[:begin]), repeated=widths[begin + 1], after=tuple(widths[end + 1 :]))


def _width(cell: etree._Element) -> int:
    """The width that a cell says, 0 for one that says none in twips (others: ECMA-376 part 1, 17.18.107)."""
    width = cell.find(f"{wordml.w('tcPr')}/{wordml.w('tcW')}")
    said = _TWIPS.fullmatch(width.get(wordml.w("w"), "")) if width is not None else None
    return int(said[0]) if said else 0


def settle(xml: str, grids: tuple[Grid, ...]) -> str:
    """Set grid, widths and spans of every marked table, which becomes as wide as the text around it."""
    while marked := _MARKED.search(xml):
        end = _end_of_table(xml, marked.end())
        table = xml[marked.end() : end]
        settled = _settled(table, grids[int(marked[1])], _text_width(xml, end))
        xml = xml[: marked.start()] + settled + xml[end:]
    return xml


def _end_of_table(xml: str, start: int) -> int:
    depth = 1
    for edge in _EDGE.finditer(xml, start):
        depth += 1 if edge[0] == "<w:tbl>" else -1
        if depth == 0:
            return edge.start()
    return len(xml)


def _text_width(xml: str, start: int) -> int:
    """The width between the margins of the section that the position belongs to: the next one that ends."""
    section = _SECTION.search(xml, start)
    if not section:
        return 0
    size = {
        name: int(value) for name, value in re.findall(r'w:(w|left|right|gutter)="([0-9]{1,6})"', section[0])
    }
    return size.get("w", 0) - size.get("left", 0) - size.get("right", 0) - size.get("gutter", 0)


def _settled(table: str, grid: Grid, width: int) -> str:
    head, *rows = re.split(r"(?=<w:tr[ >])", table)
    cut = [re.split(r"(?=<w:tc[ >])", row) for row in rows]
    columns = max((len(row) - 1 for row in cut), default=0)
    widths = _widths(grid, columns, width)
    head = re.sub(r"<w:tblGrid>.*?</w:tblGrid>|<w:tblGrid/>", "", head, flags=re.DOTALL)
    head = re.sub(r"<w:tblW\b[^>]*?/>", f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>', head)
    lines = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return f"{head}<w:tblGrid>{lines}</w:tblGrid>{''.join(_row(row, widths) for row in cut)}"


def _widths(grid: Grid, columns: int, width: int) -> list[int]:
    """Share the width out, to the last twip.

    Columns that stand once keep their width while the repeated ones have room for theirs; else they give way,
    by a fifth at most.
    """
    once = len(grid.before) + len(grid.after)
    count = max(columns - once, 0)
    even = max(width // max(columns, 1), 1)
    sides = [[one or even for one in side] for side in (grid.before, grid.after)]  # one that says no width
    kept = sum(map(sum, sides))
    give = min(max(kept + count * grid.repeated - width, 0), kept // 5)
    before, after = ([round(one * (kept - give) / kept) for one in side] for side in sides)
    room = max(width - sum(before) - sum(after), count)
    edges = [round(room * place / count) for place in range(count + 1)] if count else []
    return [*before, *(right - left for left, right in pairwise(edges)), *after]


def _row(row: list[str], widths: list[int]) -> str:
    """A row's cells with their widths; the last cell of a short row spans what is left."""
    start, *cells = row
    last = len(cells) - 1
    spans = [len(widths) - last if place == last else 1 for place in range(len(cells))]
    return start + "".join(
        _cell(cell, sum(widths[place : place + span]), span)
        for place, (cell, span) in enumerate(zip(cells, spans, strict=True))
    )


def _cell(cell: str, width: int, span: int) -> str:
    """A cell with its width first and its span second: the order that the schema asks for."""
    opening, content = re.match(r"<w:tc(?: [^>]*)?>", cell), cell
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    start = opening.end() if opening else 0
    look, content = "", cell[start:]
    if content.startswith("<w:tcPr>"):
        look, _, content = content.removeprefix("<w:tcPr>").partition("</w:tcPr>")
    content = content.removeprefix("<w:tcPr/>")
    return f"{cell[:start]}<w:tcPr>{size}{_OLD_CELL.sub('', look)}</w:tcPr>{content}"
