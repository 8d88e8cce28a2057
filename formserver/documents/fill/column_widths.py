"""Tables with a column for each value of a list: their widths, settled when the number of columns is known.

docxtpl repeats the cells of `{%tc for … %}` but leaves grid and widths as they were for one. Widths are in
twips (1/1440 inch).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from lxml import etree

from formserver.documents.fill import tags
from formserver.documents.word import wordml

NOTE = "columns"  # the attribute that takes a table's widths through the rendering: before/repeated/after

_TBL, _TR, _TC, _LOOK, _WIDTH, _SPAN, _W = map(wordml.w, ("tbl", "tr", "tc", "tcPr", "tcW", "gridSpan", "w"))
_SECTION = wordml.w("sectPr")
_OLD = (_WIDTH, _SPAN, wordml.w("cnfStyle"))
_TWIPS = re.compile(r"[0-9]{1,6}")
_FOR, _ENDFOR = re.compile(r"\{%\s*tc\s+for\s"), re.compile(r"\{%\s*tc\s+endfor\b")


def mark(root: etree._Element) -> None:
    """Note on every table with repeated columns how wide they are."""
    for table in root.iter(_TBL):
        table.attrib.pop(NOTE, "")
        noted = next(filter(None, map(_noted, table.findall(_TR))), "")
        if noted:
            table.set(NOTE, noted)


def settle(root: etree._Element) -> bool:
    """Set grid, widths and spans of every table with a note, which becomes as wide as the text around it.

    Says whether there was one.
    """
    noted = [table for table in root.iter(_TBL) if NOTE in table.attrib]
    for table in noted:
        before, repeated, after = (list(map(int, side.split())) for side in _taken(table).split("/"))
        rows = [row.findall(_TC) for row in table.findall(_TR)]
        count = max(map(len, rows), default=0) - len(before) - len(after)
        widths = _widths(before, repeated[0], after, count=max(count, 0), width=_text_width(table))
        _set_grid(table, widths)
        for cells in rows:
            _set_cells(cells, widths)
    return bool(noted)


def _noted(row: etree._Element) -> str:
    """The widths of a row that repeats cells: `{%tc for %}`, the repeated one, `{%tc endfor %}`."""
    cells = row.findall(_TC)
    texts = ["".join(map(tags.text_of, cell.iter(wordml.w("p")))) for cell in cells]
    begin, end = _first(texts, _FOR), _first(texts, _ENDFOR)
    if begin < 0 or end <= begin + 1:
        return ""
    widths = [str(_number(cell.find(f"{_LOOK}/{_WIDTH}"), "w")) for cell in cells]
    return "/".join((" ".join(widths[:begin]), widths[begin + 1], " ".join(widths[end + 1 :])))


def _first(texts: Sequence[str], code: re.Pattern[str]) -> int:
    return next((place for place, text in enumerate(texts) if code.search(text)), -1)


def _number(element: etree._Element | None, name: str) -> int:
    """A width that an element says, 0 for one not in twips (others: ECMA-376 part 1, 17.18.107)."""
    said = "" if element is None else element.get(wordml.w(name), "")
    return int(said) if _TWIPS.fullmatch(said) else 0


def _taken(table: etree._Element) -> str:
    return str(table.attrib.pop(NOTE))


def _text_width(table: etree._Element) -> int:
    """The width between the margins of the section that a table belongs to: the next one that ends."""
    seen = False
    for element in table.getroottree().getroot().iter(_TBL, _SECTION):
        seen = seen or element is table
        if seen and element.tag == _SECTION:
            margins = element.find(wordml.w("pgMar"))
            taken = sum(_number(margins, side) for side in ("left", "right", "gutter"))
            return _number(element.find(wordml.w("pgSz")), "w") - taken
    return 0


def _widths(before: list[int], repeated: int, after: list[int], *, count: int, width: int) -> list[int]:
    """Share the width out, to the last twip.

    Columns that stand once keep their width while the repeated ones have room for theirs; else they give way,
    by a fifth at most.
    """
    even = max(width // max(len(before) + count + len(after), 1), 1)
    sides = [[one or even for one in side] for side in (before, after)]  # one that says no width
    kept = sum(map(sum, sides))
    give = min(max(kept + count * repeated - width, 0), kept // 5)
    begin, end = ([round(one * (kept - give) / kept) for one in side] for side in sides)
    room = max(width - sum(begin) - sum(end), count)
    edges = [round(room * place / count) for place in range(count + 1)] if count else []
    return [*begin, *(right - left for left, right in pairwise(edges)), *end]


def _set_grid(table: etree._Element, widths: list[int]) -> None:
    whole = table.find(f"{wordml.w('tblPr')}/{wordml.w('tblW')}")
    if whole is not None:
        whole.attrib.update({_W: str(sum(widths)), wordml.w("type"): "dxa"})
    grid = table.find(wordml.w("tblGrid"))
    if grid is None:
        return
    grid.clear()
    for width in widths:
        etree.SubElement(grid, wordml.w("gridCol"), {_W: str(width)})


def _set_cells(cells: list[etree._Element], widths: list[int]) -> None:
    """Give the cells of a row their widths; the last cell of a short row spans what is left."""
    for place, cell in enumerate(cells):
        spanned = widths[place:] if cell is cells[-1] else widths[place : place + 1]
        look = cell.find(_LOOK)
        if look is None:
            look = cell.makeelement(_LOOK)
            cell.insert(0, look)
        for old in [one for one in look if one.tag in _OLD]:
            look.remove(old)
        if len(spanned) > 1:
            look.insert(0, look.makeelement(_SPAN, {wordml.w("val"): str(len(spanned))}))
        look.insert(0, look.makeelement(_WIDTH, {_W: str(sum(spanned)), wordml.w("type"): "dxa"}))
