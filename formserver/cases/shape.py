"""The shape of a process's case files: where in the file the answers to its questions lie."""

import json
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from formserver.definitions import Definition
from formserver.definitions.case_sources import SOURCES_FILE
from formserver.domain import questions
from formserver.domain.process import Field, Form, Kind
from formserver.domain.questions import QuestionGroup

SCHEMA_FILE = "case.schema.json"
SHARED = Path(__file__).parent / SCHEMA_FILE
_ONE_TEXT = frozenset({Kind.TEXT, Kind.LONG_TEXT})


@dataclass(frozen=True, kw_only=True)
class AnswerSource:
    """Where the answer to a question is found when not under its own key; case.toml says what each means."""

    start: str = ""  # key of one person's id or of a list of them
    made: str = ""  # what is made of it: name, names, contact, people
    verbatim: str = ""  # key of the value itself


@dataclass(frozen=True, kw_only=True)
class ListShape:
    """Where the answers to one list of questions lie in a row, which also has the keys `fixed`.

    `said` is what case.toml says, also of questions that are asked no more; `asked` has every question.
    """

    fixed: Collection[str]
    said: Mapping[str, AnswerSource]
    asked: Mapping[str, AnswerSource]

    def key(self, asked: Field) -> str:
        """The key that the answer itself has."""
        return self.asked[asked.key].verbatim

    def question(self, key: str) -> str:
        """The question that a key of a row is about, whether it is asked or not."""
        return next((one for one, source in self.said.items() if key in (source.start, source.verbatim)), key)


@dataclass(frozen=True, kw_only=True)
class FormShape:
    """Where one form lies in the file: under which key, and for one that answers, where its answers are."""

    at: str
    answers: str = ""
    fields: ListShape
    item_fields: ListShape


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The shape of a process's case files. `shared` is the schema that all have alike, `own` what it adds."""

    asking: FormShape
    answering: FormShape
    shared: Mapping[str, Any]
    own: Mapping[str, Any] = field(default_factory=dict)


def load(definition: Definition) -> Shape:
    """The shape for the questions as this definition asks them; the folder it lies in may say more of it.

    Raises OSError or ValueError when the folder is gone or cannot be read.
    """
    if definition.folder is None:
        raise FileNotFoundError(definition.process.key)
    process, shared = definition.process, json.loads(SHARED.read_text(encoding="utf-8"))
    said = tomllib.loads(_text(definition.folder / SOURCES_FILE))
    asking, answering = process.asking_form, process.answering_form
    return Shape(
        asking=_form(asking, _plain(asking, shared) | said.get("asking", {}), shared, "asking"),
        answering=_form(
            answering, _plain(answering, shared) | said.get("answering", {}), shared, "answering"
        ),
        shared=shared,
        own=json.loads(_text(definition.folder / SCHEMA_FILE) or "{}"),
    )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _plain(form: Form, shared: Mapping[str, Any]) -> dict[str, str]:
    """Where a form lies that case.toml does not speak of."""
    at = questions.free_key(form.key, shared["properties"])
    return {"at": at, "answers": f"{at}_answers"}


def _form(form: Form, table: Mapping[str, Any], shared: Mapping[str, Any], name: str) -> FormShape:
    def listed(group: QuestionGroup, rows: str) -> ListShape:
        said = {key: _source(row) for key, row in table.get(group, {}).items()}
        fixed = list(shared["$defs"][rows]["properties"])
        fields = questions.listed(form, group)
        return ListShape(fixed=fixed, said=said, asked=dict(_asked(fields, said, fixed)))

    return FormShape(
        at=table["at"],
        answers=table.get("answers", ""),
        fields=listed(QuestionGroup.ONCE, name),
        item_fields=listed(QuestionGroup.ITEM, f"{name}_item"),
    )


def _source(row: Mapping[str, str]) -> AnswerSource:
    return AnswerSource(start=row.get("from", ""), made=row.get("as", ""), verbatim=row.get("verbatim", ""))


def _asked(
    fields: Collection[Field], said: Mapping[str, AnswerSource], fixed: Collection[str]
) -> Iterator[tuple[str, AnswerSource]]:
    """Each question with the key of its answer, which is its own unless that is taken for something else."""
    reserved = {*fixed, *(key for source in said.values() for key in (source.start, source.verbatim))}
    taken = reserved | {one.key for one in fields}
    for asked in fields:
        source = _fitting(said.get(asked.key, AnswerSource()), asked)
        if not source.verbatim:
            key = questions.free_key(asked.key, taken) if asked.key in reserved else asked.key
            source = replace(source, verbatim=key)
        taken.add(source.verbatim)
        yield asked.key, source


def _fitting(source: AnswerSource, asked: Field) -> AnswerSource:
    """Where an answer is found as the question is now: of people only a text or a list of them is made."""
    fits = asked.kind in _ONE_TEXT or (asked.kind is Kind.PEOPLE and source.made == "people")
    return source if fits else AnswerSource(verbatim=source.verbatim)
