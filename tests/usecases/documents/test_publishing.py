"""What follows from a submission: the Word document, and each letter that tells of it, once."""

import dataclasses
from datetime import timedelta

import pytest

from formserver.documents.fill import reading_back
from formserver.domain.refusals import NotFound
from formserver.mail import placeholders
from formserver.storage import attempts, database
from formserver.usecases.dialogs import change_parties, dialog_work
from formserver.usecases.documents import read_documents
from formserver.usecases.forms import attach, change_items, read_form, submit_form
from formserver.worker import loop
from tests.usecases.house import NOTE, WITHOUT_MAIL, House, as_new


def _records(house: House) -> None:
    """Every party names a records address."""
    for party in house.dialog.parties:
        new = as_new(party, records_address=f"post{party.id}@example.no", case_number=f"27/{party.id}")
        change_parties.change_party(house.tools, house.actor, house.dialog_id, party.id, new)


def test_the_note_goes_to_its_writers_and_to_those_it_asks(house: House) -> None:
    house.asked(also_governor=False)

    assert house.told()[3:] == [
        ("note_receipt", "Kari"),
        ("note_for_responder", "Berit"),
        ("note_to_read", "Bjarne"),
    ]
    assert [letter.files[0].file_name for letter in house.letters()[3:]] == [
        "2027-04-15 Inderøy – Notat.docx"
    ] * 3


def test_the_document_holds_what_was_typed(house: House) -> None:
    house.asked()

    _, word = read_documents.content(house.tools, house.visitor(house.county), house.dialog.documents[0].id)

    text = reading_back.texts(word)
    for typed in ("Boliger", "Få", "Flere", "Kan dere?", "Og dere?"):
        assert typed in text


def test_publishing_again_does_nothing(house: House) -> None:
    told = house.asked().told()

    assert house.work() == 0
    assert house.told() == told


def test_a_dialog_that_is_not_in_use_publishes_nothing(house: House) -> None:
    house.plan()

    assert not dialog_work.do_next(house.tools)


def test_a_correction_tells_what_changed_to_each_that_has_the_note(house: House) -> None:
    house.asked()
    house.clock.advance(timedelta(days=1))
    house.write(house.kari, NOTE, house.items[0], asks={str(house.county.id): "Vil dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)
    house.work()

    berit, bjarne = house.letters("note_corrected")
    assert "1.1 Boliger: spørsmålet til dykk er endra" in berit.text
    assert "1.1 Boliger: you are no longer asked" in bjarne.text
    assert berit.files == ()


def test_a_correction_that_asks_somebody_new_brings_them_the_form(house: House) -> None:
    house.asked(also_governor=False)
    house.clock.advance(timedelta(days=1))
    asks = {str(house.county.id): "Kan dere?", str(house.governor.id): "Og dere?"}
    house.write(house.kari, NOTE, house.items[0], asks=asks)
    submit_form.submit_form(house.tools, house.kari, NOTE)
    house.work()

    assert house.told()[-2:] == [("note_receipt", "Kari"), ("note_for_responder", "Bjarne")]


def test_a_correction_without_anything_for_others_tells_nobody_else(house: House) -> None:
    house.asked()
    house.clock.advance(timedelta(days=1))
    first = house.items[0]
    second = house.write_note({str(house.county.id): "Kan dere?"})
    change_items.remove_item(house.tools, house.kari, NOTE, second)
    house.write(house.kari, NOTE, first, priority="1")
    submit_form.submit_form(house.tools, house.kari, NOTE)
    house.work()

    assert "1.1 Boliger: «Prioritet» er endra" in house.letters("note_corrected")[0].text


def test_an_answer_gives_a_receipt_and_the_last_one_is_told_to_the_organiser(house: House) -> None:
    house.asked()
    house.answer(house.county)
    house.work()
    assert [name for name, _ in house.told()][-1] == "response_receipt"

    house.answer(house.governor)
    house.work()

    assert house.told()[-2:] == [("response_receipt", "Bjarne"), ("last_answer_in", "Ada")]


def test_a_party_s_own_document_is_nobody_else_s(house: House) -> None:
    house.asked()
    house.answer(house.county)
    house.work()
    note, response = house.dialog.documents

    bjarne = house.visitor(house.governor)
    assert [document.id for document in read_documents.of_party(house.tools, bjarne)] == [note.id]
    assert read_documents.content(house.tools, house.visitor(house.county), response.id)[0] == response
    assert read_documents.content(house.tools, house.ada, response.id)[0] == response
    for reader in (bjarne, dataclasses.replace(house.ada, administrator=False, id=99)):
        with pytest.raises(NotFound):
            read_documents.content(house.tools, reader, response.id)


def test_the_note_is_copied_to_every_records_address_and_an_answer_only_to_its_own(house: House) -> None:
    house.plan()
    _records(house)
    house.asked()
    house.answer(house.county)
    house.work()

    copies = [(one.recipient_address, one.files[0].file_name) for one in house.letters("records_copy")]
    note, county = "2027-04-15 Inderøy – Notat.docx", house.dialog.documents[1].file_name
    ids = [party.id for party in house.dialog.parties]
    assert copies == [
        *[(f"post{one}@example.no", note) for one in ids],
        (f"post{house.county.id}@example.no", county),
    ]


def test_a_copy_for_the_records_opens_nothing(house: House) -> None:
    house.plan()
    _records(house)
    house.asked()

    letter = house.letters("records_copy")[1]

    assert f"27/{house.county.id}" in letter.subject + letter.text
    for body in (letter.text, letter.html):
        assert placeholders.LINK not in body
        assert house.tools.settings.public_url not in body
    assert letter.link_id is None


def test_copies_over_the_limit_come_in_numbered_mails(house: House) -> None:
    house.plan()
    _records(house)
    house.invited()
    tools = dataclasses.replace(
        house.tools, settings=dataclasses.replace(house.tools.settings, records_limit_bytes=60_000)
    )
    for name in ("a.pdf", "b.pdf"):
        attach.attach_file(tools, house.kari, NOTE, name, name.encode() * 10_000, "")
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(tools, house.kari, NOTE)
    loop.once(tools, WITHOUT_MAIL)

    mine = [letter for letter in house.letters("records_copy") if letter.party_id == house.host.id]
    assert [[file.file_name for file in letter.files] for letter in mine] == [
        ["2027-04-15 Inderøy – Notat.docx"],
        ["a.pdf"],
        ["b.pdf"],
    ]
    assert ["1 av 3" in mine[0].subject + mine[0].text, "3 av 3" in mine[2].subject + mine[2].text] == [
        True,
        True,
    ]


def test_a_broken_template_leaves_its_reason_and_blocks_nobody_else(house: House) -> None:
    house.asked()
    house.ship_template("response", b"broken too")
    house.change_template("response", b"broken")
    house.answer(house.county)
    house.work()

    with database.reading():
        failures = attempts.of_dialog(house.dialog_id)
    assert [failure.about for failure in failures] == [str(house.dialog.sheets[1].submissions[0].id)]
    house.clock.advance(timedelta(days=1))
    house.write(house.kari, NOTE, None, summary="Rettet")
    submit_form.submit_form(house.tools, house.kari, NOTE)
    house.work()
    assert house.told()[-1][0] != "response_receipt"
    assert len([one for one in house.dialog.documents if one.kind == "note"]) == 2
    assert read_form.read_form(house.tools, house.writer(house.county), "response").submission is not None
