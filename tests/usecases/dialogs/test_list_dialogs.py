"""The list of dialogs: what the database counts is what the dialogs say, and a page at a time is shown."""

import dataclasses
from datetime import date, timedelta

import pytest

from formserver.domain import next_step, progress
from formserver.domain.deadlines import Override
from formserver.domain.words import Words, same
from formserver.storage import database, dialogs, outbox, outlines, parties, processes
from formserver.storage.dialogs import NewDialog
from formserver.usecases.actors import Writer
from formserver.usecases.dialogs import answer_invitation, list_dialogs
from formserver.usecases.dialogs.list_dialogs import PAGE, ListView
from formserver.usecases.documents import send_packet
from tests.usecases.house import MEETING, RESPONSE, House

SINCE = date(2027, 1, 1)


def counted_agrees(house: House) -> bool:
    """Whether the list and the whole dialog say alike who acts next; their facts must be the same."""
    with database.reading():
        dialog = dialogs.get(house.dialog_id)
        failed = outbox.failed_parties([dialog.id]).get(dialog.id, set())
        found = outlines.of_account(house.ada.id, SINCE)[dialog.id]
    whole = progress.outline(dialog, failed)
    meeting = dataclasses.replace(whole.meeting, place="", online="", practical="")
    assert found == dataclasses.replace(whole, meeting=meeting)
    now = house.clock.now
    return next_step.is_yours(found, now) == next_step.next_step(dialog, now, failed).yours


def test_while_the_hosts_write_the_database_counts_as_the_dialog_says(house: House) -> None:
    house.invited()
    assert counted_agrees(house)

    answer_invitation.answer_invitation(house.tools, house.visitor(house.county), False, "22. april")
    assert counted_agrees(house)

    with database.writing():
        parties.withdraw(house.county.id, house.clock.now)
    assert counted_agrees(house)

    with database.writing():
        outbox.record_failed(house.letters("note_invitation")[0].id, house.clock.now, "no_address", "550")
        dialogs.set_override(house.dialog_id, "note", Override(at=house.clock.now, reason="Ferie"))
    assert counted_agrees(house)


def test_while_agencies_answer_the_database_counts_as_the_dialog_says(house: House) -> None:
    house.asked()
    assert counted_agrees(house)

    house.answer(house.county)
    assert counted_agrees(house)

    house.answer(house.governor)
    assert counted_agrees(house)

    send_packet.send_packet(house.tools, house.actor, house.dialog_id)
    house.work()
    assert house.dialog.packet
    assert counted_agrees(house)


def test_an_answer_that_is_only_begun_on_behalf_counts_as_none(house: House) -> None:
    house.asked(also_governor=False)
    writer = Writer(actor=house.actor, dialog_id=house.dialog_id, party_id=house.county.id, on_behalf=True)
    house.write(writer, RESPONSE, house.items[0], assessment="Utkast")

    assert house.dialog.registrations
    assert counted_agrees(house)


def test_a_dialog_whose_answers_are_late_needs_attention(house: House) -> None:
    house.asked()
    house.clock.advance(timedelta(days=95))

    (line,) = list_dialogs.list_dialogs(house.tools, house.ada, ListView.ATTENTION).lines

    assert (line.next_step.key, line.attention) == ("overdue", True)


def plan_many(house: House, count: int, **titles: str) -> list[int]:
    """So many dialogs in planning, each meeting a day after the one before."""
    with database.writing():
        process_id = processes.pin(house.tools.definitions["mulighetsdialog"], house.clock.now)
        return [
            dialogs.create(
                NewDialog(
                    process_id=process_id,
                    title=Words(titles) if titles else same(f"Dialog {number}"),
                    language="nb",
                    meeting=dataclasses.replace(MEETING, day=MEETING.day + timedelta(days=number)),
                ),
                house.clock.now,
            )
            for number in range(count)
        ]


@pytest.mark.parametrize(("wanted", "page", "first"), [(-1, 1, 0), (1, 1, 0), (2, 2, PAGE), (99, 2, PAGE)])
def test_a_page_that_is_not_there_is_the_nearest_one(
    house: House, wanted: int, page: int, first: int
) -> None:
    ids = plan_many(house, PAGE + 2)

    found = list_dialogs.list_dialogs(house.tools, house.ada, page=wanted)

    assert (found.page, found.pages, found.total) == (page, 2, PAGE + 2)
    assert [line.dialog.id for line in found.lines] == ids[first : first + PAGE]


def test_a_search_finds_a_title_in_any_of_its_languages(house: House) -> None:
    plan_many(house, 2)
    (wanted,) = plan_many(house, 1, nb="Ønsker for Fossedal", nn="Ynske for Fossedal")

    for text in ("ØNSKER", " ynske "):
        found = list_dialogs.list_dialogs(house.tools, house.ada, find=text)

        assert [line.dialog.id for line in found.lines] == [wanted]
        assert (found.counts[ListView.RUNNING], found.total) == (1, 3)
