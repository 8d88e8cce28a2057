"""Brings a case file in the shape of before version 0.2, which the example case has too, to today's.

earlier_shape.toml says where the answers to the shipped processes lay. Faults are told at their place in the
file.
"""

import dataclasses
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from formserver.cases import texts
from formserver.cases.faults import CaseFileFault
from formserver.domain.process import Field, Form, Kind, Process

Raw = Mapping[str, Any]
SHEETS = "sheets"
SAID = Path(__file__).with_suffix(".toml")
# What a row holds beside answers.
_FIXED = ("party_id", "submitted_at", "submitted_by", "attachments", "items", "id", "theme", "item_id")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Brought:
    """A case in the shape of today. `places` says where its parts lie in the file, by their path now."""

    raw: Raw
    places: Mapping[str, str]
    faults: Collection[CaseFileFault] = ()

    def in_file(self, faults: Collection[CaseFileFault]) -> list[CaseFileFault]:
        """Faults of `raw`, each with its path in the file."""
        return [dataclasses.replace(one, path=self._path(one.path)) for one in faults]

    def _path(self, path: str) -> str:
        around = [now for now in self.places if f"{path}.".startswith((f"{now}.", f"{now}["))]
        nearest = max(around, key=len, default="")
        return self.places.get(nearest, "") + path.removeprefix(nearest)


def bring(raw: Raw, process: Process) -> Brought:
    """The case as it would be written today; one that is written so comes back as it is."""
    said = tomllib.loads(SAID.read_text(encoding="utf-8")).get(process.key)
    if said is None or SHEETS in raw:
        return Brought(raw=raw, places={})
    asking, answering = said["asking"], said["answering"]
    bringing = _Bringing(raw, said)
    sheets = {
        process.asking_form.key: bringing.asking(process.asking_form, asking),
        process.answering_form.key: bringing.answering(process.answering_form, answering),
    }
    gone = (asking["at"], answering["at"], answering["items_at"])
    kept = {key: value for key, value in raw.items() if key not in gone}
    found = {form: rows for form, rows in sheets.items() if rows}
    return Brought(raw=kept | {SHEETS: found}, places=bringing.places, faults=bringing.faults)


class _Bringing:
    """One case on its way; nothing in it has been checked."""

    def __init__(self, raw: Raw, said: Raw) -> None:
        self.raw = raw
        self.people = {
            str(person.get("person_id")): person
            for party in _objects(raw.get("parties"))
            for person in _objects(party.get("people"))
        }
        self.themes = _themes_of_people(raw, said)
        self.places: dict[str, str] = {}
        self.faults: list[CaseFileFault] = []

    def asking(self, form: Form, said: Raw) -> list[Any]:
        """The one sheet of the form that asks, or none."""
        at, now = said["at"], f"{SHEETS}.{form.key}"
        self.places |= {now: at, f"{now}[0]": at}
        given = self.raw.get(at)
        if not isinstance(given, dict):
            return [] if given is None else [given]
        sheet = self._row(given, form.fields, said["answers"], at, f"{now}[0]")
        sheet["items"] = [
            self._row(row, form.item_fields, {}, place, f"{now}[0].items[{n}]")
            for n, (place, row) in enumerate(self._rows(given.get("items", []), f"{at}.items"))
        ]
        return [sheet]

    def answering(self, form: Form, said: Raw) -> list[Any]:
        """A sheet for each party that has submitted, and for each that has answers and has not."""
        at, now = said["at"], f"{SHEETS}.{form.key}"
        self.places[now] = at
        answers = self._rows(self.raw.get(said["items_at"], []), said["items_at"])
        sheets = []
        for n, (place, row) in enumerate(self._rows(self.raw.get(at, []), at)):
            sheets.append(self._row(row, form.fields, said["answers"], place, f"{now}[{n}]") | {"items": []})
            if row.get("submitted_at") is None:
                self.faults.append(CaseFileFault(path=f"{place}.submitted_at", reason="must be a text"))
        for place, row in answers:
            number = _of_party(sheets, row.get("party_id"))
            if number == len(sheets):
                sheets.append({"party_id": row.get("party_id"), "items": []})
                self.places[f"{now}[{number}]"] = place
            items, here = sheets[number]["items"], f"{now}[{number}].items"
            item = self._row(row, form.item_fields, said["item_answers"], place, f"{here}[{len(items)}]")
            self.places |= {here: said["items_at"], f"{here}[{len(items)}].id": f"{place}.item_id"}
            others = {key: value for key, value in item.items() if key not in ("party_id", "item_id")}
            items.append(others | {"id": row.get("item_id")})
        return sheets

    def _rows(self, given: Any, at: str) -> list[tuple[str, Raw]]:
        """The objects of a list, each with its place; what is none is told."""
        rows = [(f"{at}[{n}]", row) for n, row in enumerate(given)] if isinstance(given, list) else []
        if not isinstance(given, list):
            self.faults.append(CaseFileFault(path=at, reason="must be a list"))
        self.faults += [
            CaseFileFault(path=place, reason="must be an object")
            for place, row in rows
            if not isinstance(row, dict)
        ]
        return [(place, row) for place, row in rows if isinstance(row, dict)]

    def _row(self, row: Raw, fields: Collection[Field], said: Raw, at: str, now: str) -> dict[str, Any]:
        """A row with its answers apart from the keys that are no answers."""
        self.places |= {now: at, f"{now}.answers": at}
        asked = {field.key: field for field in fields}
        answers = {key: value for key, value in row.items() if key not in _FIXED}
        for question, source in said.items():
            verbatim, start = source.get("verbatim", question), source.get("from", "")
            place, own = f"{at}.{verbatim}", answers.pop(verbatim, None)
            answers.pop(start, None)
            if own is None and row.get(start):
                place = f"{at}.{start}"
                own = self._of_people(row[start], asked.get(question), source, place)
            if own is not None:
                answers[question] = own
                self.places[f"{now}.answers.{question}"] = place
        return {key: row[key] for key in _FIXED if key in row} | {"answers": answers}

    def _of_people(self, ids: Any, field: Field | None, source: Raw, place: str) -> Any:
        """The answer that is made of people; where its question holds none their ids, to be refused."""
        if field is None or not _holds_people(field, source):
            return None if source["from"] in _FIXED else ids
        named = [str(one) for one in _list(ids)]
        if self._tell_unknown(named, place):
            return None
        if source["as"] == "people" and field.kind is Kind.PEOPLE:
            return [self._specialist(one, field) for one in named]
        return _in_words([self.people[one] for one in named], source)

    def _tell_unknown(self, named: list[str], place: str) -> bool:
        """Whether somebody is named who is nobody here, which is told."""
        unknown = [one for one in named if one not in self.people]
        known = ", ".join(self.people)
        there = f"known here: {known}" if known else "there is none"
        self.faults += [CaseFileFault(path=place, reason=f"«{one}» is no person; {there}") for one in unknown]
        return bool(unknown)

    def _specialist(self, person_id: str, field: Field) -> dict[str, Any]:
        person = self.people[person_id]
        return {
            "name": _line(person, "name"),
            "title": _line(person, "role"),
            "themes": sorted(self.themes.get(person_id, ())),
            "attendance": field.choices[0].key,
        }


def _holds_people(field: Field, source: Raw) -> bool:
    if field.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return True
    return field.kind is Kind.PEOPLE and source["as"] == "people"


def _themes_of_people(raw: Raw, said: Raw) -> dict[str, set[int]]:
    """The themes in which each person is named as one who can answer, by the person's id."""
    asked = raw.get(said["asking"]["at"])
    items = _objects(asked.get("items")) if isinstance(asked, dict) else []
    theme_of = {str(item.get("id")): item.get("theme") for item in items}
    keys = [source["from"] for source in said["answering"]["item_answers"].values()]
    found: dict[str, set[int]] = {}
    for row in _objects(raw.get(said["answering"]["items_at"])):
        theme = theme_of.get(str(row.get("item_id")))
        named = [str(one) for key in keys for one in _list(row.get(key, []))]
        if isinstance(theme, int):
            for one in named:
                found.setdefault(one, set()).add(theme)
    return found


def _of_party(sheets: list[dict[str, Any]], party: Any) -> int:
    """The number of a party's sheet; that of the next one, where it has none."""
    numbers = [number for number, sheet in enumerate(sheets) if sheet.get("party_id") == party]
    return numbers[0] if numbers else len(sheets)


def _in_words(people: list[Raw], source: Raw) -> str:
    keys = ("name", "phone") if source["as"] == "contact" else ("name",)
    lines = [_line(person, key) for person in people for key in keys]
    return ", ".join(line for line in lines if line)


def _list(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


def _objects(given: Any) -> list[Raw]:
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _line(person: Raw, key: str) -> str:
    return texts.line(str(person.get(key) or ""))
