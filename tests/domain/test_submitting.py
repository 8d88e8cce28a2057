"""What is submitted of a form, and what it lacks before."""

import dataclasses

from formserver.domain import submitting
from formserver.domain.completeness import Asked, Lack, Shortcoming
from formserver.domain.content import Content, Item
from tests.domain.dialogs import COUNTY, GOVERNOR, PARTIES, answer, content, full_item, process

ASKING, ANSWERING = process().asking_form, process().answering_form
NOTE = content(full_item(), full_item(12, "1.2", {GOVERNOR: "Og dere?"}), summary="Kort", contact="Kari")
ASKED = Asked(form=ASKING, content=NOTE, party=next(party for party in PARTIES if party.id == COUNTY))
ALONE = content(contact="Berit")


def _lacks(filled: Content, asked: Asked | None = None) -> list[tuple[Lack, str | None, int | None]]:
    form = ANSWERING if asked else ASKING
    found = submitting.shortcomings(form, submitting.to_submit(form, filled, asked), asked)
    return [(one.lack, one.field.key if one.field else None, one.item_id) for one in found]


def test_a_whole_form_lacks_nothing() -> None:
    assert _lacks(NOTE) == []


def test_a_form_without_items_lacks_an_item() -> None:
    assert _lacks(content(summary="Kort", contact="Kari")) == [(Lack.NO_ITEMS, None, None)]


def test_an_empty_item_lacks_each_required_field_in_its_own_way() -> None:
    bare = content(Item(id=11, number="", theme=1, values={}), summary=" ", contact="Kari")

    assert _lacks(bare) == [
        (Lack.REQUIRED, "summary", None),
        (Lack.CHOOSE_ONE, "kind", 11),
        (Lack.REQUIRED, "title", 11),
        (Lack.REQUIRED, "background", 11),
        (Lack.NO_QUESTION, "asks", 11),
        (Lack.REQUIRED, "outcome", 11),
    ]


def test_a_question_of_blanks_asks_nobody() -> None:
    assert _lacks(content(full_item(asks={COUNTY: "  "}), summary="Kort", contact="Kari")) == [
        (Lack.NO_QUESTION, "asks", 11)
    ]


def test_only_items_that_ask_the_party_must_be_answered() -> None:
    assert _lacks(ALONE, ASKED) == [(Lack.VERDICT, "status", 11)]


def test_an_answer_without_a_verdict_or_without_words_lacks_them() -> None:
    said = dataclasses.replace(ALONE, items=(answer(11, ""), answer(12, "mulig", "")))

    assert _lacks(said, ASKED) == [(Lack.VERDICT, "status", 11), (Lack.REQUIRED, "assessment", 12)]


def test_a_specialist_must_say_how_to_attend() -> None:
    people = [{"name": "Tuva", "attendance": ""}, {"name": "Per", "attendance": "room"}]
    said = dataclasses.replace(content(contact="Berit", specialists=people), items=(answer(11, "mulig"),))

    assert submitting.shortcomings(ANSWERING, said, ASKED) == [
        Shortcoming(lack=Lack.ATTENDANCE, field=ANSWERING.field("specialists"), name="Tuva")
    ]


def test_a_specialist_must_have_a_name() -> None:
    people = [{"name": "", "title": "rådgiver", "attendance": "room"}]
    said = dataclasses.replace(content(contact="Berit", specialists=people), items=(answer(11, "mulig"),))

    assert _lacks(said, ASKED) == [(Lack.PERSON_NAME, "specialists", None)]


def test_people_are_judged_even_when_there_is_nothing_to_add() -> None:
    people = [{"name": "Tuva", "attendance": ""}]
    silent = dataclasses.replace(content(specialists=people), items=(answer(11, "ingen_innspill", ""),))

    assert _lacks(silent, ASKED) == [(Lack.ATTENDANCE, "specialists", None)]


def test_nothing_to_add_needs_neither_words_nor_contact() -> None:
    silent = dataclasses.replace(content(), items=(answer(11, "ingen_innspill", ""),))

    assert _lacks(silent, ASKED) == []
    assert submitting.says_nothing(ANSWERING, silent, ASKED)


def test_nothing_to_add_is_submitted_without_the_text_of_the_draft() -> None:
    silent = dataclasses.replace(ALONE, items=(answer(11, "ingen_innspill", "Et utkast"),))

    assert submitting.to_submit(ANSWERING, silent, ASKED).items == (
        Item(id=11, number="1.1", theme=1, values={"status": "ingen_innspill"}),
    )


def test_answers_to_items_that_were_taken_out_or_left_empty_are_not_submitted() -> None:
    empty = Item(id=12, number="", theme=1, values={"status": "", "assessment": " "})
    said = dataclasses.replace(ALONE, items=(answer(11, "mulig"), empty, answer(99, "mulig")))

    assert [item.id for item in submitting.to_submit(ANSWERING, said, ASKED).items] == [11]


def test_who_answers_something_says_something() -> None:
    said = dataclasses.replace(ALONE, items=(answer(11, "mulig"),))

    assert not submitting.says_nothing(ANSWERING, said, ASKED)
    assert not submitting.says_nothing(ASKING, NOTE, None)


def test_values_of_fields_that_are_no_longer_asked_stay_behind() -> None:
    assert submitting.to_submit(ASKING, content(summary="Kort", gone="Borte"), None).values == {
        "summary": "Kort"
    }


def test_an_empty_field_is_no_change_and_a_new_text_is() -> None:
    assert not submitting.changed(NOTE, dataclasses.replace(NOTE, values={**NOTE.values, "approved_by": ""}))
    assert submitting.changed(NOTE, dataclasses.replace(NOTE, values={**NOTE.values, "approved_by": "Ola"}))
    assert submitting.changed(None, NOTE)
