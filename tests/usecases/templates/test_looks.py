"""What municipalities look like on paper: entered by Ada, seen in the documents made afterwards."""

import dataclasses

import pytest

from formserver.documents.word import package
from formserver.domain.look import Arms, Look
from formserver.domain.refusals import ColourRefused, NotFound, PictureRefused
from formserver.storage import database, documents, tables
from formserver.usecases.documents import preview_packet
from formserver.usecases.templates import looks, preview_look
from tests.support.picture_files import exif, jpeg, png, segment
from tests.usecases.house import House

HOST = "5053"
LOOK = Look(municipality=HOST, name="Inderøy", address="Vennalivegen 7", colour="8B1A2B")


def change(house: House, look: Look = LOOK, **how: object) -> Look:
    looks.change(house.tools, house.actor, look, **how)
    return looks.get(house.tools, HOST)


def refused(house: House, arms: bytes) -> dict[str, object]:
    with pytest.raises(PictureRefused) as refusal:
        change(house, arms=arms)
    return refusal.value.facts


def members(packed: bytes) -> dict[str, bytes]:
    return package.unpack(packed)


def frozen(house: House) -> bytes:
    """The document that was made last."""
    with database.reading():
        return documents.content(house.dialog.documents[-1].id)


def test_a_look_is_kept_with_who_and_when(house: House) -> None:
    found = change(house, arms=png(30, 40))

    arms = Arms(content=png(30, 40), media_type="image/png", width=30, height=40)
    kept = dataclasses.replace(LOOK, arms=arms, changed_at=house.clock(), by="Ada")
    assert found == kept
    assert looks.everyone(house.tools) == [kept]


def test_a_municipality_without_a_look_has_an_empty_one(house: House) -> None:
    assert looks.get(house.tools, HOST) == Look(municipality=HOST)
    assert looks.everyone(house.tools) == []


def test_a_number_that_no_municipality_has_is_not_found(house: House) -> None:
    with pytest.raises(NotFound):
        change(house, Look(municipality="9999"))


def test_arms_stay_until_new_ones_come_or_they_are_taken_off(house: House) -> None:
    change(house, arms=png())

    kept, newer, off = (change(house, **how) for how in ({}, {"arms": jpeg(7, 8)}, {"keep_arms": False}))

    assert [one.arms and one.arms.media_type for one in (kept, newer, off)] == [
        "image/png",
        "image/jpeg",
        None,
    ]


@pytest.mark.parametrize(
    ("arms", "facts"),
    [
        (b"<svg/>", {"why": "type", "limit": 0}),
        (png() + bytes(1_000_000), {"why": "size", "limit": 1_000_000}),
        (png(4_001, 1), {"why": "dots", "limit": 4_000}),
        (jpeg(1, 4_001), {"why": "dots", "limit": 4_000}),
        (jpeg(before=b"\xff\x00"), {"why": "type", "limit": 0}),
        (jpeg(before=segment(0xE1, b"Exif\x00\x00" + exif(6))), {"why": "turned", "limit": 0}),
    ],
)
def test_arms_that_cannot_be_taken_are_refused_and_nothing_is_stored(
    house: House, arms: bytes, facts: dict[str, object]
) -> None:
    assert refused(house, arms) == facts
    assert looks.everyone(house.tools) == []


def test_arms_are_kept_without_what_a_camera_told_of_them(house: House) -> None:
    photographed = jpeg(30, 40, before=segment(0xE1, b"Exif\x00\x00" + exif()))

    found = change(house, arms=photographed)

    assert found.arms
    assert found.arms.content == jpeg(30, 40)


def test_a_pale_colour_is_refused_and_nothing_is_stored(house: House) -> None:
    with pytest.raises(ColourRefused):
        change(house, dataclasses.replace(LOOK, colour="FFFF00"))

    assert looks.everyone(house.tools) == []


def test_a_look_that_is_taken_away_is_gone_and_what_was_done_stands_in_the_journal(house: House) -> None:
    change(house)

    looks.remove(house.tools, house.actor, HOST)

    assert looks.everyone(house.tools) == []
    with pytest.raises(NotFound):
        looks.remove(house.tools, house.actor, HOST)
    with database.reading():
        noted = [(row.event, row.by, row.facts) for row in tables.JournalEntryRow.select()][-2:]
    told = {"name": "Inderøy", "address": "Vennalivegen 7", "colour": "8B1A2B", "arms": False}
    bare = {"name": "", "address": "", "colour": "", "arms": False}
    assert noted == [
        ("look_changed", "Ada", {"number": HOST, "old": bare, "new": told}),
        ("look_removed", "Ada", {"number": HOST, "old": told}),
    ]


def test_a_document_shows_the_look_of_its_host(house: House) -> None:
    change(house, arms=png())

    house.asked()

    held = members(frozen(house))
    assert png() in held.values()
    assert b"Vennalivegen 7" in held["word/document.xml"]
    assert b"8B1A2B" in held["word/styles.xml"]
    assert b"0B5B6E" not in held["word/styles.xml"]


def test_a_frozen_document_stays_as_it_is_when_the_look_changes(house: House) -> None:
    change(house, arms=png())
    house.asked()
    before = frozen(house)

    change(house, dataclasses.replace(LOOK, address="Ny vei 2"), arms=png(shade=9))

    _, preview = preview_packet.preview_packet(house.tools, house.dialog_id)
    assert frozen(house) == before
    assert b"Ny vei 2" in members(preview)["word/document.xml"]
    assert png(shade=9) in members(preview).values()


def test_the_preview_is_a_document_that_hosts_send_with_their_own_name_in_it(house: House) -> None:
    change(house, dataclasses.replace(LOOK, name=""), arms=png())

    name, word = preview_look.preview_look(house.tools, HOST)

    assert name == "Inderøy kommune.docx"
    assert "Inderøy kommune" in members(word)["word/document.xml"].decode()
    assert png() in members(word).values()


def test_the_preview_is_called_by_a_name_that_can_be_saved(house: House) -> None:
    change(house, dataclasses.replace(LOOK, name="a/../\u202eb:c"))

    assert preview_look.preview_look(house.tools, HOST)[0] == "a-..-b-c.docx"


def test_there_is_no_preview_for_a_number_that_no_municipality_has(house: House) -> None:
    with pytest.raises(NotFound):
        preview_look.preview_look(house.tools, "9999")
