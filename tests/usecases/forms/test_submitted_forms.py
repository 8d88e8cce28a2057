"""Forms submitted, corrected, discarded, locked and opened again."""

from datetime import datetime, timedelta

import pytest

from formserver.domain.completeness import Lack
from formserver.domain.deadlines import OSLO
from formserver.domain.progress import FormState
from formserver.domain.refusals import (
    DialogCancelled,
    FormLocked,
    Incomplete,
    MeetingPast,
    NotFound,
    NothingChanged,
)
from formserver.usecases.dialogs import move_meeting
from formserver.usecases.forms import (
    attach,
    change_items,
    discard_correction,
    read_form,
    reopen_form,
    submit_form,
)
from tests.usecases.form_steps import page_of, save_field
from tests.usecases.house import ITEM, NOTE, RESPONSE, House


def test_an_incomplete_form_says_everything_it_lacks_and_stays_a_draft(house: House) -> None:
    house.invited()
    save_field(house, house.kari, "contact", "Kari", 0)

    with pytest.raises(Incomplete) as refused:
        submit_form.submit_form(house.tools, house.kari, NOTE)

    lacks = submit_form.check(house.tools, house.kari, NOTE).lacks
    assert refused.value.facts["lacks"] == lacks
    assert [one.lack for one in lacks] == [Lack.REQUIRED, Lack.NO_ITEMS]
    assert page_of(house, house.kari).submission is None


def test_submitting_freezes_a_numbered_copy_with_a_receipt(house: House) -> None:
    house.asked()

    page = page_of(house, house.kari)

    assert page.submission is not None
    assert (page.submission.number, page.submission.receipt, page.submission.by) == (1, "2027-0001", "Kari")
    assert page.submission.asked == {house.county.id: 1, house.governor.id: 1}
    assert page.submitted is not None
    assert [item.number for item in page.submitted.items] == ["1.1"]
    assert page.state is FormState.SUBMITTED


def test_the_same_content_is_not_submitted_twice(house: House) -> None:
    house.asked()

    with pytest.raises(NothingChanged):
        submit_form.submit_form(house.tools, house.kari, NOTE)


def test_a_correction_keeps_the_earlier_version_and_the_item_s_identity(house: House) -> None:
    house.asked()
    house.clock.advance(timedelta(days=1))
    house.write(house.kari, NOTE, house.items[0], background="Nå er det færre")
    assert page_of(house, house.kari).state is FormState.CORRECTING

    second = submit_form.submit_form(house.tools, house.kari, NOTE)

    _, first, content = read_form.read_version(house.tools, house.kari, NOTE, 1)
    assert (second.number, first.number, content.items[0].value("background")) == (2, 1, "Få")
    assert page_of(house, house.kari).items[0].id == house.items[0]
    with pytest.raises(NotFound):
        read_form.read_version(house.tools, house.kari, NOTE, 3)


def test_the_number_of_a_removed_item_is_never_used_again(house: House) -> None:
    house.asked()
    change_items.remove_item(house.tools, house.kari, NOTE, house.items[0])
    house.clock.advance(timedelta(hours=1))
    house.write_note({str(house.county.id): "Noe annet?"})

    submit_form.submit_form(house.tools, house.kari, NOTE)

    assert [item.number for item in page_of(house, house.kari).items] == ["1.2"]


def test_those_answering_see_what_was_corrected_since_they_wrote(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], assessment="Vårt svar")
    house.clock.advance(timedelta(days=1))
    house.write(house.kari, NOTE, house.items[0], background="Nå er det færre")
    submit_form.submit_form(house.tools, house.kari, NOTE)

    item = page_of(house, berit, RESPONSE).items[0]

    assert [(one.field.key, one.old, one.new) for one in item.changes] == [
        ("background", "Få", "Nå er det færre")
    ]
    assert item.fields["assessment"].value == "Vårt svar"
    house.clock.advance(timedelta(minutes=1))
    house.write(berit, RESPONSE, house.items[0], assessment="Vårt nye svar")
    assert page_of(house, berit, RESPONSE).items[0].changes == ()


def test_an_answer_to_an_item_that_was_taken_out_stays_on_record(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], status="mulig", assessment="Vårt svar")
    house.clock.advance(timedelta(days=1))
    house.write_note({str(house.county.id): "Noe annet?"})
    change_items.remove_item(house.tools, house.kari, NOTE, house.items[0])
    submit_form.submit_form(house.tools, house.kari, NOTE)

    standing, removed = page_of(house, berit, RESPONSE).items

    assert (standing.removed, removed.removed, removed.shown_number, removed.title) == (
        False,
        True,
        "1.1",
        "Boliger",
    )
    assert removed.fields["assessment"].value == "Vårt svar"


def test_discarding_a_correction_brings_everything_back(house: House) -> None:
    house.asked()
    stood = page_of(house, house.kari).submitted
    house.clock.advance(timedelta(hours=1))
    attach.announce(house.tools, house.kari, NOTE, "Ettersendes")
    house.write(house.kari, NOTE, None, summary="Noe annet", approved_by="Ola")
    new = change_items.add_item(house.tools, house.kari, NOTE, 1)
    house.write(house.kari, NOTE, new, **ITEM)
    change_items.remove_item(house.tools, house.kari, NOTE, house.items[0])

    discard_correction.discard_correction(house.tools, house.kari, NOTE)

    assert not submit_form.check(house.tools, house.kari, NOTE).changed
    assert page_of(house, house.kari).state is FormState.SUBMITTED
    assert stood is not None
    assert [item.id for item in page_of(house, house.kari).items] == [item.id for item in stood.items]


def test_a_removed_attachment_comes_back_with_the_discarded_correction(house: House) -> None:
    house.invited()
    attachment_id = attach.announce(house.tools, house.kari, NOTE, "Ettersendes")
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)
    attach.remove_attachment(house.tools, house.kari, NOTE, attachment_id)

    discard_correction.discard_correction(house.tools, house.kari, NOTE)

    assert [one.id for one in page_of(house, house.kari).draft.attachments] == [attachment_id]


def test_an_answering_correction_is_discarded_too(house: House) -> None:
    house.asked()
    house.answer(house.county)
    berit = house.writer(house.county)
    house.clock.advance(timedelta(hours=1))
    house.write(berit, RESPONSE, house.items[0], assessment="Angrer")

    discard_correction.discard_correction(house.tools, berit, RESPONSE)

    assert page_of(house, berit, RESPONSE).items[0].fields["assessment"].value == "Ja"


def test_what_was_never_submitted_cannot_be_discarded(house: House) -> None:
    house.invited()
    save_field(house, house.kari, "summary", "Kort", 0)

    with pytest.raises(NothingChanged):
        discard_correction.discard_correction(house.tools, house.kari, NOTE)


def test_after_the_deadline_a_submitted_form_is_locked(house: House) -> None:
    house.asked()
    kari = house.kari
    house.clock.turn_to(datetime(2027, 3, 24, 12, 1, tzinfo=OSLO))

    with pytest.raises(FormLocked):
        save_field(house, kari, "summary", "For sent", 10_000)
    assert page_of(house, kari).draft.fields["summary"].value == "Kort"


def test_a_form_that_is_late_can_still_be_submitted_once(house: House) -> None:
    house.invited()
    house.clock.turn_to(datetime(2027, 3, 25, 12, tzinfo=OSLO))
    house.write_note({str(house.county.id): "Kan dere?"})

    assert submit_form.check(house.tools, house.kari, NOTE).late
    submit_form.submit_form(house.tools, house.kari, NOTE)
    with pytest.raises(FormLocked):
        save_field(house, house.kari, "summary", "Mer", 10_000)


def test_the_organiser_opens_a_locked_form_with_a_reason(house: House) -> None:
    house.asked()
    now = datetime(2027, 3, 25, 12, tzinfo=OSLO)
    house.clock.turn_to(now)
    sheet = house.dialog.asking_sheet
    assert sheet is not None

    reopen_form.reopen_form(
        house.tools, house.actor, house.dialog_id, sheet.id, reason="Feil tall", until=now + timedelta(days=1)
    )

    assert page_of(house, house.kari).state is FormState.REOPENED
    letter = house.letters("form_reopened")[0]
    assert (letter.recipient_name, "Feil tall" in letter.text) == ("Kari", True)
    house.write(house.kari, NOTE, None, summary="Rettet")
    assert submit_form.submit_form(house.tools, house.kari, NOTE).number == 2


def test_only_a_submitted_form_of_this_dialog_is_opened_and_only_ahead_in_time(house: House) -> None:
    house.invited()
    save_field(house, house.kari, "summary", "Kort", 0)
    sheet = house.dialog.asking_sheet
    assert sheet is not None
    later = house.clock.now + timedelta(days=1)

    def reopen(sheet_id: int, until: datetime) -> None:
        reopen_form.reopen_form(
            house.tools, house.actor, house.dialog_id, sheet_id, reason="Feil", until=until
        )

    with pytest.raises(NothingChanged):
        reopen(sheet.id, later)
    with pytest.raises(NotFound):
        reopen(999, later)
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)
    with pytest.raises(MeetingPast):
        reopen(sheet.id, house.clock.now)
    move_meeting.cancel_dialog(house.tools, house.actor, house.dialog_id, "")
    with pytest.raises(DialogCancelled):
        reopen(sheet.id, later)


def test_reopening_an_answer_tells_that_party_alone(house: House) -> None:
    house.asked()
    house.answer(house.county)
    sheet = next(one for one in house.dialog.sheets if one.party_id == house.county.id)

    reopen_form.reopen_form(
        house.tools,
        house.actor,
        house.dialog_id,
        sheet.id,
        reason="Mangler et punkt",
        until=house.clock.now + timedelta(days=200),
    )

    assert [letter.recipient_name for letter in house.letters("form_reopened")] == ["Berit"]
