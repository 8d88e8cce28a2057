"""How much a process grows while it fills packets: each way in a process of its own, as the kernel counts it.

Started as `python -m tests.benchmarks.memory formserver|docxtpl` it prints the growth in bytes.
"""

import resource
import subprocess
import sys
from pathlib import Path

from formserver.documents.fill import render
from tests.benchmarks import samples, word
from tests.benchmarks.measuring import Measured, Row

PACKETS = 200
WARM = 10  # packets before the first look
SIZE = samples.SIZES[1]
STATM = Path("/proc/self/statm")
FILL = {"formserver": render.render, "docxtpl": word.by_docxtpl}


def growing(runs: int) -> Measured:
    """200 packets; the number of runs changes nothing."""
    del runs
    what = f"memory growth, {PACKETS} packets {SIZE.name}"
    if not STATM.exists():
        yield Row(what=what, ours="not measured: this system has no /proc", goal="≤ 2 MB")
        return
    ours, theirs = _apart("formserver"), _apart("docxtpl")
    yield Row(what=what, ours=_size(ours), against="docxtpl", theirs=_size(theirs), goal="≤ 2 MB")


def _apart(way: str) -> int:
    command = [sys.executable, "-m", __name__, way]
    return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def _size(grown: int) -> str:
    return f"{grown / 1e6:.1f} MB"


def _growth(way: str) -> int:
    template, names = samples.template(), samples.names(SIZE)
    for _ in range(WARM):
        FILL[way](template, names)
    before = _resident()
    for _ in range(PACKETS):
        FILL[way](template, names)
    return _resident() - before


def _resident() -> int:
    """Bytes of memory that the process holds now (proc(5): the second number of statm, in pages)."""
    return int(STATM.read_text().split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    sys.stdout.write(str(_growth(sys.argv[1])))
