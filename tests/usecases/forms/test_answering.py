"""The answering form: what is asked, what nobody asked for, and nothing to add."""

import pytest

from formserver.domain.refusals import (
    NotFound,
    NothingAsked,
)
from formserver.usecases.forms import say_nothing
from tests.usecases.form_steps import page_of
from tests.usecases.house import NOTE, RESPONSE, House


def test_an_answer_waits_for_the_questions(house: House) -> None:
    house.invited()

    with pytest.raises(NothingAsked):
        house.write(house.writer(house.county), RESPONSE, None, contact="Berit")


def test_an_answering_page_shows_question_and_what_is_asked(house: House) -> None:
    house.asked(also_governor=False)

    asked = page_of(house, house.writer(house.county), RESPONSE)
    not_asked = page_of(house, house.writer(house.governor), RESPONSE)

    assert (asked.asked_count, asked.items[0].question, asked.items[0].title) == (1, "Kan dere?", "Boliger")
    assert (not_asked.asked_count, not_asked.items[0].is_asked) == (0, False)
    assert asked.items[0].asked is not None
    assert asked.items[0].asked.value("background") == "Få"


def test_an_answer_nobody_asked_for_can_be_given(house: House) -> None:
    house.asked(also_governor=False)

    house.answer(house.governor)

    page = page_of(house, house.writer(house.governor), RESPONSE)
    assert page.submitted is not None
    assert [item.number for item in page.submitted.items] == ["1.1"]


def test_nothing_to_add_to_everything_is_submitted_at_once(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], assessment="Et utkast")

    submission = say_nothing.to_all(house.tools, berit, RESPONSE)

    page = page_of(house, berit, RESPONSE)
    assert submission.silent
    assert page.submitted is not None
    assert page.submitted.items[0].values == {"status": "ingen_innspill"}
    assert page.items[0].fields["assessment"].value == "Et utkast"


def test_nothing_to_add_to_one_item_can_be_taken_back(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)

    say_nothing.to_item(house.tools, berit, RESPONSE, house.items[0])
    assert page_of(house, berit, RESPONSE).items[0].silent

    say_nothing.take_back(house.tools, berit, RESPONSE, house.items[0])
    item = page_of(house, berit, RESPONSE).items[0]
    assert (item.silent, item.begun) == (False, False)
    say_nothing.take_back(house.tools, berit, RESPONSE, house.items[0])


def test_a_form_without_a_silent_answer_knows_no_silence(house: House) -> None:
    house.invited()
    house.write_note({str(house.county.id): "Kan dere?"})

    with pytest.raises(NotFound):
        say_nothing.to_item(house.tools, house.kari, NOTE, house.items[0])
