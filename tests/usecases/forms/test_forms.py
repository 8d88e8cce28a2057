"""Forms filled in: drafts, two texts, items, attachments, submitting, correcting and reopening."""

import pytest

from formserver.domain.progress import FormState
from formserver.domain.refusals import (
    NotFound,
    StaleAnswer,
)
from formserver.storage import answers, database
from formserver.storage.answers import Written
from formserver.usecases.actors import Writer
from formserver.usecases.forms import read_form, save_draft
from formserver.usecases.forms.save_draft import TypedValue
from tests.usecases.form_steps import nils_of, page_of, save_field
from tests.usecases.house import NOTE, RESPONSE, House


def test_a_draft_is_there_again_with_time_and_name(house: House) -> None:
    house.invited()

    outcome = save_field(house, house.kari, "summary", "Kort", 0)

    saved = page_of(house, house.kari).draft.fields["summary"]
    assert (saved.value, saved.version, saved.by, saved.at) == ("Kort", 1, "Kari", house.clock.now)
    assert outcome.versions == {"summary": 1}
    assert page_of(house, house.kari).state is FormState.BEGUN


def test_saving_the_same_text_again_makes_no_new_version(house: House) -> None:
    house.invited()
    save_field(house, house.kari, "summary", "Kort", 0)

    assert save_field(house, house.kari, "summary", "Kort", 1).versions == {"summary": 1}


def test_two_writers_of_one_field_lose_no_text(house: House) -> None:
    nils = nils_of(house.invited())
    save_field(house, house.kari, "summary", "Felles", 0)
    save_field(house, house.kari, "summary", "Karis tekst", 1)

    outcome = save_field(house, nils, "summary", "Nils sin tekst", 1)

    page = page_of(house, house.kari)
    assert page.draft.fields["summary"].value == "Karis tekst"
    assert [(one.mine, one.mine_by) for one in page.conflicts] == [("Nils sin tekst", "Nils")]
    assert outcome.conflicts == page.conflicts
    texts = read_form.two_texts(house.tools, nils, NOTE, page.conflicts[0].id)
    assert (texts.conflict.mine, texts.theirs.value, texts.before) == (
        "Nils sin tekst",
        "Karis tekst",
        "Felles",
    )


def test_a_page_that_is_saved_twice_keeps_one_other_text(house: House) -> None:
    nils = nils_of(house.invited())
    save_field(house, house.kari, "summary", "Karis tekst", 0)
    save_field(house, nils, "summary", "Nils sin", 0)

    save_field(house, nils, "summary", "Nils sin tekst", 0)

    assert [one.mine for one in page_of(house, nils).conflicts] == ["Nils sin tekst"]


def test_who_did_not_touch_a_field_does_not_undo_the_other_s_text(house: House) -> None:
    nils = nils_of(house.invited())
    save_field(house, house.kari, "summary", "Felles", 0)
    save_field(house, house.kari, "summary", "Karis tekst", 1)

    outcome = save_field(house, nils, "summary", "Felles", 1)

    assert outcome.conflicts == ()
    assert page_of(house, nils).draft.fields["summary"].value == "Karis tekst"


def test_two_texts_of_a_field_that_the_process_has_lost_are_not_found(house: House) -> None:
    house.invited()
    save_field(house, house.kari, "summary", "Kort", 0)
    desk = read_form.read_form(house.tools, house.kari, NOTE).desk
    assert desk is not None
    with database.writing():
        mine = Written(item_id=None, field="gone", value="Nils", version=0)
        (conflict,) = answers.keep_conflicts(desk.id, [mine], "Nils", house.clock.now)

    with pytest.raises(NotFound):
        read_form.two_texts(house.tools, house.kari, NOTE, conflict)


def test_two_texts_are_settled_by_choice_and_gone_afterwards(house: House) -> None:
    nils = nils_of(house.invited())
    save_field(house, house.kari, "summary", "Karis tekst", 0)
    conflict = save_field(house, nils, "summary", "Nils sin tekst", 0).conflicts[0]

    save_draft.settle_conflict(house.tools, nils, NOTE, conflict.id, TypedValue("Begge tekstene", 1))

    page = page_of(house, house.kari)
    assert (page.draft.fields["summary"].value, page.conflicts) == ("Begge tekstene", ())
    with pytest.raises(NotFound):
        read_form.two_texts(house.tools, nils, NOTE, conflict.id)


def test_a_text_that_changed_again_is_not_overwritten_by_the_choice(house: House) -> None:
    nils = nils_of(house.invited())
    save_field(house, house.kari, "summary", "Karis tekst", 0)
    conflict = save_field(house, nils, "summary", "Nils sin tekst", 0).conflicts[0]
    save_field(house, house.kari, "summary", "Enda en", 1)

    with pytest.raises(StaleAnswer):
        save_draft.settle_conflict(house.tools, nils, NOTE, conflict.id, TypedValue("Begge", 1))
    with pytest.raises(NotFound):
        save_draft.settle_conflict(house.tools, nils, NOTE, 999, TypedValue("Begge", 1))


def test_a_field_that_is_not_asked_is_not_stored(house: House) -> None:
    house.invited()

    with pytest.raises(NotFound):
        save_field(house, house.kari, "ikke_spurt", "x", 0)


def test_a_form_of_another_party_or_another_kind_is_not_found(house: House) -> None:
    house.asked()

    for writer, form in ((house.kari, RESPONSE), (house.writer(house.county), NOTE), (house.kari, "nothing")):
        with pytest.raises(NotFound):
            page_of(house, writer, form)


def test_the_organiser_writes_the_hosts_form_from_the_board(house: House) -> None:
    house.invited()
    from_board = Writer(actor=house.actor, dialog_id=house.dialog_id, party_id=None)

    save_field(house, from_board, "summary", "Fra tavla", 0)

    assert page_of(house, house.kari).draft.fields["summary"].by == "Ada"
