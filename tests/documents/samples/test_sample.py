import dataclasses
import itertools
import re

import pytest

from formserver.documents.check import trial
from formserver.documents.fill import render
from formserver.documents.names import process_names
from formserver.documents.names.process_names import Leaf, NameGroup, NameList, Shape
from formserver.documents.names.values import Anchor, Link
from formserver.documents.samples import sample_names
from formserver.documents.word import package
from formserver.domain.look import Look
from formserver.domain.process import Choice, Field, Kind
from formserver.domain.words import Words
from tests.support import packets, word
from tests.support.shapes import differences

DOCUMENTS = [document.key for document in packets.PROCESS.documents]
every_document = pytest.mark.parametrize(
    ("document", "language"), list(itertools.product(DOCUMENTS, ("nb", "nn")))
)


def leaves(shape: Shape, value: object) -> list[tuple[Leaf, object]]:
    """Every single value with its shape."""
    if isinstance(shape, NameList):
        assert isinstance(value, list)
        return [found for row in value for found in leaves(shape.row, row)]
    if isinstance(shape, NameGroup):
        assert isinstance(value, dict)
        return [found for key, one in shape.names.items() for found in leaves(one, value[key])]
    return [(shape, value)]


@every_document
def test_a_preview_has_a_value_for_every_name_and_no_other(document: str, language: str) -> None:
    shown = sample_names.shown(packets.PROCESS, document, language)

    assert differences(process_names.in_document(packets.PROCESS, document), shown) == []


@every_document
def test_every_link_of_a_preview_leads_to_a_place_of_its_own(document: str, language: str) -> None:
    known = process_names.in_document(packets.PROCESS, document)

    found = leaves(known, sample_names.shown(packets.PROCESS, document, language))

    places = [one.name for _, one in found if isinstance(one, Anchor) and one.name]
    wanted = {one.anchor for _, one in found if isinstance(one, Link) and one.anchor}
    assert len(places) == len(set(places))
    assert wanted - set(places) == set()


@every_document
def test_a_template_filled_with_the_preview_says_nothing_that_only_a_program_reads(
    document: str, language: str
) -> None:
    template = packets.template(document, language)

    filled = render.render(template, sample_names.shown(packets.PROCESS, document, language))

    said = word.body(filled)
    assert re.findall(r"[{}<>\\]|None|True|False|\[\]", said) == []
    assert word.dangling_links(filled) == set()
    assert "Fossedal" in package.unpack(filled)["docProps/core.xml"].decode()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_preview_of_a_packet_shows_every_state_that_an_answer_can_have(language: str) -> None:
    shown = sample_names.shown(packets.PROCESS, "packet", language)

    answers = [answer for theme in shown["themes"] for item in theme["items"] for answer in item["answers"]]
    states = {(one["answered"], one["silent"], one["missing"]) for one in answers}
    assert states == {(True, False, False), (True, True, False), (False, False, True)}
    assert any(item["not_asked"] for theme in shown["themes"] for item in theme["items"])
    assert [len(table["responders"]) for table in shown["matrix"]["tables"]] == [3]


def test_a_field_of_the_form_is_filled_with_words_that_name_it() -> None:
    shown = sample_names.shown(packets.PROCESS, "note", "nb")

    item = shown["themes"][0]["items"][1]
    assert item["background"].startswith("Her står svaret på «Bakgrunn».")
    assert shown["note"]["approved_by"] == "Svaret på «Godkjent av»"


def test_the_preview_of_a_supplement_holds_only_the_late_answer() -> None:
    shown = sample_names.shown(packets.PROCESS, "supplement", "nb")

    assert [(one["party"], one["late"]) for one in shown["basis"]] == [("Vegetaten, region Fjell", True)]
    assert [one["party"] for one in shown["responses"]] == ["Vegetaten, region Fjell"]


def test_a_process_with_fields_of_every_kind_and_no_themes_has_a_preview_too() -> None:
    kinds = tuple(
        Field(
            key=f"field_{kind}",
            kind=kind,
            label=Words({"nb": f"Felt {kind}"}),
            choices=(Choice(key="a", label=Words({"nb": "Valg A"})),),
        )
        for kind in Kind
    )
    forms = tuple(
        dataclasses.replace(form, fields=kinds, item_fields=(*form.item_fields, *kinds))
        for form in packets.PROCESS.forms
    )
    process = dataclasses.replace(packets.PROCESS, forms=forms, themes=())

    shown = sample_names.shown(process, "packet", "nb")

    note = shown[process.asking_form.key]
    assert {kind: note[f"field_{kind}"] for kind in (Kind.CHOICES, Kind.YES_NO, Kind.EMAIL)} == {
        Kind.CHOICES: "Valg A",
        Kind.YES_NO: "Ja",
        Kind.EMAIL: "kari@example.no",
    }
    assert differences(process_names.in_document(process, "packet"), shown) == []
    assert [theme["title"] for theme in shown["themes"]] == ["Boliger og areal", "Transport"]


def test_the_look_of_the_first_host_can_be_given_and_then_stands_alone() -> None:
    look = Look(municipality="5026", name="Holtålen", address="Bygdaveien 1")

    shown = sample_names.shown(packets.PROCESS, "note", "nb", look=look)

    said = [(host["look"]["name"], host["look"]["address"]) for host in shown["hosts"]]
    assert said == [("Holtålen", "Bygdaveien 1"), ("", "")]
    assert shown["look"] == shown["hosts"][0]["look"]


def test_a_preview_without_a_look_given_shows_where_arms_and_address_stand() -> None:
    shown = sample_names.shown(packets.PROCESS, "note", "nb")

    said = [(host["look"]["address"], bool(host["look"]["arms"])) for host in shown["hosts"]]
    assert said == [("Kommunevegen 1, 0000 Fossedal", True), ("Kommunevegen 1, 0000 Elvdal", True)]
    assert shown["look"]["colour"] == ""


def test_the_last_dialog_that_tries_a_template_has_answers_as_long_as_forms_let_them_be() -> None:
    rows, times, long = trial.DIALOGS[-1]
    longest = max(
        one.max_length for form in packets.PROCESS.forms for one in (*form.fields, *form.item_fields)
    )

    made = sample_names.values(
        NameGroup(names={"a": Leaf(), "b": Leaf(long=True)}), rows=rows, times=times, long=long
    )

    assert len(str(made["a"])) < 400
    assert len(str(made["b"])) >= longest
