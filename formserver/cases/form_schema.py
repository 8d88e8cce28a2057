"""The JSON Schema (draft 2020-12) of a process's case files, made from its questions as they stand."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from formserver.domain.process import Field, Form, Kind, Process

Schema = dict[str, Any]
SCHEMA_FILE = "case.schema.json"
SHARED = Path(__file__).parent / SCHEMA_FILE
SHORT = 1000  # characters; a text on one line may hold so many, whatever its question says
_OF_KIND: Mapping[Kind, Schema] = {
    Kind.LONG_TEXT: {"$ref": "#/$defs/text_or_nothing"},
    Kind.CHOICE: {"type": ["string", "integer", "null"]},
    Kind.CHOICES: {"type": "array", "items": {"type": "string"}},
    Kind.YES_NO: {"type": ["boolean", "null"]},
    Kind.HOSTS: {"type": "array", "items": {"$ref": "#/$defs/id"}},
    Kind.QUESTIONS: {"type": "object", "additionalProperties": {"$ref": "#/$defs/text_or_nothing"}},
    Kind.PEOPLE: {"type": "array", "items": {"$ref": "#/$defs/specialist"}},
}


def published(process: Process) -> bytes:
    """The schema as a file."""
    return json.dumps(schema_of_process(process), ensure_ascii=False, indent=1).encode() + b"\n"


def schema_of_process(process: Process) -> Schema:
    """The whole schema. A key that it does not name is refused."""
    schema: Schema = json.loads(SHARED.read_text(encoding="utf-8"))
    types = [kind for role in process.roles for kind in role.party_types]
    schema["$defs"]["party_type"] = {"enum": list(dict.fromkeys(types))}
    asking, answering = process.asking_form, process.answering_form
    sheets = {
        asking.key: _sheets(asking, schema["$defs"], "asking_item") | {"maxItems": 1},
        answering.key: _sheets(answering, schema["$defs"], "answering_item"),
    }
    schema["properties"]["sheets"] = _closed(sheets) | {"description": "The sheets of each form."}
    return schema


def _sheets(form: Form, shared: Schema, item_name: str) -> Schema:
    sheet, item = shared["sheet"], shared.pop(item_name)
    named = [field.key for field in form.item_fields if field.key == form.item_title and field.required]
    item_answers = _answers(form.item_fields, named) | {"required": named}
    items = item | {"properties": item["properties"] | {"answers": item_answers}}
    own = {"answers": _answers(form.fields), "items": {"type": "array", "items": items}}
    return {"type": "array", "items": sheet | {"properties": sheet["properties"] | own}}


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _answers(fields: Collection[Field], needed: Collection[str] = ()) -> Schema:
    return _closed({field.key: _answer(field, needed=field.key in needed) for field in fields})


def _answer(field: Field, *, needed: bool) -> Schema:
    return {"description": field.label.to("en"), **_value(field, needed=needed)}


def _value(field: Field, *, needed: bool) -> Schema:
    if field.kind in _OF_KIND:
        return _OF_KIND[field.kind]
    most = max(SHORT, field.max_length)
    if needed:
        return {"type": "string", "minLength": 1, "maxLength": most}
    return {"type": ["string", "null"], "maxLength": most}
