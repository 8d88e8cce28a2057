"""Personal links: who comes by them, and how they are given anew, withdrawn, moved and asked for."""

from datetime import timedelta

import pytest

from formserver.domain.refusals import DialogCancelled, LinkDoesNotWork, NotFound, NotInUse, TooOften
from formserver.mail import placeholders
from formserver.storage import database, outbox, personal_links
from formserver.usecases.dialogs import (
    answer_invitation,
    change_parties,
    manage_links,
    move_meeting,
    open_link,
)
from formserver.usecases.forms import submit_form
from tests.usecases.house import House, contact

DOOR = "192.0.2.1"


def test_a_link_says_whose_it_is(house: House) -> None:
    house.invited()

    visitor = house.visitor(house.county)

    assert (visitor.contact.name, visitor.party.id, visitor.dialog.id) == (
        "Berit",
        house.county.id,
        house.dialog_id,
    )
    assert visitor.actor.name == "Berit"


def test_an_unknown_link_does_not_work(house: House) -> None:
    with pytest.raises(LinkDoesNotWork):
        open_link.visitor(house.tools, 999)


def test_a_link_ends_some_weeks_after_the_meeting(house: House) -> None:
    link_id = house.invited().visitor(house.county).link_id
    days = (
        house.dialog.meeting.day - house.clock.now.date()
    ).days + house.tools.settings.link_days_after_meeting

    house.clock.advance(timedelta(days=days))
    assert open_link.visitor(house.tools, link_id)
    house.clock.advance(timedelta(days=1))
    with pytest.raises(LinkDoesNotWork):
        open_link.visitor(house.tools, link_id)


def test_a_new_link_takes_the_place_of_the_old_one(house: House) -> None:
    old = house.invited().visitor(house.county).link_id

    manage_links.reissue_link(house.tools, house.actor, house.dialog_id, house.county.contacts[0].id)

    assert house.visitor(house.county).link_id != old
    assert house.told()[-1] == ("link_reissued", "Berit")
    with pytest.raises(LinkDoesNotWork):
        open_link.visitor(house.tools, old)


def test_a_withdrawn_link_stops_and_its_owner_is_told_without_a_link(house: House) -> None:
    old = house.invited().visitor(house.county).link_id

    manage_links.withdraw_link(house.tools, house.actor, house.dialog_id, house.county.contacts[0].id)

    letter = house.letters("link_withdrawn")[0]
    assert (letter.recipient_name, placeholders.LINK in letter.text) == ("Berit", False)
    with pytest.raises(LinkDoesNotWork):
        open_link.visitor(house.tools, old)


def test_a_successor_gets_a_link_and_the_former_contact_leaves(house: House) -> None:
    old = house.invited().visitor(house.county)

    manage_links.move_link(
        house.tools, house.actor, house.dialog_id, old.contact.id, contact("Tuva", language="nn")
    )

    assert [one.name for one in house.county.contacts] == ["Tuva"]
    assert house.told()[-2:] == [("link_withdrawn", "Berit"), ("link_for_successor", "Tuva")]
    assert house.visitor(house.county).contact.name == "Tuva"
    with pytest.raises(LinkDoesNotWork):
        open_link.visitor(house.tools, old.link_id)


def test_a_removed_contact_and_a_party_that_left_have_no_link(house: House) -> None:
    house.invited()
    berit, bjarne = house.visitor(house.county).link_id, house.visitor(house.governor).link_id

    change_parties.remove_contact(house.tools, house.actor, house.dialog_id, house.county.contacts[0].id)
    change_parties.remove_party(house.tools, house.actor, house.dialog_id, house.governor.id)

    for link_id in (berit, bjarne):
        with pytest.raises(LinkDoesNotWork):
            open_link.visitor(house.tools, link_id)


def test_a_link_asked_for_comes_to_the_known_address_only(house: House) -> None:
    house.invited()

    manage_links.ask_for_link(house.tools, "BERIT@example.no", DOOR)
    manage_links.ask_for_link(house.tools, "odd@example.no", DOOR)

    assert [letter.recipient_name for letter in house.letters("link_reissued")] == ["Berit"]


def test_asking_does_not_break_the_link_one_has(house: House) -> None:
    old = house.invited().visitor(house.county).link_id

    manage_links.ask_for_link(house.tools, "berit@example.no", DOOR)

    assert open_link.visitor(house.tools, old)


def test_who_was_withdrawn_cannot_ask_for_a_new_link(house: House) -> None:
    house.invited()
    manage_links.withdraw_link(house.tools, house.actor, house.dialog_id, house.county.contacts[0].id)

    manage_links.ask_for_link(house.tools, "berit@example.no", DOOR)

    assert house.letters("link_reissued") == []


def test_no_later_letter_brings_back_a_link_that_was_withdrawn(house: House) -> None:
    house.invited()
    berit = house.county.contacts[0]
    manage_links.withdraw_link(house.tools, house.actor, house.dialog_id, berit.id)
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, "note")
    house.work()

    letters = [one for one in house.letters("note_for_responder") if one.contact_id == berit.id]

    assert [(bool(one.stopped_at), one.stopped_why) for one in letters] == [(True, "link_withdrawn")]
    with database.reading():
        assert personal_links.of_contact(berit.id) is None


def test_a_new_link_stands_in_letters_that_were_held_back_too(house: House) -> None:
    house.invited()
    berit = house.county.contacts[0]
    manage_links.withdraw_link(house.tools, house.actor, house.dialog_id, berit.id)
    manage_links.reissue_link(house.tools, house.actor, house.dialog_id, berit.id)

    with database.reading():
        standing = personal_links.of_contact(berit.id)

    invitation = house.letters("responder_invitation")[0]
    assert standing is not None
    assert (invitation.recipient_name, invitation.link_id) == ("Berit", standing.id)


def test_another_address_has_a_link_of_its_own(house: House) -> None:
    old = house.invited().visitor(house.county)

    change_parties.change_contact(
        house.tools, house.actor, house.dialog_id, old.contact.id, contact("Berit", email="b@example.no")
    )

    assert house.visitor(house.county).link_id != old.link_id
    assert house.letters("link_reissued")[-1].recipient_address == "b@example.no"
    assert house.letters("responder_invitation")[0].recipient_address == "b@example.no"
    with pytest.raises(LinkDoesNotWork):
        open_link.visitor(house.tools, old.link_id)


def test_what_waits_for_somebody_who_left_is_not_sent(house: House) -> None:
    house.invited()

    change_parties.remove_contact(house.tools, house.actor, house.dialog_id, house.county.contacts[0].id)

    stopped = [one.recipient_name for one in house.letters("responder_invitation") if one.stopped_at]
    assert stopped == ["Berit"]


def test_a_dialog_that_is_planned_cancelled_or_over_gives_no_links(house: House) -> None:
    house.plan()
    manage_links.ask_for_link(house.tools, "berit@example.no", DOOR)
    house.invited()
    move_meeting.cancel_dialog(house.tools, house.actor, house.dialog_id, "")
    manage_links.ask_for_link(house.tools, "berit@example.no", DOOR)

    assert house.letters("link_reissued") == []


def test_links_can_be_asked_for_only_so_often(house: House) -> None:
    for _ in range(manage_links.ASKS_AN_HOUR):
        manage_links.ask_for_link(house.tools, "odd@example.no", DOOR)

    with pytest.raises(TooOften):
        manage_links.ask_for_link(house.tools, "odd@example.no", DOOR)


def test_a_door_that_asked_too_often_shuts_no_address(house: House) -> None:
    house.invited()
    for number in range(manage_links.ASKS_AN_HOUR_FROM_ONE_DOOR):
        manage_links.ask_for_link(house.tools, f"odd{number}@example.no", DOOR)
    for _ in range(manage_links.ASKS_AN_HOUR):
        with pytest.raises(TooOften):
            manage_links.ask_for_link(house.tools, "berit@example.no", DOOR)

    manage_links.ask_for_link(house.tools, "berit@example.no", "192.0.2.2")

    assert [letter.recipient_name for letter in house.letters("link_reissued")] == ["Berit"]


def test_links_of_a_plan_cannot_be_given_out(house: House) -> None:
    house.plan()

    with pytest.raises(NotInUse):
        manage_links.reissue_link(house.tools, house.actor, house.dialog_id, house.county.contacts[0].id)


def test_a_mistyped_address_is_mended_and_the_letter_sent_again(house: House) -> None:
    house.invited()
    letter = house.letters("responder_invitation")[0]
    with database.writing():
        outbox.record_failed(letter.id, house.clock.now, "no_address", "550 5.1.1")

    manage_links.mend_address(house.tools, house.actor, letter.id, "berit.b@example.no")

    again = house.letters("responder_invitation")[0]
    assert (again.recipient_address, again.failed_at) == ("berit.b@example.no", None)
    assert again.message_id != letter.message_id
    assert house.county.contacts[0].email == "berit.b@example.no"
    assert again.link_id == house.visitor(house.county).link_id != letter.link_id


def test_mending_an_address_brings_back_no_link_that_was_withdrawn(house: House) -> None:
    house.invited()
    letter = house.letters("responder_invitation")[0]
    manage_links.withdraw_link(house.tools, house.actor, house.dialog_id, house.county.contacts[0].id)
    with database.writing():
        outbox.record_failed(letter.id, house.clock.now, "no_address", "550 5.1.1")

    manage_links.mend_address(house.tools, house.actor, letter.id, "berit.b@example.no")

    assert house.county.contacts[0].email == "berit.b@example.no"
    with database.reading():
        assert personal_links.of_contact(house.county.contacts[0].id) is None


def test_a_letter_of_the_service_itself_has_no_address_to_mend(house: House) -> None:
    with database.reading():
        letter = outbox.rows()[0]

    with pytest.raises(NotFound):
        manage_links.mend_address(house.tools, house.actor, letter.id, "x@example.no")


def test_a_party_that_can_come_is_noted_without_a_letter(house: House) -> None:
    house.invited()

    answer_invitation.answer_invitation(house.tools, house.visitor(house.county), True, "glemmes")

    reply = house.county.reply
    assert reply is not None
    assert (reply.attends, reply.proposal, reply.by) == (True, "", "Berit")
    assert house.letters("date_does_not_fit") == []


def test_a_day_that_does_not_suit_is_told_to_the_organisers(house: House) -> None:
    house.invited()

    answer_invitation.answer_invitation(house.tools, house.visitor(house.county), False, "22. april")

    letter = house.letters("date_does_not_fit")[0]
    assert (letter.recipient_name, "22. april" in letter.text) == ("Ada", True)


def test_a_cancelled_invitation_takes_no_reply(house: House) -> None:
    berit = house.invited().visitor(house.county)
    move_meeting.cancel_dialog(house.tools, house.actor, house.dialog_id, "")

    with pytest.raises(DialogCancelled):
        answer_invitation.answer_invitation(house.tools, berit, True, "")
