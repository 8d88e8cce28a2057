"""Ways to the same end, measured turn about: the median time of each, and the ratio of two.

It judges nothing: the goals stand beside the figures for people to compare.
"""

import gc
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Clock = Callable[[], float]


def cpu() -> float:
    """Seconds that this process, and those it has started and seen end, have computed."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


wall: Clock = time.perf_counter


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to do the work; `prepare` makes, unmeasured, what `work` takes each time."""

    name: str
    work: Callable[[Any], object]
    prepare: Callable[[], Any] = lambda: None


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the table. `goal` is that of the ratio, or of the figure where nothing is compared."""

    what: str
    ours: str
    against: str = ""
    theirs: str = ""
    ratio: str = ""
    goal: str = ""


Measured = Iterator[Row]


def compare(what: str, ours: Way, theirs: Way, runs: int, *, clock: Clock, goal: str = "") -> Row:
    """Our way and another's, and how many times longer the other takes."""
    own, other = medians((ours, theirs), runs, clock)
    return Row(
        what=what,
        ours=span(own),
        against=theirs.name,
        theirs=span(other),
        ratio=times(other / own),
        goal=goal,
    )


def medians(ways: Sequence[Way], runs: int, clock: Clock) -> list[float]:
    """The median seconds of each way. Before the first turn that counts, each is gone once to warm up."""
    taken: list[list[float]] = [[] for _ in ways]
    for turn in range(runs + 1):
        for way, spans in zip(ways, taken, strict=True):
            given = way.prepare()
            gc.collect()  # or one way would pay for clearing up after the other
            begun = clock()
            way.work(given)
            if turn:
                spans.append(clock() - begun)
    return [statistics.median(spans) for spans in taken]


def span(seconds: float) -> str:
    """A span of time in milliseconds, with as many digits as mean anything."""
    milliseconds = seconds * 1000
    return f"{milliseconds:,.0f} ms" if milliseconds >= 100 else f"{milliseconds:.3g} ms"


def times(ratio: float) -> str:
    """A ratio as it is read."""
    return f"{ratio:.0f}×" if ratio >= 100 else f"{ratio:.1f}×" if ratio >= 1 else f"{ratio:.2g}×"
