"""Packets filled: formserver's kept plan beside docxtpl as it is commonly used."""

import dataclasses
import importlib
from collections.abc import Mapping
from functools import partial
from io import BytesIO
from typing import Any

from docx import Document
from docxtpl import DocxTemplate, RichText
from jinja2 import Environment

from formserver.documents.fill import render
from formserver.documents.names.values import Anchor, Link
from formserver.documents.packet import packet_names
from formserver.domain import packet as packets
from formserver.domain.content import Content, Item
from formserver.domain.packet import Edition, Packet
from tests.benchmarks import measuring, samples
from tests.benchmarks.measuring import Measured, Row, Way
from tests.benchmarks.samples import Size
from tests.support import packets as example

GOALS = {"S": "≥ 25×", "M": "≥ 6.5×", "L": "≥ 2.4×"}


def filling(runs: int) -> Measured:
    """A plain template, and the shipped one, at three sizes."""
    plain = samples.template()
    for size in samples.SIZES:
        names = samples.names(size)
        ways = kept_plan(plain, names), _docxtpl(plain, names)
        what = f"packet {size.name}, plain template"
        yield measuring.compare(what, *ways, runs, clock=measuring.cpu, goal=GOALS[size.name])
    shipped = example.template("packet", "nb")
    for size in samples.SIZES:
        names = packet_names.in_template(packet(size))
        simple = {**_simple(names), "contents": []}
        ways = kept_plan(shipped, names), _docxtpl(shipped, simple, "docxtpl, no links or contents")
        what = f"packet {size.name}, shipped template"
        yield measuring.compare(what, *ways, runs, clock=measuring.cpu, goal=GOALS[size.name])


def naming(runs: int) -> Measured:
    """What it costs beside filling: from the stored answers to the names of the template."""
    for size in samples.SIZES:
        way = Way(name="names", work=packet_names.in_template, prepare=partial(packet, size))
        (taken,) = measuring.medians((way,), runs, measuring.cpu)
        yield Row(what=f"names for packet {size.name}", ours=measuring.span(taken))


def joining(runs: int) -> Measured:
    """One template over everything, beside a document for each response, joined by docxcompose."""
    what = "packet of 20 responses"
    try:
        composing = importlib.import_module("docxcompose.composer")  # in no lock: only this row asks for it
    except ImportError:
        yield Row(what=what, ours="not measured: docxcompose is not installed", goal="≥ 150×")
        return
    whole, note, response = samples.template(), samples.template(), samples.template(answers_only=True)
    names = samples.names(samples.ONE_NOTE)

    def joined(_: object) -> None:
        composer = composing.Composer(Document(BytesIO(by_docxtpl(note, _without_answers(names)))))
        for place in range(samples.ONE_NOTE.responses):
            composer.append(Document(BytesIO(by_docxtpl(response, _of_one(names, place)))))
        composer.save(BytesIO())

    ours = kept_plan(whole, names)
    theirs = Way(name="docxtpl and docxcompose", work=joined)
    yield measuring.compare(what, ours, theirs, runs, clock=measuring.cpu, goal="≥ 150×")


def kept_plan(template: bytes, names: Mapping[str, Any]) -> Way:
    """Filling as formserver does it."""
    return Way(name="kept plan", work=lambda _: render.render(template, names))


def _docxtpl(template: bytes, names: Mapping[str, Any], name: str = "docxtpl") -> Way:
    return Way(name=name, work=lambda _: by_docxtpl(template, names))


def by_docxtpl(template: bytes, names: Mapping[str, Any]) -> bytes:
    """The template filled as docxtpl's own manual shows it, escaping on."""
    opened = DocxTemplate(BytesIO(template))
    environment = Environment(autoescape=True)
    environment.filters |= {"sentence": _sentence, "having": _having}
    opened.render(dict(names), environment)
    saved = BytesIO()
    opened.save(saved)
    return saved.getvalue()


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _having(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [row for row in rows if row.get(name)]


def _simple(value: Any) -> Any:
    """Names without formserver's own values: docxtpl has no places and links that survive a loop."""
    if isinstance(value, Mapping):
        return {key: _simple(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_simple(one) for one in value]
    if isinstance(value, Link):
        return RichText(value.text)
    return "" if isinstance(value, Anchor) else value


def _without_answers(names: dict[str, Any]) -> dict[str, Any]:
    return names | {"rows": [row | {"answers": []} for row in names["rows"]]}


def _of_one(names: dict[str, Any], place: int) -> dict[str, Any]:
    return names | {"rows": [row | {"answers": row["answers"][place : place + 1]} for row in names["rows"]]}


def packet(size: Size) -> Packet:
    """The example case with as many items and responses as the size says."""
    texts = samples.Texts()
    base = example.packet(responders=size.responses)
    dialog, asking = base.dialog, base.asking
    assert asking is not None
    asked = {str(party.id): "Hva mener dere?" for party in dialog.parties_of("responder")}
    items = [_asked(number, texts, asked) for number in range(size.items)]
    answers = [
        dataclasses.replace(one, content=_holding(one.content, [_said(item, texts) for item in items]))
        for one in base.answers
    ]
    edition = Edition(kind=base.kind, language=base.language, at=base.at, number=base.number, earlier=None)
    return packets.compile_packet(
        dialog, dataclasses.replace(asking, content=_holding(asking.content, items)), answers, edition
    )


def _holding(content: Content, items: list[Item]) -> Content:
    return dataclasses.replace(content, items=tuple(items))


def _asked(number: int, texts: samples.Texts, asked: dict[str, str]) -> Item:
    values = {"kind": "ønske", "priority": "1", "asks": asked, "host_party_ids": [], "title": texts.next(60)}
    values |= {key: texts.next() for key in ("background", "outcome")}
    return Item(id=number + 1, number=f"1.{number + 1}", theme=1, values=values)


def _said(item: Item, texts: samples.Texts) -> Item:
    values = {"status": "mulig", "assessment": texts.next(), "next_step": texts.next()}
    return dataclasses.replace(item, values=values)
