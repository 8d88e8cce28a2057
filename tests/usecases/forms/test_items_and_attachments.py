"""Items and attachments of a form: added, moved and removed, and read by those who may."""

from datetime import datetime

import pytest

from formserver.domain.content import AttachmentKind
from formserver.domain.deadlines import OSLO
from formserver.domain.refusals import (
    FileRefused,
    NotFound,
)
from formserver.usecases.forms import attach, change_items, submit_form
from tests.usecases.form_steps import page_of
from tests.usecases.house import NOTE, RESPONSE, House


def test_items_are_added_moved_and_removed(house: House) -> None:
    house.invited()
    first = house.write_note({str(house.county.id): "Kan dere?"})
    second = change_items.add_item(house.tools, house.kari, NOTE, 1)

    change_items.move_item(house.tools, house.kari, NOTE, second, -1)
    assert [item.id for item in page_of(house, house.kari).items] == [second, first]

    change_items.remove_item(house.tools, house.kari, NOTE, second)
    page = page_of(house, house.kari)
    assert [(item.id, item.shown_number, item.title, item.done) for item in page.items] == [
        (first, "1.1", "Boliger", True)
    ]


def test_items_stand_only_under_themes_of_the_dialog_and_in_forms_that_ask(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)

    with pytest.raises(NotFound):
        change_items.add_item(house.tools, house.kari, NOTE, 99)
    for change in (
        lambda: change_items.add_item(house.tools, berit, RESPONSE, 1),
        lambda: change_items.remove_item(house.tools, berit, RESPONSE, house.items[0]),
        lambda: change_items.move_item(house.tools, berit, RESPONSE, house.items[0], 1),
    ):
        with pytest.raises(NotFound):
            change()


def test_attachments_of_three_kinds(house: House) -> None:
    house.invited()

    attach.attach_file(house.tools, house.kari, NOTE, "Kart.pdf", b"%PDF-1.7 kart", "")
    attach.attach_address(house.tools, house.kari, NOTE, "", "https://example.no/kart")
    last = attach.announce(house.tools, house.kari, NOTE, "Taushetsbelagt notat")
    attach.remove_attachment(house.tools, house.kari, NOTE, last)
    attach.announce(house.tools, house.kari, NOTE, "Taushetsbelagt notat")

    found = [(one.kind, one.title, one.size) for one in page_of(house, house.kari).draft.attachments]
    assert found == [
        (AttachmentKind.FILE, "Kart", 13),
        (AttachmentKind.ADDRESS, "https://example.no/kart", 0),
        (AttachmentKind.OTHER_CHANNEL, "Taushetsbelagt notat", 0),
    ]


def test_an_attachment_that_is_empty_too_big_or_one_too_many_is_refused(house: House) -> None:
    house.invited()
    limit = house.tools.settings.upload_limit_bytes
    whys = []
    for _ in range(house.tools.settings.upload_count):
        attach.announce(house.tools, house.kari, NOTE, "Notat")

    for content in (b"", b"x" * (limit + 1), b"x"):
        with pytest.raises(FileRefused) as refused:
            attach.attach_file(house.tools, house.kari, NOTE, "a.pdf", content, "")
        whys.append(refused.value.facts["why"])

    assert whys == ["empty", "size", "count"]


def test_an_attachment_is_read_by_its_own_party_and_by_others_once_it_is_shown(house: House) -> None:
    house.invited()
    attachment_id = attach.attach_file(house.tools, house.kari, NOTE, "Kart.pdf", b"kart", "")
    berit = house.visitor(house.county)

    assert attach.read_attachment(house.tools, house.visitor(house.host), attachment_id)[1] == b"kart"
    assert attach.read_attachment(house.tools, house.ada, attachment_id)[1] == b"kart"
    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, berit, attachment_id)
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)
    assert attach.read_attachment(house.tools, berit, attachment_id)[1] == b"kart"


def test_the_attachment_of_an_answer_is_hidden_until_the_packet(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    attachment_id = attach.attach_file(house.tools, berit, RESPONSE, "Svar.pdf", b"svar", "")
    house.answer(house.county)

    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, house.visitor(house.governor), attachment_id)
    house.clock.turn_to(datetime(2027, 4, 9, 9, tzinfo=OSLO))
    house.work()
    assert attach.read_attachment(house.tools, house.visitor(house.governor), attachment_id)[1] == b"svar"


def test_what_is_only_named_cannot_be_fetched(house: House) -> None:
    house.invited()
    attachment_id = attach.announce(house.tools, house.kari, NOTE, "Notat")

    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, house.ada, attachment_id)
