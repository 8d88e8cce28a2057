"""Whether case.toml fits its process: every question that it names is asked.

What the lines mean, `cases.shape` knows; here only their names are held against the forms.
"""

from typing import Any

from formserver.definitions import toml_text
from formserver.definitions.faults import FaultKind, ProcessFault, ProcessFaults
from formserver.definitions.table import TomlTable
from formserver.domain import questions
from formserver.domain.process import Form, Process
from formserver.domain.questions import QuestionGroup

SOURCES_FILE = "case.toml"


def faults(text: str, process: Process) -> list[ProcessFault]:
    """What is wrong in the text of case.toml. Raises DefinitionFault when it is no TOML."""
    found = ProcessFaults(SOURCES_FILE)
    raw = toml_text.read(SOURCES_FILE, text)
    for name, form in (("asking", process.asking_form), ("answering", process.answering_form)):
        table = TomlTable(raw.get(name), name, found)
        table.text("at")
        if form.answers:
            table.text("answers")
        for group in QuestionGroup:
            _group(table.raw.get(group, {}), f"{name}.{group}", form, group, found)
    return found.found


def _group(raw: Any, place: str, form: Form, group: QuestionGroup, found: ProcessFaults) -> None:
    asked = [field.key for field in questions.listed(form, group)]
    for key in TomlTable(raw, place, found).raw:
        if key not in asked:
            found.add(f"{place}.{key}", FaultKind.QUESTION_GONE, name=key, form=form.key)
