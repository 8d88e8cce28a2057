"""How often a form's pages ask the database, everything counted: whose link it is, the dialog, the form.

How many fields, items, versions or answers there are makes no difference.
"""

from collections.abc import Mapping
from typing import Any

from formserver.domain.dialog import Party
from tests.support import questions
from tests.web.house import House, Reader, inputs

READING = 6  # at most, for any page
SAVING = 12  # at most, for any number of fields


def asked(reader: Reader, path: str) -> int:
    """The questions of a page."""
    with questions.counted() as found:
        assert reader.open(path).status_code == 200
    return len(found)


def asked_by(reader: Reader, path: str, typed: Mapping[str, Any], status: int = 303) -> int:
    """The questions of a POST."""
    sent = {"csrf_token": reader.token} | dict(typed)
    with questions.counted() as found:
        response = reader.client.post(path, data=sent)
    assert (response.status_code, "/check" in response.headers.get("Location", "")) == (status, False)
    return len(found)


def filled(reader: Reader, path: str, text: str) -> dict[str, Any]:
    """The page with this text in every field that takes one, and the first of the choices."""
    given = inputs(reader.open(path))
    kinds = ("f-kind", "f-status", "f-priority")
    return {name: text if name.startswith("f-") and name not in kinds else old for name, old in given.items()}


def too_many(counts: Mapping[str, int], most: int) -> dict[str, int]:
    assert counts
    return {what: count for what, count in counts.items() if not 0 < count <= most}


def at(house: House, dialog_id: int, party: Party) -> tuple[Reader, str]:
    reader, address = house.visitor(house.dialog(dialog_id).party(party.id).contacts[0])
    return reader, address


def test_pages_of_a_note(house: House) -> None:
    dialog_id = house.asked(items=3)
    nils, address = at(house, dialog_id, house.host(dialog_id))
    nils.fill_in(f"{address}form/", {"f-summary": "Kortere"})

    pages = ("", "form/", "form/item/1", "form/check", "form/attachments", "form/print", "form/read")
    counts = {
        page: asked(nils, address + page) for page in (*pages, "form/receipt", "form/read/1", "form/discard")
    }

    assert too_many(counts, READING) == {}


def test_pages_of_an_answer(house: House) -> None:
    dialog_id = house.asked(items=3)
    nils, note = at(house, dialog_id, house.host(dialog_id))
    nils.fill_in(f"{note}form/item/1", {"f-background": "Slik er det blitt"})
    nils.send(f"{note}form/check")
    berit, address = at(house, dialog_id, house.responders(dialog_id)[0])
    berit.fill_in(f"{address}form/item/1", {"f-assessment": "Kanskje"})

    pages = ("", "form/", "form/item/1", "form/check", "form/check", "form/nothing", "form/item/1/nothing")
    counts = {page: asked(berit, address + page) for page in pages}

    assert too_many(counts, READING) == {}


def test_pages_that_an_organiser_registers_an_answer_on(house: House) -> None:
    dialog_id = house.asked(items=3)
    kari = house.signed_in(house.account("Kari"))
    form = f"/dialog/{dialog_id}/party/{house.responders(dialog_id)[0].id}/form/"

    counts = {page: asked(kari, form + page) for page in ("", "item/1", "check")}

    assert too_many(counts, READING) == {}


def test_the_first_screen_asks_no_more_when_there_is_more_to_read(house: House) -> None:
    dialog_id = house.asked()
    guest, address = at(house, dialog_id, house.responders(dialog_id)[1])
    few = asked(guest, address)
    for party in house.responders(dialog_id):
        reader, home = at(house, dialog_id, party)
        reader.send(f"{home}form/nothing")
    house.work()
    house.clock.turn_to(house.meeting.starts)
    house.work()

    many = asked(guest, address)

    assert house.dialog(dialog_id).packet
    assert few <= many <= READING


def test_saving_every_field_asks_no_more_than_saving_one(house: House) -> None:
    dialog_id = house.asked()
    nils, address = at(house, dialog_id, house.host(dialog_id))
    path = f"{address}form/item/1"
    one = asked_by(nils, path, inputs(nils.open(path)) | {"f-outcome": "Et annet svar"})

    every = asked_by(nils, path, filled(nils, path, "Noe annet"))

    assert 0 < one == every <= SAVING


def test_saving_what_somebody_else_changed_in_every_field(house: House) -> None:
    dialog_id = house.asked()
    nils, address = at(house, dialog_id, house.host(dialog_id))
    path = f"{address}form/item/1"
    mine, again, theirs = (filled(nils, path, text) for text in ("Min tekst", "Min nye tekst", "Deres tekst"))
    nils.send(path, theirs)

    counts = {text: asked_by(nils, path, typed) for text, typed in (("first", mine), ("again", again))}

    assert "two-texts" in nils.send(path, mine).headers["Location"]
    assert too_many(counts, SAVING) == {}


def test_what_else_is_done_with_a_note(house: House) -> None:
    dialog_id = house.invited()
    nils, address = at(house, dialog_id, house.host(dialog_id))
    form = f"{address}form/"
    typed = {"f-summary": "Kort om oss", "f-contact": "Nils", "action": "add-item:1"}

    counts = {"first text and item": asked_by(nils, form, inputs(nils.open(form)) | typed)}
    counts["up"] = asked_by(nils, form, inputs(nils.open(form)) | {"action": "up:1"})
    counts["attach"] = asked_by(nils, f"{form}attachments", {"address": "https://example.no/x"})
    counts["remove"] = asked_by(nils, f"{form}item/1/remove", {})

    assert too_many(counts, 2 * SAVING) == {}  # they save the page first, and then do what was asked for


def test_submitting(house: House) -> None:
    dialog_id = house.asked()
    nils, address = at(house, dialog_id, house.host(dialog_id))
    nils.fill_in(f"{address}form/item/1", {"f-background": "Slik er det blitt"})

    count = asked_by(nils, f"{address}form/check", {})

    assert 0 < count <= 2 * SAVING


def test_having_nothing_to_add_asks_no_more_for_many_items(house: House) -> None:
    counts = []
    for items in (1, 5):
        dialog_id = house.asked(items=items)
        berit, address = at(house, dialog_id, house.responders(dialog_id)[0])
        counts.append(asked_by(berit, f"{address}form/nothing", {}))

    assert 0 < counts[1] <= counts[0] <= 2 * SAVING
