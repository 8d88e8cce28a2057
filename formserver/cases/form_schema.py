"""The JSON Schema (draft 2020-12) of a process's case files, made from its questions as they stand."""

import json
from collections.abc import Mapping
from typing import Any

from formserver.cases import shape as shapes
from formserver.cases.shape import AnswerSource, FormShape, ListShape, Shape
from formserver.definitions import Definition
from formserver.domain import questions
from formserver.domain.process import Field, Form, Kind, Process
from formserver.domain.questions import QuestionGroup

Schema = dict[str, Any]
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
_SEVERAL = {"names", "people"}  # made of the ids of several people


def published(definition: Definition) -> bytes:
    """The schema as a file. Raises OSError when the process's folder is gone."""
    schema = of(definition.process, shapes.load(definition))
    return json.dumps(schema, ensure_ascii=False, indent=1).encode() + b"\n"


def of(process: Process, shape: Shape) -> Schema:
    """The whole schema. A key that it does not name is refused."""
    asking, answering = process.asking_form, process.answering_form
    own: Schema = {part: dict(shape.own.get(part, {})) for part in ("properties", "$defs")}
    own["properties"] |= _places(shape.asking, shape.answering)
    own["$defs"] |= {
        "party_type": {"enum": _party_types(process)},
        **_rows(shape.shared, asking, shape.asking, "asking"),
        **_rows(shape.shared, answering, shape.answering, "answering"),
    }
    joined = {part: shape.shared[part] | own[part] for part in own}
    return {**shape.shared, **shape.own, **joined}


def _party_types(process: Process) -> list[str]:
    return list(dict.fromkeys(kind for role in process.roles for kind in role.party_types))


def _places(asking: FormShape, answering: FormShape) -> Schema:
    return {
        asking.at: {"$ref": "#/$defs/asking"},
        answering.at: {"type": "array", "items": {"$ref": "#/$defs/answering"}},
        answering.answers: {"type": "array", "items": {"$ref": "#/$defs/answering_item"}},
    }


def _rows(shared: Mapping[str, Any], form: Form, where: FormShape, name: str) -> Schema:
    lists = (
        (name, QuestionGroup.ONCE, where.fields),
        (f"{name}_item", QuestionGroup.ITEM, where.item_fields),
    )
    return {row: _with_questions(shared["$defs"][row], form, group, listed) for row, group, listed in lists}


def _with_questions(row: Schema, form: Form, group: QuestionGroup, listed: ListShape) -> Schema:
    fields = questions.listed(form, group)
    named = [
        one for one in fields if group is QuestionGroup.ITEM and one.key == form.item_title and one.required
    ]
    answers = {listed.key(one): _answer(one, needed=one in named) for one in fields}
    people = {source.start: _people(source) for source in listed.asked.values() if source.start}
    return row | {
        "required": [*row["required"], *(listed.key(one) for one in named)],
        "properties": people | answers | row["properties"],
    }


def _answer(field: Field, *, needed: bool) -> Schema:
    return {"description": field.label.to("en"), **_value(field, needed=needed)}


def _value(field: Field, *, needed: bool) -> Schema:
    if field.kind in _OF_KIND:
        return _OF_KIND[field.kind]
    most = max(SHORT, field.max_length)
    if needed:
        return {"type": "string", "minLength": 1, "maxLength": most}
    return {"type": ["string", "null"], "maxLength": most}


def _people(source: AnswerSource) -> Schema:
    """The ids of people; the one of a single person may be missing."""
    if source.made in _SEVERAL:
        return {"type": "array", "items": {"$ref": "#/$defs/id"}}
    return {"$ref": "#/$defs/text_or_nothing"}
