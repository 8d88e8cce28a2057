"""`python -m tests.benchmarks [NAME…] [-n RUNS]`: how fast it is, beside other ways to do the same.

Every row is measured turn about in one run. Times differ from machine to machine, ratios much less.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple

from tests.benchmarks import boards, forms, memory, office, post, starting, word
from tests.benchmarks.measuring import Measured, Row

HEADS = ("what", "formserver", "beside", "it takes", "ratio", "goal")
BENCHMARKS: dict[str, Callable[[int], Measured]] = {
    "packet": word.filling,
    "names": word.naming,
    "compose": word.joining,
    "memory": memory.growing,
    "post": post.posting,
    "form": forms.showing,
    "save": forms.saving,
    "start": starting.first_page,
    "render": starting.filling,
    "board": boards.growing,
    "idle": boards.idling,
    "layout": office.laying_out,
}


def main() -> None:
    """Measure what is asked for, and print the table."""
    given = _given()
    chosen = given.names or list(BENCHMARKS)
    begun = os.getloadavg()[0]
    rows = list(_measured(chosen, given.runs))
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    load = f"load average {begun:.1f} at the start, {os.getloadavg()[0]:.1f} at the end"
    told = f"Medians of {given.runs} runs, ours and the other's in turn. {machine}, {load}."
    table = _table([HEADS, *(astuple(row) for row in rows)])
    sys.stdout.write("\n".join([told, "", *table, ""]))


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="How fast formserver is.")
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"of {', '.join(BENCHMARKS)}; all of them")
    parser.add_argument("-n", dest="runs", metavar="RUNS", type=int, default=15, help="runs of each way (15)")
    given = parser.parse_args()
    if unknown := set(given.names) - set(BENCHMARKS):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    return given


def _measured(names: Iterable[str], runs: int) -> Iterator[Row]:
    for name in names:
        sys.stderr.write(f"{name} …\n")
        yield from BENCHMARKS[name](runs)


def _table(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADS))]
    for number, line in enumerate(lines):
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        if number == 0:
            yield "  ".join("─" * width for width in widths)


if __name__ == "__main__":
    main()
