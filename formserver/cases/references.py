"""Checks what a schema cannot: that the parts of a case fit each other and the process."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from formserver.cases.faults import CaseFileFault, Place, fault
from formserver.domain.process import Field, Form, Kind, Process

Raw = Mapping[str, Any]
SHEETS = "sheets"


def check(raw: Raw, process: Process) -> list[CaseFileFault]:
    """Every reference that leads nowhere, id used twice and unknown choice. `raw` has the right shape."""
    return [
        *_ids_used_twice(raw, process),
        *_dialog(raw, process),
        *_asking(raw, process.asking_form),
        *_answering(raw, process),
    ]


def sheets(raw: Raw, form: Form) -> list[Any]:
    """The sheets of a form in the file."""
    found: list[Any] = raw.get(SHEETS, {}).get(form.key, [])
    return found


def asks_by_party(raw: Raw, form: Form) -> Counter[str]:
    """How many items put a question to each party, by the file's party id."""
    asked: Counter[str] = Counter()
    for field in form.item_fields_of(Kind.QUESTIONS):
        for item in _items(raw, form):
            texts = item["answers"].get(field.key) or {}
            asked.update(party for party, text in texts.items() if (text or "").strip())
    return asked


def _items(raw: Raw, form: Form) -> list[Any]:
    return [item for sheet in sheets(raw, form) for item in sheet.get("items", [])]


def _ids_used_twice(raw: Raw, process: Process) -> Iterator[CaseFileFault]:
    people = [person["person_id"] for row in raw["parties"] for person in row.get("people", [])]
    yield from _twice(("themes",), [row["no"] for row in raw["themes"]])
    yield from _twice(("parties",), [row["id"] for row in raw["parties"]])
    yield from _twice(("parties",), people)
    deadlines = [row["id"] for row in raw["dialog"].get("deadlines", [])]
    yield from _twice(("dialog", "deadlines"), deadlines)
    for form in (process.asking_form, process.answering_form):
        yield from _sheets_used_twice(form, sheets(raw, form))


def _sheets_used_twice(form: Form, filled: list[Any]) -> Iterator[CaseFileFault]:
    yield from _twice((SHEETS, form.key), [sheet["party_id"] for sheet in filled])
    for number, sheet in enumerate(filled):
        by = f"{sheet['party_id']} on " if form.answers else ""
        ids = [by + item["id"] for item in sheet.get("items", [])]
        yield from _twice((SHEETS, form.key, number, "items"), ids)


def _twice(place: Place, ids: list[Any]) -> Iterator[CaseFileFault]:
    for twice in [one for one, count in Counter(ids).items() if count > 1]:
        yield fault(place, f"«{twice}» is there twice")


def _dialog(raw: Raw, process: Process) -> Iterator[CaseFileFault]:
    dialog, parties = raw["dialog"], _party_ids(raw)
    yield from _known(("dialog", "host_party_ids"), dialog["host_party_ids"], parties, "party")
    yield from _roles(raw, process)
    if dialog["end"] <= dialog["start"]:
        yield fault(("dialog", "end"), f"«{dialog['end']}» is not after the start, {dialog['start']}")
    for number, row in enumerate(dialog.get("deadlines", [])):
        place = ("dialog", "deadlines", number)
        yield from _known((*place, "id"), [row["id"]], [rule.key for rule in process.deadlines], "deadline")
        yield from _known((*place, "party_ids"), row.get("party_ids", []), parties, "party")


def _roles(raw: Raw, process: Process) -> Iterator[CaseFileFault]:
    hosts = raw["dialog"]["host_party_ids"]
    for number, row in enumerate(raw["parties"]):
        known = [role.key for role in process.roles if role.hosts == (row["id"] in hosts)]
        if said := row.get("process_role"):
            what = "role of a host" if row["id"] in hosts else "role of a party that is no host"
            yield from _known(("parties", number, "process_role"), [said], known, what)


def _asking(raw: Raw, form: Form) -> Iterator[CaseFileFault]:
    themes = [row["no"] for row in raw["themes"] if row.get("in_scope", True)]
    for place, sheet in _places((SHEETS, form.key), sheets(raw, form)):
        hosts = raw["dialog"]["host_party_ids"]
        yield from _known((*place, "party_id"), [sheet["party_id"]], hosts, "host party")
        yield from _sheet(raw, place, sheet, form)
        for item_place, item in _places((*place, "items"), sheet.get("items", [])):
            yield from _known((*item_place, "theme"), [item["theme"]], themes, "theme in scope")


def _answering(raw: Raw, process: Process) -> Iterator[CaseFileFault]:
    asking, form = process.asking_form, process.answering_form
    asked = [item["id"] for item in _items(raw, asking)]
    is_asked = any(sheet.get("submitted_at") for sheet in sheets(raw, asking))
    for place, sheet in _places((SHEETS, form.key), sheets(raw, form)):
        if sheet.get("submitted_at") and not is_asked:
            yield fault(place, f"nobody can have answered before {asking.key} is submitted")
        yield from _known((*place, "party_id"), [sheet["party_id"]], _others(raw), "party that answers")
        yield from _sheet(raw, place, sheet, form)
        for item_place, item in _places((*place, "items"), sheet.get("items", [])):
            yield from _known((*item_place, "id"), [item["id"]], asked, "item")


def _sheet(raw: Raw, place: Place, sheet: Raw, form: Form) -> Iterator[CaseFileFault]:
    everybody = [person["person_id"] for party in raw["parties"] for person in party.get("people", [])]
    if by := sheet.get("submitted_by"):
        yield from _known((*place, "submitted_by"), [by], everybody, "person")
    yield from _answers(raw, (*place, "answers"), sheet.get("answers", {}), form.fields)
    for item_place, item in _places((*place, "items"), sheet.get("items", [])):
        yield from _answers(raw, (*item_place, "answers"), item["answers"], form.item_fields)


def _answers(raw: Raw, place: Place, answers: Raw, fields: Iterable[Field]) -> Iterator[CaseFileFault]:
    for field in fields:
        yield from _value(raw, (*place, field.key), answers.get(field.key), field)


def _value(raw: Raw, place: Place, value: Any, field: Field) -> Iterator[CaseFileFault]:
    if field.kind in (Kind.CHOICE, Kind.CHOICES) and value not in (None, ""):
        chosen = value if isinstance(value, list) else [value]
        yield from _known(place, map(str, chosen), [choice.key for choice in field.choices], "choice")
    if field.kind is Kind.HOSTS:
        yield from _known(place, value or [], raw["dialog"]["host_party_ids"], "host party")
    if field.kind is Kind.QUESTIONS:
        for party in value or {}:
            yield from _known((*place, party), [party], _others(raw), "party that can be asked")


def _known(place: Place, named: Iterable[Any], known: Iterable[Any], what: str) -> Iterator[CaseFileFault]:
    known = list(known)
    for one in named:
        if one not in known:
            there = f"known here: {', '.join(map(str, known))}" if known else "there is none"
            yield fault(place, f"«{one}» is no {what}; {there}")


def _places(place: Place, rows: Iterable[Any]) -> Iterator[tuple[Place, Any]]:
    for number, row in enumerate(rows):
        yield (*place, number), row


def _party_ids(raw: Raw) -> list[str]:
    return [row["id"] for row in raw["parties"]]


def _others(raw: Raw) -> list[str]:
    """The parties that do not host."""
    return [one for one in _party_ids(raw) if one not in raw["dialog"]["host_party_ids"]]
