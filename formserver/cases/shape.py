"""The shape of a process's case files: a JSON Schema, and where in it the fields of the forms lie."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from formserver.definitions.case_sources import SOURCES_FILE

SCHEMA_FILE = "case.schema.json"
SHARED = Path(__file__).parent / SCHEMA_FILE


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the value of a field is found when not under its own key; case.toml says what each means."""

    start: str = ""  # key of one person's id or of a list of them
    made: str = ""  # what is made of it: name, names, contact, people
    verbatim: str = ""  # key of the value itself


@dataclass(frozen=True, kw_only=True)
class FormShape:
    """Where one form lies in the file: under which key, and for one that answers, where its answers are."""

    at: str
    answers: str = ""
    fields: Mapping[str, Source] = field(default_factory=dict)
    item_fields: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The shape of a process's case files."""

    schema: Mapping[str, Any]
    asking: FormShape
    answering: FormShape


def load(folder: Path) -> Shape:
    """The shape that lies in a process's folder. Raises OSError or ValueError when it cannot be read."""
    sources = tomllib.loads((folder / SOURCES_FILE).read_text(encoding="utf-8"))
    return Shape(
        schema=_schema(folder), asking=_form(sources["asking"]), answering=_form(sources["answering"])
    )


def _schema(folder: Path) -> dict[str, Any]:
    """What the case files of all processes have alike, and what those of this one have beside."""
    shared, own = (json.loads(path.read_text(encoding="utf-8")) for path in (SHARED, folder / SCHEMA_FILE))
    joined = {part: shared[part] | own[part] for part in ("properties", "$defs")}
    return {**shared, **own, **joined}


def _form(table: Mapping[str, Any]) -> FormShape:
    return FormShape(
        at=table["at"],
        answers=table.get("answers", ""),
        fields={key: _source(row) for key, row in table.get("fields", {}).items()},
        item_fields={key: _source(row) for key, row in table.get("item_fields", {}).items()},
    )


def _source(row: Mapping[str, str]) -> Source:
    return Source(start=row.get("from", ""), made=row.get("as", ""), verbatim=row.get("verbatim", ""))
