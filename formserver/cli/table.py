"""Prints rows in columns, as wide as what stands in them."""

from collections.abc import Iterable, Sequence


def show(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table with its head, as wide as what stands in it. Line ends in a cell become spaces."""
    lines = [[" ".join(str(cell).split()) for cell in row] for row in rows]
    widths = [max(len(line[column]) for line in [list(head), *lines]) for column in range(len(head))]
    for line in [list(head), *lines]:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        print("  ".join(cells).rstrip())
