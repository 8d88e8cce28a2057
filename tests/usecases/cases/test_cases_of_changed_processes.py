"""A dialog whose questions were changed by administrators goes out as a case, and comes in again whole."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from formserver import cases
from formserver.cases import Case, CaseFileFault
from formserver.config.settings import DOC_TEMPLATES
from formserver.domain.process import Choice, Field, Form, Kind
from formserver.domain.questions import QuestionGroup, kinds
from formserver.domain.words import Words, same
from formserver.storage import database, dialogs, process_versions, templates
from formserver.usecases.cases.export_dialog import export_dialog
from formserver.usecases.cases.import_dialog import import_dialog
from formserver.usecases.dialogs import change_parties
from formserver.usecases.forms import change_items, submit_form
from formserver.usecases.processes import process_in_use
from formserver.usecases.processes.keep_shipped import places
from formserver.usecases.questions import change_questions, import_process, publish_questions, read_questions
from formserver.usecases.questions.change_questions import Where
from tests.usecases import house as houses
from tests.usecases.house import House, as_new

MULIGHETSDIALOG = "mulighetsdialog"
PROCESSES = (MULIGHETSDIALOG, "regionalt_planforum")
CHOICES = tuple(
    Choice(key="", label=Words(dict.fromkeys(("nb", "nn", "en"), text))) for text in ("Mye", "Lite")
)
CHOSEN = (Kind.CHOICE, Kind.CHOICES, Kind.PEOPLE)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Callable[[], House]:
    """Goes to another service, in which nothing has happened; there is no way back."""
    return lambda: houses.build(tmp_path / "elsewhere")


def mark(house: House, process: str) -> str:
    return read_questions.read(house.tools, process).mark


def where(house: House, process: str, form: str, group: QuestionGroup) -> Where:
    return Where(process=process, form=form, group=group, mark=mark(house, process))


def add(house: House, process: str, form: str, group: QuestionGroup, kind: Kind, label: str) -> str:
    words = Words(dict.fromkeys(("nb", "nn", "en"), label))
    asked = Field(key="", kind=kind, label=words, choices=CHOICES if kind in CHOSEN else ())
    return change_questions.add_question(house.tools, house.actor, where(house, process, form, group), asked)


def publish(house: House, process: str) -> None:
    publish_questions.publish_draft(house.tools, house.actor, process, mark(house, process), "")


def grow(house: House, process: str) -> None:
    """From now on every list also has a question of each kind, and one whose name the file has for itself."""
    used = process_in_use.definition(house.tools, process).process
    for form in (used.asking_form, used.answering_form):
        for group in reversed(QuestionGroup):
            for kind in kinds(group):
                add(house, process, form.key, group, kind, f"Ny {kind}")
            add(house, process, form.key, group, Kind.TEXT, "Id")
    publish(house, process)


def value(house: House, field: Field) -> Any:
    chosen = [choice.key for choice in field.choices]
    person = {"name": "Liv", "title": "planlegger", "themes": [1], "attendance": next(iter(chosen), "")}
    of_kind = {
        Kind.CHOICE: next(iter(chosen), ""),
        Kind.CHOICES: chosen,
        Kind.YES_NO: False,
        Kind.HOSTS: [house.host.id],
        Kind.QUESTIONS: {str(party.id): "Kan dere?" for party in (house.county, house.governor)},
        Kind.PEOPLE: [person],
        Kind.EMAIL: "liv@example.no",
    }
    return of_kind.get(field.kind, f"Om {field.key}")


def values(house: House, fields: tuple[Field, ...]) -> dict[str, Any]:
    return {field.key: value(house, field) for field in fields}


def filled(house: House, process: str) -> int:
    """A new dialog with every question of both forms answered."""
    house.plan(process=process, title="Møte").invited()
    house.clock.advance(timedelta(days=1))
    form = house.dialog.process.asking_form
    house.items = [change_items.add_item(house.tools, house.kari, form.key, 1)]
    submitted(house, form, house.kari)
    submitted(house, house.dialog.process.answering_form, house.writer(house.county))
    return house.dialog_id


def submitted(house: House, form: Form, writer: Any) -> None:
    house.write(writer, form.key, None, **values(house, form.fields))
    house.write(writer, form.key, house.items[0], **values(house, form.item_fields))
    submit_form.submit_form(house.tools, writer, form.key)


def members(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read(house: House, packed: bytes) -> Case:
    tools = house.tools
    return cases.read(packed, process_in_use.every(tools), partial(process_in_use.kept, tools))


def taken_in(house: House, packed: bytes) -> int:
    house.dialog_id = import_dialog(house.tools, read(house, packed))
    return house.dialog_id


def answers(house: House, dialog_id: int) -> dict[str, Any]:
    """What a dialog's case says, under ids that do not depend on where it is."""
    text = members(export_dialog(house.tools, dialog_id))["case.json"].decode()
    for number, party in enumerate(json.loads(text)["parties"]):
        text = text.replace(f'"{party["id"]}"', f'"party {number}"')
        for nth, person in enumerate(party["people"]):
            text = text.replace(f'"{person["person_id"]}"', f'"person {number}.{nth}"')
    case: dict[str, Any] = json.loads(text)
    del case["dialog"]["id"]
    return case


def told(house: House, packed: bytes) -> list[CaseFileFault]:
    """What a case is refused with."""
    with pytest.raises(cases.CaseFault) as refused:
        read(house, packed)
    return list(refused.value.faults)


@pytest.mark.parametrize("process", PROCESSES)
def test_answers_to_new_questions_of_every_kind_come_back_on_the_same_service(
    house: House, process: str
) -> None:
    grow(house, process)
    first = filled(house, process)

    copy = taken_in(house, export_dialog(house.tools, first))

    assert copy != first
    assert answers(house, copy) == answers(house, first)


@pytest.mark.parametrize("process", PROCESSES)
def test_a_service_without_the_questions_names_every_answer_that_would_be_lost(
    house: House, elsewhere: Callable[[], House], process: str
) -> None:
    grow(house, process)
    packed = export_dialog(house.tools, filled(house, process))

    version, *lost = told(elsewhere(), packed)

    assert version.path == "dialog.process_sha256"
    assert "process.zip in the export" in version.reason
    assert {fault.path for fault in lost} == set(new_answers(packed))
    assert all(fault.reason.endswith(", which is not asked here") for fault in lost)


def new_answers(packed: bytes) -> Iterator[str]:
    """Where the file holds answers to the questions of `grow`."""
    for place, answers in all_answers(json.loads(members(packed)["case.json"])):
        yield from (f"{place}.{key}" for key in answers if key.startswith(("ny_", "id")))


def all_answers(case: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the file that holds answers, with the way to it."""
    for form, sheets in case["sheets"].items():
        for number, sheet in enumerate(sheets):
            yield f"sheets.{form}[{number}].answers", sheet["answers"]
            for nth, item in enumerate(sheet["items"]):
                yield f"sheets.{form}[{number}].items[{nth}].answers", item["answers"]


@pytest.mark.parametrize("process", PROCESSES)
def test_a_service_that_took_in_the_process_of_the_export_takes_in_the_case_whole(
    house: House, elsewhere: Callable[[], House], process: str
) -> None:
    grow(house, process)
    packed = export_dialog(house.tools, filled(house, process))
    here = answers(house, house.dialog_id)

    there, folder = elsewhere(), members(packed)["process.zip"]
    import_process.import_process(there.tools, there.actor, process, mark(there, process), folder)
    publish(there, process)
    go_back(there, process)

    assert answers(there, taken_in(there, packed)) == here


def go_back(house: House, process: str) -> None:
    """Take the questions that were shipped into use again."""
    with database.reading():
        shipped = process_versions.versions(process)[-1]
    publish_questions.use_earlier(house.tools, house.actor, shipped.id, mark(house, process), "")


def test_a_question_that_was_taken_out_since_is_asked_in_the_dialog_that_comes_back(house: House) -> None:
    grow(house, MULIGHETSDIALOG)
    first = filled(house, MULIGHETSDIALOG)
    for key in ("ny_yes_no", "ny_text"):
        place = where(house, MULIGHETSDIALOG, "note", QuestionGroup.ITEM)
        change_questions.remove_question(house.tools, house.actor, place, key)
    publish(house, MULIGHETSDIALOG)

    copy = taken_in(house, export_dialog(house.tools, first))

    assert house.dialog.process.form("note").item_field("ny_text")
    assert answers(house, copy) == answers(house, first)


def test_an_answer_of_no_is_an_answer_that_is_not_lost_either(
    house: House, elsewhere: Callable[[], House]
) -> None:
    add(house, MULIGHETSDIALOG, "note", QuestionGroup.ONCE, Kind.YES_NO, "Haster")
    publish(house, MULIGHETSDIALOG)

    packed = export_dialog(house.tools, filled(house, MULIGHETSDIALOG))

    lost = told(elsewhere(), packed)
    assert [fault.path for fault in lost] == ["dialog.process_sha256", "sheets.note[0].answers.haster"]
    assert "not kept here: haster; first take that version in" in lost[0].reason


def test_a_question_that_nobody_answered_keeps_no_case_out(
    house: House, elsewhere: Callable[[], House]
) -> None:
    add(house, MULIGHETSDIALOG, "note", QuestionGroup.ONCE, Kind.LONG_TEXT, "Haster")
    publish(house, MULIGHETSDIALOG)
    house.invited()
    house.write_note({str(house.county.id): "Kan dere?"})
    house.write(house.kari, "note", None, haster="Ja")
    house.write(house.kari, "note", None, haster="")
    submit_form.submit_form(house.tools, house.kari, "note")
    packed, here = export_dialog(house.tools, house.dialog_id), answers(house, house.dialog_id)

    there = elsewhere()
    taken = answers(there, taken_in(there, packed))

    assert here["sheets"]["note"][0]["answers"].pop("haster") == ""
    assert taken["sheets"] == here["sheets"]


def test_a_dialog_that_comes_back_has_the_word_templates_that_it_had(house: House) -> None:
    house.asked()
    first = house.dialog_id
    house.change_template("packet", (DOC_TEMPLATES / MULIGHETSDIALOG / "supplement.nb.docx").read_bytes())

    copy = taken_in(house, export_dialog(house.tools, first))

    assert copy != first
    assert pinned(copy) == pinned(first)
    assert pinned(copy)["packet.nb"] == 2


def pinned(dialog_id: int) -> dict[str, int]:
    """The number of the version of each Word template that a dialog has."""
    with database.reading():
        found = {place: templates.pinned_by(place) for place in places(dialogs.get(dialog_id).process)}
        return {place.name: templates.get(by_dialog[dialog_id]).number for place, by_dialog in found.items()}


@pytest.mark.parametrize("process", PROCESSES)
def test_the_schema_in_an_export_holds_for_the_case_beside_it_and_for_no_more(
    house: House, process: str
) -> None:
    grow(house, process)
    found = members(export_dialog(house.tools, filled(house, process)))

    schema, case = json.loads(found["case.schema.json"]), json.loads(found["case.json"])

    validator = Draft202012Validator(schema)
    validator.check_schema(schema)
    assert [error.message for error in validator.iter_errors(case)] == []
    (_, row), *_ = all_answers(case)
    row["ny_tekst"] = "Mer"
    assert [error.validator for error in validator.iter_errors(case)] == ["additionalProperties"]


def test_a_guest_who_was_asked_comes_back_as_a_guest(house: House) -> None:
    house.invited()
    guest = as_new(house.county, role="guest", type="invitert", name=same("Eksempelbuss"), number="")
    guest_id = change_parties.add_party(house.tools, house.actor, house.dialog_id, guest)
    house.write_note({str(guest_id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, "note")
    roles = [party.role for party in house.dialog.parties]

    taken_in(house, export_dialog(house.tools, house.dialog_id))

    assert [party.role for party in house.dialog.parties] == roles
    assert roles[-1] == "guest"
