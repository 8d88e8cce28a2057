"""Answers that the organiser registers on a party's behalf, and what a form begins with."""

from datetime import timedelta

import pytest

from formserver.domain.dialog import Submission
from formserver.domain.progress import FormState
from formserver.domain.refusals import (
    DialogCancelled,
    FormLocked,
    NotFound,
)
from formserver.usecases.actors import Writer
from formserver.usecases.dialogs import change_parties, move_meeting
from formserver.usecases.forms import attach, discard_correction, save_draft, say_nothing, submit_form
from formserver.usecases.forms.save_draft import TypedValue
from formserver.usecases.service import accounts
from formserver.usecases.service.accounts import NewAccount
from tests.usecases.form_steps import page_of, save_field
from tests.usecases.house import NOTE, RESPONSE, House, contact


def _registering(house: House) -> Writer:
    return Writer(actor=house.actor, dialog_id=house.dialog_id, party_id=house.county.id, on_behalf=True)


def _register(house: House) -> Submission:
    """Ada registers an answer that came by e-mail."""
    house.write(_registering(house), RESPONSE, None, contact="Berit")
    house.write(_registering(house), RESPONSE, house.items[0], status="mulig", assessment="Kom på e-post")
    return submit_form.submit_form(house.tools, _registering(house), RESPONSE)


def test_an_answer_registered_by_the_organiser_is_marked_so(house: House) -> None:
    house.asked()

    submission = _register(house)
    house.work()

    assert (submission.on_behalf, submission.by) == (True, "Ada")
    assert [letter.recipient_name for letter in house.letters("response_registered")] == ["Berit"]
    assert house.letters("response_receipt") == []


def test_the_organiser_never_sees_the_draft_of_a_party(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], assessment="Vårt indre utkast")
    attachment_id = attach.announce(house.tools, berit, RESPONSE, "Internt")
    assert page_of(house, berit, RESPONSE).items[0].begun

    page = page_of(house, _registering(house), RESPONSE)

    assert (page.state, page.draft.attachments) == (FormState.NEW, ())
    assert page.items[0].fields == {}
    with pytest.raises(NotFound):
        attach.remove_attachment(house.tools, _registering(house), RESPONSE, attachment_id)


def test_the_organiser_cannot_fetch_a_file_from_a_draft(house: House) -> None:
    house.asked()
    attachment_id = attach.attach_file(
        house.tools, house.writer(house.county), RESPONSE, "Internt.pdf", b"internt", ""
    )

    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, house.ada, attachment_id)
    house.answer(house.county)
    assert attach.read_attachment(house.tools, house.ada, attachment_id)[1] == b"internt"


def test_a_file_that_is_to_be_registered_is_the_partys_once_it_is_registered(house: House) -> None:
    house.asked()
    attachment_id = attach.attach_file(
        house.tools, _registering(house), RESPONSE, "Kladd.pdf", b"fra en e-post", ""
    )

    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, house.visitor(house.county), attachment_id)
    _register(house)
    assert (
        attach.read_attachment(house.tools, house.visitor(house.county), attachment_id)[1] == b"fra en e-post"
    )


def test_a_stranger_with_an_account_fetches_nothing(house: House) -> None:
    house.invited()
    attachment_id = attach.attach_file(house.tools, house.kari, NOTE, "Kart.pdf", b"kart", "")
    odd = accounts.add_account(house.tools, house.actor, NewAccount(email="odd@example.no"))

    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, odd, attachment_id)


def test_a_party_can_correct_what_was_registered_for_it(house: House) -> None:
    house.asked()
    _register(house)
    berit = house.writer(house.county)
    page = page_of(house, berit, RESPONSE)
    assert (page.state, page.items[0].fields["assessment"].value) == (FormState.SUBMITTED, "Kom på e-post")

    house.clock.advance(timedelta(hours=1))
    house.write(berit, RESPONSE, house.items[0], assessment="Rettet av oss")
    second = submit_form.submit_form(house.tools, berit, RESPONSE)

    assert (second.number, second.on_behalf) == (2, False)


def test_a_draft_that_a_party_had_is_kept_beside_the_registered_answer(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], assessment="Vårt utkast")
    _register(house)

    page = page_of(house, berit, RESPONSE)

    assert page.state is FormState.CORRECTING
    assert page.items[0].fields["assessment"].value == "Vårt utkast"
    assert page.items[0].fields["status"].value == "mulig"
    assert page.submitted is not None
    assert page.submitted.items[0].value("assessment") == "Kom på e-post"


def test_a_registered_answer_can_be_registered_anew_until_the_party_answers_itself(house: House) -> None:
    house.asked()
    _register(house)
    house.clock.advance(timedelta(hours=1))
    assert page_of(house, _registering(house), RESPONSE).state is FormState.SUBMITTED
    house.write(_registering(house), RESPONSE, house.items[0], assessment="Enda en e-post")
    assert page_of(house, _registering(house), RESPONSE).state is FormState.CORRECTING
    assert submit_form.submit_form(house.tools, _registering(house), RESPONSE).number == 2

    house.clock.advance(timedelta(hours=1))
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], assessment="Vårt eget svar")
    submit_form.submit_form(house.tools, berit, RESPONSE)

    assert page_of(house, _registering(house), RESPONSE).state is FormState.LOCKED
    with pytest.raises(FormLocked):
        house.write(_registering(house), RESPONSE, house.items[0], assessment="Overkjørt")


def test_two_organisers_registering_at_once_lose_no_text(house: House) -> None:
    house.asked()
    first, second = _registering(house), _registering(house)
    item_id = house.items[0]
    save_draft.save_draft(house.tools, first, RESPONSE, item_id, {"assessment": TypedValue("En", 0)})
    assert page_of(house, first, RESPONSE).state is FormState.BEGUN

    conflicts = save_draft.save_draft(
        house.tools, second, RESPONSE, item_id, {"assessment": TypedValue("To", 0)}
    ).conflicts
    save_draft.settle_conflict(house.tools, second, RESPONSE, conflicts[0].id, TypedValue("En og to", 1))

    assert page_of(house, first, RESPONSE).items[0].fields["assessment"].value == "En og to"


def test_discarding_a_correction_keeps_the_text_behind_a_silent_answer(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], assessment="Et utkast")
    say_nothing.to_all(house.tools, berit, RESPONSE)
    house.clock.advance(timedelta(hours=1))
    say_nothing.take_back(house.tools, berit, RESPONSE, house.items[0])

    discard_correction.discard_correction(house.tools, berit, RESPONSE)

    item = page_of(house, berit, RESPONSE).items[0]
    assert (item.silent, item.fields["assessment"].value) == (True, "Et utkast")


def test_a_cancelled_dialog_takes_no_text_and_keeps_what_there_is(house: House) -> None:
    house.invited()
    save_field(house, house.kari, "summary", "Kort", 0)
    move_meeting.cancel_dialog(house.tools, house.actor, house.dialog_id, "")

    with pytest.raises(DialogCancelled):
        save_field(house, house.kari, "summary", "Mer", 1)
    assert page_of(house, house.kari).draft.fields["summary"].value == "Kort"


def test_a_form_starts_with_the_name_and_phone_of_who_fills_it_in(house: House) -> None:
    house.invited()
    change_parties.change_contact(
        house.tools,
        house.actor,
        house.dialog_id,
        house.host.contacts[0].id,
        contact("Kari", phone="+47 00 00 00 02"),
    )
    from_board = Writer(actor=house.actor, dialog_id=house.dialog_id, party_id=None)

    assert page_of(house, house.kari).known == {"contact": "Kari, +47 00 00 00 02"}
    assert page_of(house, from_board).known == {}
    assert page_of(house, house.kari).draft.fields == {}
