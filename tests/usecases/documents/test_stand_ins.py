"""A template that fails on a real dialog delays nothing: an earlier version stands in, and it is told."""

import json
import sqlite3
from datetime import timedelta

import pytest

from formserver.config.settings import DOC_TEMPLATES
from formserver.domain.refusals import TemplateFaulty
from formserver.storage import attempts, database, journal, templates
from formserver.storage.templates import TemplatePlace
from formserver.usecases.documents import preview_packet
from formserver.usecases.documents.make_document import DocumentNotMade
from formserver.usecases.templates import upload_template, use_template
from formserver.worker import loop
from tests.support import word
from tests.usecases.house import WITHOUT_MAIL, House

PACKET = TemplatePlace(process="mulighetsdialog", document="packet", language="nb")
# The samples of the check have two responses; the dialog of these tests has one.
ON_ONE_ANSWER_ALONE = "{% if responses|length == 1 %}{{ responses[9].party }}{% endif %}"


def with_fault(text: str = "") -> bytes:
    shipped = (DOC_TEMPLATES / "mulighetsdialog" / "packet.nb.docx").read_bytes()
    return word.changed(shipped, lambda body: body.replace("<w:sectPr", f"{paragraph(text)}<w:sectPr", 1))


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text} {ON_ONE_ANSWER_ALONE}</w:t></w:r></w:p>"


def use(house: House, content: bytes) -> int:
    version = upload_template.upload_template(house.tools, house.actor, PACKET, content, "")
    use_template.use_template(house.tools, house.actor, version.id, anyway=True)
    return version.id


def stood_in(house: House) -> list[dict[str, object]]:
    with database.reading():
        entries = journal.of_dialog(house.dialog_id)
    return [dict(one.facts) for one in entries if one.event == "template_stood_in"]


def until_packet(house: House) -> House:
    house.asked()
    house.answer(house.county)
    house.clock.turn_to(house.dialog.meeting.starts - timedelta(days=2))
    house.work()
    return house


def test_the_packet_goes_in_time_from_what_was_shipped_and_the_journal_tells(house: House) -> None:
    use(house, with_fault())

    until_packet(house)

    assert house.dialog.packet is not None
    assert [letter.letter for letter in house.letters("packet_attached")]
    assert stood_in(house) == [{"document": "packet", "number": 1}]


def test_the_version_used_before_comes_first(house: House) -> None:
    shipped = (DOC_TEMPLATES / "mulighetsdialog" / "packet.nb.docx").read_bytes()
    own = word.changed(shipped, lambda body: body.replace("<w:sectPr", "<w:p/><w:sectPr", 1))
    use(house, own)
    use(house, with_fault())

    until_packet(house)

    assert stood_in(house) == [{"document": "packet", "number": 2}]


def test_what_the_organiser_sees_beforehand_is_made_the_same_way(house: House) -> None:
    use(house, with_fault())
    house.asked()
    house.answer(house.county)

    _, seen = preview_packet.preview_packet(house.tools, house.dialog_id)

    assert "Boliger" in word.body(seen)
    assert stood_in(house) == []


def test_where_no_version_can_be_filled_the_fault_of_ones_own_is_told(house: House) -> None:
    use(house, with_fault())
    house.asked()
    house.answer(house.county)
    house.ship_template("packet", b"broken")

    with pytest.raises(DocumentNotMade, match="FaultyTemplateError"):
        preview_packet.preview_packet(house.tools, house.dialog_id)


@pytest.mark.parametrize("document", ["response", "packet"])
def test_a_fault_of_ours_in_one_dialog_keeps_no_other_waiting(house: House, document: str) -> None:
    house.asked()
    first, items = house.dialog_id, house.items
    house.change_template(document, b"whose bytes are lost")
    lose(house, b"whose bytes are lost")
    house.dialog_id, house.items = 0, []
    house.asked(also_governor=False)
    second, house.dialog_id = house.dialog_id, first
    house.items, items = items, house.items
    house.answer(house.county)
    house.dialog_id, house.items = second, items
    house.answer(house.county)
    house.clock.turn_to(house.dialog.meeting.starts - timedelta(days=2))

    rounds = loop.Rounds(house.tools, WITHOUT_MAIL)
    while rounds.one():
        pass
    house.clock.advance(timedelta(minutes=1))
    while rounds.one():
        pass

    with database.reading():
        reasons = [one.reason for one in attempts.of_dialog(first)]
    assert [json.loads(reason) for reason in reasons] == [{"why": "ours", "fault": "NotFound"}]
    assert {one.kind for one in house.dialog.documents} == {"note", "response", "packet"}


def lose(house: House, content: bytes) -> None:
    """Take a file out of the database, as a damaged disk might."""
    with sqlite3.connect(house.tools.settings.database) as connection:
        connection.execute("DELETE FROM file WHERE content = ?", [content])


def test_a_version_that_nobody_used_stands_in_for_nothing(house: House) -> None:
    first = upload_template.upload_template(house.tools, house.actor, PACKET, with_fault("a"), "")
    failing = use(house, with_fault("b"))

    with database.reading():
        found = [one.number for one in templates.stand_ins(failing)]

    assert first.number == 2
    assert found == [1]


def test_a_running_dialog_is_not_moved_to_what_its_own_answers_cannot_fill(house: House) -> None:
    house.asked()
    house.answer(house.county)
    failing = use(house, with_fault())

    with pytest.raises(TemplateFaulty):
        use_template.move_dialog(house.tools, house.actor, failing, house.dialog_id)

    with database.reading():
        kept, _ = templates.of_dialog(house.dialog_id, "packet", "nb")
    assert kept.number == 1
