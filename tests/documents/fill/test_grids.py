import re

import pytest

from formserver.documents.fill import render
from tests.support import word

TEMPLATE = word.template(
    rows=[
        ["Item", "{%tc for p in parties %}", "{{ p }}", "{%tc endfor %}"],
        ["{%tr for i in items %}", "", "", ""],
        ["{{ i }}", "{%tc for p in parties %}", "x", "{%tc endfor %}"],
        ["{%tr endfor %}", "", "", ""],
    ]
)


def widths(parties: int) -> tuple[list[int], list[list[int]]]:
    """Grid, and the widths of each row's cells."""
    document = render.render(TEMPLATE, {"parties": [str(one) for one in range(parties)], "items": ["a"]})
    grid = [int(one) for one in re.findall(r'<w:gridCol w:w="(\d+)"/>', word.xml(document))]
    rows = re.findall(r"<w:tr>.*?</w:tr>", word.xml(document), re.DOTALL)
    return grid, [[int(one) for one in re.findall(r'<w:tcW w:w="(\d+)"', row)] for row in rows]


def test_a_table_with_repeated_columns_is_as_wide_as_the_text() -> None:
    grid, rows = widths(4)

    assert sum(grid) == 8640  # of 12240 twips, 1800 at each side
    assert rows == [grid, grid]


def test_the_first_column_keeps_its_width_while_there_is_room() -> None:
    grid, _ = widths(2)

    assert grid == [2160, 3240, 3240]


def test_the_first_column_gives_way_by_a_fifth_at_most() -> None:
    grid, _ = widths(6)

    assert grid == [1728, 1152, 1152, 1152, 1152, 1152, 1152]


@pytest.mark.parametrize("width", ["50%", "12.5", "-5", "", "9" * 5000])
def test_a_cell_that_says_its_width_otherwise_gets_an_even_share(width: str) -> None:
    template = word.changed(TEMPLATE, lambda xml: re.sub(r'(<w:tcW[^>]*w:w=")\d+', rf"\g<1>{width}", xml))

    document = render.render(template, {"parties": ["a", "b"], "items": ["x"]})

    assert re.findall(r'<w:gridCol w:w="(\d+)"/>', word.xml(document)) == ["2880"] * 3


def test_a_row_with_fewer_cells_spans_the_rest() -> None:
    template = word.changed(
        TEMPLATE,
        lambda xml: re.sub(r"(\{\{ i \}\}.*?</w:tc>).*?(</w:tr>)", r"\1\2", xml, count=1, flags=re.DOTALL),
    )

    document = render.render(template, {"parties": ["a", "b"], "items": ["x"]})

    assert '<w:tcW w:w="8640" w:type="dxa"/><w:gridSpan w:val="3"/>' in word.xml(document)


def test_no_responders_leave_a_table_of_one_column() -> None:
    grid, rows = widths(0)

    assert (grid, rows) == ([2160], [[2160], [2160]])
