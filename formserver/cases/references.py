"""Checks what a schema cannot: that the parts of a case fit each other and the process."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from formserver.cases.faults import CaseFileFault, Place, fault
from formserver.cases.shape import FormShape, ListShape, Shape
from formserver.domain.process import Field, Form, Kind, Process

Raw = Mapping[str, Any]


def check(raw: Raw, shape: Shape, process: Process) -> list[CaseFileFault]:
    """Every reference that leads nowhere, id used twice and unknown choice. `raw` has the right shape."""
    return [
        *_ids_used_twice(raw, shape),
        *_dialog(raw, process),
        *_asking(raw, shape.asking, process),
        *_answering(raw, shape, process),
    ]


def _ids_used_twice(raw: Raw, shape: Shape) -> Iterator[CaseFileFault]:
    parties, answers = raw["parties"], raw.get(shape.answering.answers, [])
    lists: list[tuple[Place, list[Any]]] = [
        (("themes",), [row["no"] for row in raw["themes"]]),
        (("parties",), [row["id"] for row in parties]),
        (("parties",), [person["person_id"] for row in parties for person in row.get("people", [])]),
        (("dialog", "deadlines"), [row["id"] for row in raw["dialog"].get("deadlines", [])]),
        ((shape.asking.at, "items"), [row["id"] for row in raw.get(shape.asking.at, {}).get("items", [])]),
        ((shape.answering.at,), [row["party_id"] for row in raw.get(shape.answering.at, [])]),
        ((shape.answering.answers,), [(row["party_id"], row["item_id"]) for row in answers]),
    ]
    for place, ids in lists:
        for twice in [one for one, count in Counter(ids).items() if count > 1]:
            said = " on ".join(twice) if isinstance(twice, tuple) else twice
            yield fault(place, f"«{said}» is there twice")


def _dialog(raw: Raw, process: Process) -> Iterator[CaseFileFault]:
    dialog, parties = raw["dialog"], _party_ids(raw)
    yield from _known(("dialog", "host_party_ids"), dialog["host_party_ids"], parties, "party")
    yield from _roles(raw, process)
    if dialog["end"] <= dialog["start"]:
        yield fault(("dialog", "end"), f"«{dialog['end']}» is not after the start, {dialog['start']}")
    for place, row in _rows(dialog, "deadlines", "dialog"):
        yield from _known((*place, "id"), [row["id"]], [rule.key for rule in process.deadlines], "deadline")
        yield from _known((*place, "party_ids"), row.get("party_ids", []), parties, "party")


def _roles(raw: Raw, process: Process) -> Iterator[CaseFileFault]:
    hosts = raw["dialog"]["host_party_ids"]
    for place, row in _rows(raw, "parties"):
        known = [role.key for role in process.roles if role.hosts == (row["id"] in hosts)]
        if said := row.get("process_role"):
            what = "role of a host" if row["id"] in hosts else "role of a party that is no host"
            yield from _known((*place, "process_role"), [said], known, what)


def _asking(raw: Raw, shape: FormShape, process: Process) -> Iterator[CaseFileFault]:
    note = raw.get(shape.at)
    if note is None:
        return
    form = process.asking_form
    yield from _known(
        (shape.at, "party_id"), [note["party_id"]], raw["dialog"]["host_party_ids"], "host party"
    )
    yield from _people(raw, (shape.at,), note, shape.fields)
    yield from _values(raw, (shape.at,), note, (form.fields, shape.fields))
    themes = [row["no"] for row in raw["themes"] if row.get("in_scope", True)]
    for place, item in _rows(note, "items", shape.at):
        yield from _known((*place, "theme"), [item["theme"]], themes, "theme in scope")
        yield from _people(raw, place, item, shape.item_fields)
        yield from _values(raw, place, item, (form.item_fields, shape.item_fields))


def _answering(raw: Raw, shape: Shape, process: Process) -> Iterator[CaseFileFault]:
    form, where = process.answering_form, shape.answering
    parties = [one for one in _party_ids(raw) if one not in raw["dialog"]["host_party_ids"]]
    items = [row["id"] for row in raw.get(shape.asking.at, {}).get("items", [])]
    for place, row in _rows(raw, where.at):
        if not raw.get(shape.asking.at, {}).get("submitted_at"):
            yield fault(place, f"nobody can have answered before {shape.asking.at} is submitted")
        yield from _known((*place, "party_id"), [row["party_id"]], parties, "party that answers")
        yield from _people(raw, place, row, where.fields)
        yield from _values(raw, place, row, (form.fields, where.fields))
    for place, row in _rows(raw, where.answers):
        yield from _known((*place, "party_id"), [row["party_id"]], parties, "party that answers")
        yield from _known((*place, "item_id"), [row["item_id"]], items, "item")
        yield from _people(raw, place, row, where.item_fields)
        yield from _values(raw, place, row, (form.item_fields, where.item_fields))


def _values(
    raw: Raw, place: Place, row: Raw, asked: tuple[tuple[Field, ...], ListShape]
) -> Iterator[CaseFileFault]:
    fields, listed = asked
    for field in fields:
        key = listed.key(field)
        yield from _value(raw, (*place, key), row.get(key), field)


def _people(raw: Raw, place: Place, row: Raw, listed: ListShape) -> Iterator[CaseFileFault]:
    everybody = [person["person_id"] for party in raw["parties"] for person in party.get("people", [])]
    keys = {source.start for source in listed.asked.values()} | {"submitted_by"}
    for key in sorted(keys & row.keys()):
        named = row[key] if isinstance(row[key], list) else [row[key]]
        yield from _known((*place, key), [one for one in named if one], everybody, "person")


def _value(raw: Raw, place: Place, value: Any, field: Field) -> Iterator[CaseFileFault]:
    if field.kind in (Kind.CHOICE, Kind.CHOICES) and value not in (None, ""):
        chosen = value if isinstance(value, list) else [value]
        yield from _known(place, map(str, chosen), [choice.key for choice in field.choices], "choice")
    if field.kind is Kind.HOSTS:
        yield from _known(place, value or [], raw["dialog"]["host_party_ids"], "host party")
    if field.kind is Kind.QUESTIONS:
        parties = [one for one in _party_ids(raw) if one not in raw["dialog"]["host_party_ids"]]
        for party in value or {}:
            yield from _known((*place, party), [party], parties, "party that can be asked")


def _known(place: Place, named: Iterable[Any], known: Iterable[Any], what: str) -> Iterator[CaseFileFault]:
    known = list(known)
    for one in named:
        if one not in known:
            there = f"known here: {', '.join(map(str, known))}" if known else "there is none"
            yield fault(place, f"«{one}» is no {what}; {there}")


def _rows(raw: Raw, key: str, *above: str) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    for number, row in enumerate(raw.get(key, [])):
        yield (*above, key, number), row


def _party_ids(raw: Raw) -> list[str]:
    return [row["id"] for row in raw["parties"]]


def asks_by_party(raw: Raw, shape: FormShape, form: Form) -> dict[str, int]:
    """How many items put a question to each party, by the file's party id."""
    items = raw.get(shape.at, {}).get("items", [])
    asked: Counter[str] = Counter()
    for field in form.item_fields_of(Kind.QUESTIONS):
        for item in items:
            texts = item.get(shape.item_fields.key(field)) or {}
            asked.update(party for party, text in texts.items() if (text or "").strip())
    return dict(asked)
