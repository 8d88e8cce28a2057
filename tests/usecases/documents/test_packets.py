"""Reminders, the packet at its time, and supplements: what goes out by itself."""

import dataclasses
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from formserver.documents.fill import reading_back
from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Party
from formserver.domain.progress import Phase
from formserver.domain.refusals import AlreadySent, DialogCancelled, NotInUse
from formserver.domain.words import same
from formserver.storage import database, documents, journal
from formserver.usecases.dialogs import change_parties, manage_links, move_meeting, read_board
from formserver.usecases.documents import preview_packet, read_documents, send_packet
from formserver.usecases.forms import attach, reopen_form, say_nothing, submit_form
from formserver.worker import loop
from tests.usecases import house as houses
from tests.usecases.house import NOTE, WITHOUT_MAIL, House, as_new

PACKET_TIME = datetime(2027, 4, 9, 9, tzinfo=OSLO)


def _turn(house: House, *when: int) -> None:
    house.clock.turn_to(datetime(2027, *when, tzinfo=OSLO))
    house.work()


def test_reminders_reach_only_the_missing_and_only_once(house: House) -> None:
    house.asked()
    house.answer(house.county)
    _turn(house, 4, 1, 8)
    _turn(house, 4, 1, 9)

    assert [letter.recipient_name for letter in house.letters("response_reminder")] == ["Bjarne"]
    _turn(house, 4, 6, 8)
    assert [letter.recipient_name for letter in house.letters("response_reminder")] == ["Bjarne", "Bjarne"]


def test_a_reminder_that_is_held_back_is_not_said_to_have_been_sent(house: House) -> None:
    house.asked()
    house.answer(house.county)
    manage_links.withdraw_link(house.tools, house.actor, house.dialog_id, house.governor.contacts[0].id)
    _turn(house, 4, 1, 8)

    assert [letter.stopped_why for letter in house.letters("response_reminder")] == ["link_withdrawn"]
    with database.reading():
        assert "reminded" not in [entry.event for entry in journal.of_dialog(house.dialog_id)]


def test_a_reminder_that_waits_is_stopped_by_the_answer(house: House) -> None:
    house.asked()
    _turn(house, 4, 1, 8)

    house.answer(house.governor)

    stopped = {letter.recipient_name: letter.stopped_why for letter in house.letters("response_reminder")}
    assert stopped["Bjarne"] == "submitted"
    assert not stopped["Berit"]


def test_the_organiser_is_told_once_what_is_overdue(house: House) -> None:
    house.invited()
    _turn(house, 3, 24, 12, 1)
    _turn(house, 3, 24, 13)

    letters = house.letters("overdue_to_organiser")
    assert [letter.recipient_name for letter in letters] == ["Ada"]
    assert "Notatet frå Inderøy" in letters[0].text or "Notatet fra Inderøy" in letters[0].text


def test_those_who_are_late_hear_of_it_the_next_working_day(house: House) -> None:
    house.asked()
    house.answer(house.county)
    _turn(house, 4, 8, 15, 1)
    _turn(house, 4, 9, 8)

    assert [letter.recipient_name for letter in house.letters("response_overdue")] == ["Bjarne"]
    assert "(1 punkt)" in house.letters("overdue_to_organiser")[0].text


def test_a_cancelled_dialog_reminds_nobody_and_sends_no_packet(house: House) -> None:
    house.asked()
    move_meeting.cancel_dialog(house.tools, house.actor, house.dialog_id, "")
    before = len(house.letters())
    house.clock.turn_to(PACKET_TIME)
    house.work()

    assert len(house.letters()) == before
    assert house.dialog.packet is None


def test_the_packet_goes_to_everybody_at_its_time_with_its_holes(house: House) -> None:
    house.asked()
    house.answer(house.county)
    house.work()
    house.clock.turn_to(PACKET_TIME - timedelta(minutes=1))
    house.work()
    assert house.dialog.packet is None
    house.clock.turn_to(PACKET_TIME)
    house.work()

    letters = house.letters("packet_attached")
    assert [letter.recipient_name for letter in letters] == ["Kari", "Berit", "Bjarne"]
    assert letters[0].files[0].file_name == "2027-04-15 Inderøy – Dokumentpakke 1.docx"
    assert "Statsforvalteren i Trøndelag (1 punkt)" in letters[0].text
    with database.reading():
        text = reading_back.texts(documents.content(house.dialog.packet.id))  # type: ignore[union-attr]
    assert "Ikke besvart innen fristen" in text
    assert read_board.read_board(house.tools, house.dialog_id).phase is Phase.PACKET


def test_the_packet_is_frozen_once(house: House) -> None:
    house.asked()
    house.clock.turn_to(PACKET_TIME)
    house.work()
    packet = house.dialog.packet
    house.clock.advance(timedelta(hours=2))
    house.work()

    assert [one for one in house.dialog.documents if one.kind == "packet"] == [packet]
    assert packet is not None
    assert packet.sha256 == house.letters("packet_attached")[0].files[0].sha256


def test_a_packet_with_page_numbers_says_the_same(tmp_path: Path) -> None:
    house = houses.build(tmp_path / "house", page_numbers=True).asked()

    _, word = preview_packet.preview_packet(house.tools, house.dialog_id)

    contents = reading_back.texts(word).partition("Innhold")[2].partition("Oversikt over svarene")
    assert contents[1]
    assert any(character.isdigit() for character in contents[0])


def test_a_packet_goes_out_without_page_numbers_when_libreoffice_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "bin" / "soffice"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\nexit 0\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{broken.parent}:{os.environ['PATH']}")
    house = houses.build(tmp_path / "house", page_numbers=True).asked()

    assert "Kan dere?" in reading_back.texts(preview_packet.preview_packet(house.tools, house.dialog_id)[1])
    assert "No page numbers" in caplog.text


def test_a_packet_goes_out_even_when_nothing_was_written(house: House) -> None:
    house.invited()
    house.clock.turn_to(PACKET_TIME)
    house.work()

    assert len(house.letters("packet_attached")) == 3


def test_the_organiser_sends_the_packet_ahead_of_its_time(house: House) -> None:
    house.plan()
    with pytest.raises(NotInUse):
        send_packet.send_packet(house.tools, house.actor, house.dialog_id)
    house.asked()

    send_packet.send_packet(house.tools, house.actor, house.dialog_id)
    with pytest.raises(AlreadySent):
        send_packet.send_packet(house.tools, house.actor, house.dialog_id)
    house.work()

    assert len(house.letters("packet_attached")) == 3


def test_a_cancelled_dialog_has_no_packet_to_send(house: House) -> None:
    house.invited()
    move_meeting.cancel_dialog(house.tools, house.actor, house.dialog_id, "")

    with pytest.raises(DialogCancelled):
        send_packet.send_packet(house.tools, house.actor, house.dialog_id)


def test_a_preview_freezes_and_mails_nothing(house: House) -> None:
    house.asked()
    before = house.told()

    name, word = preview_packet.preview_packet(house.tools, house.dialog_id)

    assert name == "2027-04-15 Inderøy – Dokumentpakke.docx"
    assert "Kan dere?" in reading_back.texts(word)
    assert (house.told(), len(house.dialog.documents)) == (before, 1)


def test_a_packet_over_the_limit_comes_as_a_link(house: House) -> None:
    house.invited()
    settings = dataclasses.replace(house.tools.settings, attachment_limit_bytes=100_000)
    tools = dataclasses.replace(house.tools, settings=settings)
    attach.attach_file(tools, house.kari, NOTE, "Kart.pdf", b"%PDF" * 50_000, "")
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(tools, house.kari, NOTE)
    house.clock.turn_to(PACKET_TIME)
    loop.once(tools, WITHOUT_MAIL)

    letters = house.letters("packet_linked")
    assert [(letter.recipient_name, letter.files) for letter in letters] == [
        ("Kari", ()),
        ("Berit", ()),
        ("Bjarne", ()),
    ]
    assert house.letters("packet_attached") == []
    titles = [one.title for one in read_documents.attachments_of(tools, house.visitor(house.governor))]
    assert titles == ["Kart"]


def test_answers_that_have_nothing_to_add_are_counted_in_the_packet(house: House) -> None:
    house.asked()
    say_nothing.to_all(house.tools, house.writer(house.county), "response")

    text = reading_back.texts(preview_packet.preview_packet(house.tools, house.dialog_id)[1])

    assert "1 av svarene er «Ingen innspill nå» (ikke et samtykke)." in text


def test_a_late_answer_becomes_a_numbered_supplement_with_only_what_is_new(house: House) -> None:
    house.asked()
    house.answer(house.county, assessment="Svaret som kom i tide")
    house.clock.turn_to(PACKET_TIME)
    house.work()
    house.clock.advance(timedelta(hours=1))
    house.answer(house.governor, assessment="Svaret som kom for sent")
    house.work()
    house.work()

    letters = house.letters("supplement_attached")
    assert [letter.recipient_name for letter in letters] == ["Kari", "Berit", "Bjarne"]
    assert "Svaret fra Statsforvalteren i Trøndelag" in letters[0].text
    supplement = house.dialog.documents[-1]
    assert (supplement.kind, supplement.number) == ("supplement", 1)
    with database.reading():
        text = reading_back.texts(documents.content(supplement.id))
    assert "Svaret som kom for sent" in text
    assert "Svaret som kom i tide" not in text


def test_a_corrected_note_after_the_packet_is_a_supplement_too(house: House) -> None:
    house.asked()
    house.clock.turn_to(PACKET_TIME)
    house.work()
    sheet = house.dialog.asking_sheet
    assert sheet is not None
    until = PACKET_TIME + timedelta(days=1)
    reopen_form.reopen_form(house.tools, house.actor, house.dialog_id, sheet.id, reason="Feil", until=until)
    house.clock.advance(timedelta(hours=1))
    house.write(house.kari, NOTE, house.items[0], background="Rettet bakgrunn")
    submit_form.submit_form(house.tools, house.kari, NOTE)
    house.work()

    with database.reading():
        text = reading_back.texts(documents.content(house.dialog.documents[-1].id))
    assert "Rettet bakgrunn" in text
    assert "notatet" in house.letters("supplement_attached")[0].text


def test_the_packet_is_copied_to_the_records_with_each_party_s_own_case_number(house: House) -> None:
    house.plan()
    for party in (house.host, house.county):
        new = as_new(party, records_address=f"post{party.id}@example.no", case_number=f"27/{party.id}")
        change_parties.change_party(house.tools, house.actor, house.dialog_id, party.id, new)
    house.asked()
    house.clock.turn_to(PACKET_TIME)
    house.work()

    copies = [
        letter for letter in house.letters("records_copy") if "Dokumentpakke" in letter.files[0].file_name
    ]
    assert [letter.recipient_address for letter in copies] == [
        f"post{house.host.id}@example.no",
        f"post{house.county.id}@example.no",
    ]
    assert [f"27/{letter.party_id}" in letter.subject for letter in copies] == [True, True]


def test_a_party_that_left_gets_no_packet(house: House) -> None:
    house.asked()
    change_parties.remove_party(house.tools, house.actor, house.dialog_id, house.governor.id)
    house.clock.turn_to(PACKET_TIME)
    house.work()

    assert [letter.recipient_name for letter in house.letters("packet_attached")] == ["Kari", "Berit"]


def test_a_guest_gets_the_packet_without_being_asked(house: House) -> None:
    house.plan()
    guest = as_new(house.county, role="guest", name=same("Bussen"), short_name=same("Bussen"))
    party_id = change_parties.add_party(house.tools, house.actor, house.dialog_id, guest)
    house.add_contact(house.dialog.party(party_id), "Gunn")
    house.asked()
    house.clock.turn_to(PACKET_TIME)
    house.work()

    assert [name for name, who in house.told() if who == "Gunn"] == ["guest_invitation", "packet_attached"]


def test_the_attachments_of_an_answer_are_its_own_until_the_packet(house: House) -> None:
    house.asked()
    attach.announce(house.tools, house.writer(house.county), "response", "Ettersendes")
    house.answer(house.county)
    house.work()

    def titles(party: Party) -> list[str]:
        return [one.title for one in read_documents.attachments_of(house.tools, house.visitor(party))]

    assert (titles(house.county), titles(house.governor)) == (["Ettersendes"], [])
    house.clock.turn_to(PACKET_TIME)
    house.work()
    assert titles(house.governor) == ["Ettersendes"]


def test_before_anything_is_submitted_there_is_no_attachment_to_read(house: House) -> None:
    house.invited()

    assert read_documents.attachments_of(house.tools, house.visitor(house.county)) == []
