"""Corners of the verbs: two workers at once, guests, letters that fail twice, forms without files."""

import dataclasses
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from formserver.domain.deadlines import OSLO
from formserver.domain.refusals import NotFound
from formserver.domain.words import same
from formserver.storage import database, outbox
from formserver.usecases.dialogs import (
    change_dialog,
    change_organisers,
    change_parties,
    manage_links,
    move_meeting,
    open_dialog,
)
from formserver.usecases.dialogs.open_dialog import NewPlan
from formserver.usecases.documents import (
    compile_packet,
    compile_supplement,
    make_document,
    publish_submission,
    read_documents,
)
from formserver.usecases.forms import attach, discard_correction, read_form, submit_form
from formserver.usecases.mail import write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.service import accounts, check_health, sign_in
from formserver.usecases.service.accounts import NewAccount
from formserver.worker import loop
from tests.support.mail_catcher import MailCatcher
from tests.usecases import house as houses
from tests.usecases.house import MEETING, NOTE, RESPONSE, House, as_new

PACKET_TIME = datetime(2027, 4, 9, 9, tzinfo=OSLO)
SHIPPED = Path(__file__).parents[2] / "doc_templates"


def _with_guest(house: House) -> int:
    house.plan()
    guest = as_new(house.county, role="guest", name=same("Bussen"), short_name=same("Bussen"))
    party_id = change_parties.add_party(house.tools, house.actor, house.dialog_id, guest)
    house.add_contact(house.dialog.party(party_id), "Gunn")
    return party_id


def test_a_second_worker_that_comes_late_freezes_no_second_packet(house: House) -> None:
    stale = house.asked().dialog
    house.clock.turn_to(PACKET_TIME)
    house.work()

    compile_packet._compile(house.tools, dialog=stale)

    assert len([one for one in house.dialog.documents if one.kind == "packet"]) == 1


def test_a_second_worker_that_comes_late_freezes_no_second_supplement(house: House) -> None:
    house.asked()
    house.clock.turn_to(PACKET_TIME)
    house.work()
    house.answer(house.county)
    stale = house.dialog
    house.work()

    compile_supplement._compile(house.tools, dialog=stale)

    assert len([one for one in house.dialog.documents if one.kind == "supplement"]) == 1


def test_a_supplement_made_while_another_worker_told_the_same_is_thrown_away(house: House) -> None:
    house.asked()
    house.clock.turn_to(PACKET_TIME)
    house.work()
    house.answer(house.county)
    kind = house.dialog.process.supplement
    source = make_document.read(house.dialog_id, kind)
    filled = make_document.packet(house.tools, source, kind, 1)
    house.work()

    compile_supplement._send(house.tools, source, filled, b"word")

    assert len([one for one in house.dialog.documents if one.kind == "supplement"]) == 1


def test_a_document_that_another_worker_stored_is_not_stored_again(house: House) -> None:
    told = house.asked().told()
    content = read_form.read_form(house.tools, house.kari, NOTE)
    assert content.submission is not None
    source = make_document.read(house.dialog_id, house.dialog.process.document(NOTE))
    assert source.asked is not None
    filled = publish_submission._packet(house.tools, source, content.form, source.asked)

    publish_submission._store(house.tools, filled, source.asked, source, b"word")

    assert (house.told(), len(house.dialog.documents)) == (told, 1)


def test_what_was_submitted_before_the_meeting_was_cancelled_is_filed_without_letters(house: House) -> None:
    house.invited()
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)
    move_meeting.cancel_dialog(house.tools, house.actor, house.dialog_id, "")
    house.work()

    assert [one.kind for one in house.dialog.documents] == [NOTE]
    assert house.letters("note_receipt") == []


@pytest.mark.parametrize("document", ["packet", "supplement"])
def test_a_broken_template_of_a_compiled_document_is_tried_again(house: House, document: str) -> None:
    house.asked()
    house.ship_template(document, b"broken too")
    house.change_template(document, b"broken")
    house.clock.turn_to(PACKET_TIME)
    house.work()
    house.clock.advance(timedelta(hours=1))
    house.answer(house.county)
    house.work()
    assert document not in [one.kind for one in house.dialog.documents]

    house.change_template(document, (SHIPPED / "mulighetsdialog" / f"{document}.nb.docx").read_bytes())
    house.clock.advance(timedelta(minutes=5))
    house.work()

    assert document in [one.kind for one in house.dialog.documents]


def test_everybody_reads_the_packet(house: House) -> None:
    house.asked()
    house.clock.turn_to(PACKET_TIME)
    house.work()

    assert house.dialog.packet in read_documents.of_party(house.tools, house.visitor(house.governor))


def test_a_guest_is_told_of_a_moved_meeting_without_deadlines_of_others(house: House) -> None:
    _with_guest(house)
    house.invited()

    moved = dataclasses.replace(MEETING, day=MEETING.day + timedelta(days=14))
    move_meeting.move_meeting(house.tools, house.actor, house.dialog_id, moved, "")

    letter = next(one for one in house.letters("meeting_moved") if one.recipient_name == "Gunn")
    assert "Dokumentpakken sendes ut" in letter.text
    assert "Frist for" not in letter.text


def test_a_guest_s_new_link_names_no_deadline(house: House) -> None:
    party_id = _with_guest(house)
    house.invited()
    contact_id = house.dialog.party(party_id).contacts[0].id

    manage_links.reissue_link(house.tools, house.actor, house.dialog_id, contact_id)

    assert "Frist" not in house.letters("link_reissued")[0].text


def test_who_has_answered_gets_a_new_link_without_a_deadline(house: House) -> None:
    house.asked()
    house.answer(house.county)

    manage_links.reissue_link(house.tools, house.actor, house.dialog_id, house.county.contacts[0].id)

    assert "Frist" not in house.letters("link_reissued")[0].text


def test_a_link_withdrawn_twice_stays_withdrawn(house: House) -> None:
    house.invited()
    for _ in range(2):
        house.clock.advance(timedelta(seconds=1))
        manage_links.withdraw_link(house.tools, house.actor, house.dialog_id, house.county.contacts[0].id)

    assert len(house.letters("link_withdrawn")) == 2


def test_a_records_address_is_mended_and_the_copy_sent_again(house: House) -> None:
    house.plan()
    new = as_new(house.county, records_address="pst@example.no")
    change_parties.change_party(house.tools, house.actor, house.dialog_id, house.county.id, new)
    house.asked()
    copy = house.letters("records_copy")[0]
    with database.writing():
        outbox.record_failed(copy.id, house.clock.now, "no_address", "550")

    manage_links.mend_address(house.tools, house.actor, copy.id, "post@example.no")

    assert house.county.records_address == "post@example.no"
    assert house.letters("records_copy")[0].recipient_address == "post@example.no"


def test_a_letter_to_an_organiser_is_sent_to_the_mended_address(house: House) -> None:
    house.invited()
    nils = accounts.add_account(house.tools, house.actor, NewAccount(email="nils@example.no", name="Nils"))
    change_organisers.add_organiser(house.tools, house.actor, house.dialog_id, nils.id)
    letter = house.letters("co_organiser_added")[0]

    manage_links.mend_address(house.tools, house.actor, letter.id, "nils.n@example.no")

    assert house.letters("co_organiser_added")[0].recipient_address == "nils.n@example.no"


def test_who_takes_over_a_dialog_is_told_the_next_deadline(house: House) -> None:
    house.invited()
    nils = accounts.add_account(house.tools, house.actor, NewAccount(email="nils@example.no", name="Nils"))

    change_organisers.hand_over(house.tools, house.actor, house.dialog_id, nils.id)

    assert "24. mars 2027" in house.letters("dialog_handed_over")[0].text


def test_an_organiser_without_a_phone_is_not_made_a_contact(house: House) -> None:
    nils = accounts.add_account(house.tools, house.actor, NewAccount(email="nils@example.no", name="Nils"))
    plan = NewPlan(process="mulighetsdialog", hosts=("5053",), title="M", language="nb", meeting=MEETING)

    with_phone = open_dialog.open_dialog(house.tools, house.ada, plan)
    without = open_dialog.open_dialog(house.tools, nils, plan)

    house.dialog_id = with_phone
    assert [contact.name for contact in house.host.contacts] == ["Ada"]
    house.dialog_id = without
    assert house.host.contacts == ()


def test_a_meeting_without_a_place_says_that_it_comes(house: House) -> None:
    house.plan(meeting=dataclasses.replace(MEETING, place="")).invited()

    assert "stedet kommer" in house.letters()[0].text


def test_a_meeting_only_online_says_so(house: House) -> None:
    house.plan(meeting=dataclasses.replace(MEETING, place="", online="https://moete.example.no")).invited()

    assert "på nett" in house.letters()[0].text


def test_a_corrected_note_tells_new_and_kept_attachments_apart(house: House) -> None:
    house.invited()
    attach.announce(house.tools, house.kari, NOTE, "Gammelt vedlegg")
    dropped = attach.announce(house.tools, house.kari, NOTE, "Utgått vedlegg")
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)
    house.work()
    house.clock.advance(timedelta(days=1))
    attach.announce(house.tools, house.kari, NOTE, "Nytt kart")
    attach.remove_attachment(house.tools, house.kari, NOTE, dropped)
    house.write(house.kari, NOTE, None, summary="Rettet")
    submit_form.submit_form(house.tools, house.kari, NOTE)
    house.work()

    text = house.letters("note_corrected")[0].text
    assert "Nytt vedlegg: Nytt kart" in text
    assert "Utgått vedlegg" in text
    assert "«Kort om kommunen og situasjonen» er endra" in text
    assert "Gammelt vedlegg" not in text


def test_a_discarded_correction_takes_back_what_was_written_of_other_items(house: House) -> None:
    house.asked()
    house.answer(house.county)
    house.clock.advance(timedelta(days=1))
    second = house.write_note({str(house.governor.id): "Og dette?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, second, assessment="Uoppfordret")

    discard_correction.discard_correction(house.tools, berit, RESPONSE)

    page = read_form.read_form(house.tools, berit, RESPONSE)
    assert [item.begun for item in page.items] == [True, False]


def test_a_form_that_takes_no_attachments_refuses_them(tmp_path: Path) -> None:
    folder = tmp_path / "doc_templates"
    shutil.copytree(SHIPPED / "mulighetsdialog", folder / "mulighetsdialog")
    process = folder / "mulighetsdialog" / "process.toml"
    process.write_text(
        process.read_text(encoding="utf-8").replace("attachments = true\n", ""), encoding="utf-8"
    )
    house = houses.build(tmp_path / "house", doc_templates=folder).invited()

    with pytest.raises(NotFound):
        attach.announce(house.tools, house.kari, NOTE, "Notat")


def test_a_visitor_of_another_dialog_fetches_no_file(house: House) -> None:
    stranger = house.invited().visitor(house.county)
    house.items.clear()
    house.plan().invited()
    attachment_id = attach.attach_file(house.tools, house.kari, NOTE, "Kart.pdf", b"kart", "")
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)

    assert attach.read_attachment(house.tools, house.visitor(house.county), attachment_id)
    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, stranger, attachment_id)


def test_an_item_that_is_not_there_is_not_found(house: House) -> None:
    house.invited()

    with pytest.raises(NotFound):
        house.write(house.kari, NOTE, 999, title="Borte")


def test_a_party_that_left_cannot_be_written_for(house: House) -> None:
    house.asked()
    bjarne = house.writer(house.governor)
    change_parties.remove_party(house.tools, house.actor, house.dialog_id, house.governor.id)

    with pytest.raises(NotFound):
        read_form.read_form(house.tools, bjarne, RESPONSE)


def test_changing_the_rules_of_a_deadline_dates_its_reminders_anew(house: House) -> None:
    house.invited()
    at = datetime(2027, 2, 10, 12, tzinfo=OSLO)
    change_dialog.override_deadline(house.tools, house.actor, house.dialog_id, NOTE, at, "")
    house.clock.turn_to(datetime(2027, 2, 3, 8, tzinfo=OSLO))
    house.work()

    assert [letter.recipient_name for letter in house.letters("note_reminder")] == ["Kari"]


def test_a_contact_added_after_the_reminder_is_reminded_too(house: House) -> None:
    house.invited()
    house.clock.turn_to(datetime(2027, 3, 17, 8, tzinfo=OSLO))
    house.work()
    house.add_contact(house.host, "Nils")
    house.work()

    assert [letter.recipient_name for letter in house.letters("note_reminder")] == ["Kari", "Nils"]


def test_the_service_s_own_letters_fail_in_silence(tmp_path: Path, smtp_catcher: MailCatcher) -> None:
    house = houses.build(tmp_path / "house", mail_port=smtp_catcher.port)
    smtp_catcher.refuse("ada@example.no")
    sign_in.ask_code(house.tools, house.ada.email, "192.0.2.1")
    loop.once(house.tools)

    with database.reading():
        failed = [row.letter for row in outbox.rows() if row.failed_at]
    assert sorted(failed) == ["account_added", "sign_in_code"]


def test_a_word_of_failure_that_fails_itself_gives_no_further_one(
    tmp_path: Path, smtp_catcher: MailCatcher
) -> None:
    house = houses.build(tmp_path / "house", mail_port=smtp_catcher.port).invited()
    for address in ("ada@example.no", "berit@example.no"):
        smtp_catcher.refuse(address)
    loop.once(house.tools)

    assert [letter.failure for letter in house.letters("delivery_failed")] == ["no_address"]


def test_an_organiser_whose_own_address_fails_is_not_written_to_about_it(
    tmp_path: Path, smtp_catcher: MailCatcher
) -> None:
    house = houses.build(tmp_path / "house", mail_port=smtp_catcher.port).invited()
    nils = accounts.add_account(house.tools, house.actor, NewAccount(email="nils@example.no", name="Nils"))
    smtp_catcher.refuse("nils@example.no")
    change_organisers.add_organiser(house.tools, house.actor, house.dialog_id, nils.id)
    loop.once(house.tools)

    assert [letter.recipient_name for letter in house.letters("delivery_failed")] == ["Ada"]


def test_health_counts_the_letters_that_wait(house: House) -> None:
    house.invited()

    assert check_health.check_health(house.tools).waiting_letters == 4


def test_the_same_fact_is_told_once(house: House) -> None:
    before = house.invited().told()
    again = Post(letter="note_invitation", fact="1", names={})

    with database.writing():
        told = write_letters.to_contact(house.tools, house.dialog, house.host, house.host.contacts[0], again)

    assert (told, house.told()) == (None, before)
