"""What page numbers cost: LibreOffice lays a packet out once, cold, and then it is filled a second time."""

from collections.abc import Mapping

from formserver.documents.fill import render
from formserver.documents.office import layout
from formserver.documents.packet import packet_names
from tests.benchmarks import measuring, samples, word
from tests.benchmarks.measuring import Measured, Row, Way
from tests.support import packets


def laying_out(runs: int) -> Measured:
    """The shipped packet with and without the numbers of its pages."""
    template = packets.template("packet", "nb")
    for size in samples.SIZES:
        what = f"packet {size.name} with page numbers"
        names = packet_names.in_template(word.packet(size))
        if not layout.pages(render.render(template, names)):
            yield Row(what=what, ours="not measured: LibreOffice or pypdf is not installed")
            continue
        ways = _laid_out(template, names), word.kept_plan(template, names)
        long, short = measuring.medians(ways, max(1, runs // 5), measuring.wall)
        spans = measuring.span(long), measuring.span(short)
        yield Row(what=what, ours=spans[0], against="without them", theirs=spans[1])


def _laid_out(template: bytes, names: Mapping[str, object]) -> Way:
    return Way(name="laid out", work=lambda _: render.render(template, names, lay_out=layout.pages))
