"""A piece of work that fails, of whatever kind, keeps nothing else waiting, and is given up in the end."""

import dataclasses
import json
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from formserver.domain import delivery
from formserver.domain.words import Words
from formserver.storage import attempts, database, files, outbox, templates
from formserver.storage.attempts import FailedWork
from formserver.usecases.dialogs import dialog_work
from formserver.usecases.mail import deliver_mail
from formserver.usecases.service import sign_in
from formserver.worker import loop
from tests.storage import planned
from tests.support.mail_catcher import MailCatcher
from tests.usecases import house as houses
from tests.usecases.documents.test_stand_ins import lose
from tests.usecases.house import WITHOUT_MAIL, House
from tests.usecases.mail.test_unwritable_letters import begin_with_a_broken

LOST = b"a template whose bytes are lost"
LATER = timedelta(hours=13)  # after the next try, whichever it is


@pytest.fixture
def posted(tmp_path: Path, smtp_catcher: MailCatcher) -> Iterator[House]:
    """A house whose letters go to the catcher, with everybody invited and all of it sent."""
    house = houses.build(tmp_path / "house", mail_port=smtp_catcher.port).invited()
    loop.once(house.tools)
    smtp_catcher.caught.clear()
    yield house
    house.tools.transport.close()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return houses.build(tmp_path / "house")


def work_for(house: House, minutes: int) -> None:
    """The worker's own rounds for a while, by a clock that goes on half a minute at a time."""
    rounds = loop.Rounds(house.tools)
    for _ in range(minutes * 2):
        while rounds.one():
            pass
        house.clock.advance(timedelta(seconds=30))


def until_given_up(house: House) -> None:
    """The worker tries as often as it does."""
    for _ in range(delivery.ATTEMPTS):
        house.work()
        house.clock.advance(LATER)


def failed(dialog_id: int) -> list[FailedWork]:
    with database.reading():
        return attempts.of_dialog(dialog_id)


def change(house: House, sql: str, *values: object) -> None:
    """Something in the database that no program wrote."""
    with sqlite3.connect(house.tools.settings.database) as connection:
        connection.execute(sql, values)


def put_without_file(house: House, count: int) -> None:
    """Letters of the dialog whose file is lost, as a damaged disk might lose it."""
    facts = {"dialog_id": house.dialog_id, "party_id": house.county.id}
    with database.writing():
        file = planned.attached(b"lost")
        for number in range(count):
            planned.put(f"lost {number}", house.clock.now, files=(file,), **facts)
    change(house, "DELETE FROM file WHERE sha256 = ?", files.name_of(b"lost"))


def test_letters_whose_file_is_missing_do_not_keep_a_sign_in_code_waiting(
    posted: House, smtp_catcher: MailCatcher
) -> None:
    put_without_file(posted, 20)
    work_for(posted, 15)
    sign_in.ask_code(posted.tools, posted.ada.email, "192.0.2.1")

    work_for(posted, 1)

    assert len(smtp_catcher.to(posted.ada.email)) == 1


def test_a_letter_that_cannot_be_made_is_given_up_after_its_last_try_and_told(posted: House) -> None:
    put_without_file(posted, 1)

    work_for(posted, 1)
    (letter,) = posted.letters("invitation")
    assert (letter.attempts, letter.failed_at) == (1, None)
    assert (letter.failure, letter.failure_text) == ("ours", "NotFound")
    for _ in range(delivery.ATTEMPTS):
        posted.clock.advance(LATER)
        loop.once(posted.tools)

    (letter,) = posted.letters("invitation")
    assert (letter.attempts, letter.failed_at is not None) == (delivery.ATTEMPTS, True)
    (told,) = posted.letters("delivery_failed")
    assert (told.recipient_name, "Kunne ikke lages" in told.text) == ("Ada", True)


def test_a_submission_that_cannot_be_published_is_given_up_and_told(house: House) -> None:
    house.asked()
    house.change_template("response", LOST)
    lose(house, LOST)
    house.answer(house.county)

    until_given_up(house)

    (left,) = failed(house.dialog_id)
    assert (left.kind, left.tries, left.next_try_at) == ("publish", delivery.ATTEMPTS, None)
    (said,) = given_up(house)
    assert said == (
        "«Innledende respons» fra Trøndelag fylkeskommune kunne ikke lages og sendes. "
        "Svaret er trygt lagret. Vi har prøvd 6 ganger, og prøver igjen først når noe er rettet. "
        "Feilen ligger i tjenesten, ikke i svarene. Går det ikke over, "
        "kan du si fra til hjelp@dialog.example.no."
    )


def given_up(house: House) -> list[str]:
    """What the organisers are told, in words."""
    with database.reading():
        letters = [outbox.get(row.id) for row in reversed(outbox.rows()) if row.letter == "given_up"]
    assert {letter.recipient_name for letter in letters} <= {"Ada"}
    return [letter.text.split("\n\n")[1] for letter in letters]


@pytest.mark.parametrize("document", ["packet", "supplement"])
def test_a_document_that_was_given_up_goes_out_when_it_is_mended(house: House, document: str) -> None:
    house.asked()
    template = shipped_template(house, document)
    house.change_template(document, LOST)
    lose(house, LOST)
    house.clock.turn_to(house.dialog.meeting.starts - timedelta(days=6))
    house.work()
    house.answer(house.county)
    until_given_up(house)
    (left,) = failed(house.dialog_id)
    assert (left.kind, left.about, left.next_try_at) == ("document", document, None)
    assert [said.partition(" kunne")[0] for said in given_up(house)] == [
        {"packet": "«Dokumentpakke»", "supplement": "«Tillegg til dokumentpakken»"}[document]
    ]

    house.change_template(document, template)
    house.work()

    assert failed(house.dialog_id) == []
    assert document in [one.kind for one in house.dialog.documents]
    assert len(given_up(house)) == 1


def shipped_template(house: House, document: str) -> bytes:
    with database.reading():
        return templates.of_dialog(house.dialog_id, document, "nb")[1]


def test_a_reminder_that_cannot_be_written_is_given_up_and_told(house: House) -> None:
    begin_with_a_broken(house, "note_reminder")
    house.invited()
    house.clock.turn_to(house.dialog.meeting.starts - timedelta(weeks=3, days=6))

    until_given_up(house)

    assert [(one.kind, one.next_try_at) for one in failed(house.dialog_id)] == [("reminder", None)]
    assert [said.partition(" kunne")[0] for said in given_up(house)] == ["Påminnelsen til Inderøy kommune"]


def test_word_of_a_missed_deadline_that_cannot_be_written_is_given_up_and_told(house: House) -> None:
    begin_with_a_broken(house, "overdue_to_organiser")
    house.invited()
    house.clock.turn_to(house.dialog.meeting.starts - timedelta(weeks=2))

    until_given_up(house)

    assert [(one.kind, one.next_try_at) for one in failed(house.dialog_id)] == [("overdue", None)]
    assert [said.partition(" kunne")[0] for said in given_up(house)] == [
        "Brevet til organisatorene om at en frist er ute,"
    ]


def test_what_failed_is_forgotten_when_it_is_no_longer_due(house: House) -> None:
    house.asked()
    house.change_template("packet", LOST)
    lose(house, LOST)
    house.clock.turn_to(house.dialog.meeting.starts - timedelta(days=6))
    house.work()
    assert [one.about for one in failed(house.dialog_id)] == ["packet"]

    house.clock.turn_to(house.dialog.meeting.ends)
    house.work()

    assert failed(house.dialog_id) == []


def test_a_letter_that_another_worker_took_meanwhile_is_left_to_it(posted: House) -> None:
    put_without_file(posted, 1)
    late, early = posted.clock.now, posted.clock.now - timedelta(minutes=1)
    moments = iter([late, early])
    tools = dataclasses.replace(posted.tools, clock=lambda: next(moments))

    assert not deliver_mail.deliver_next(tools)


def test_a_dialog_that_cannot_be_read_keeps_no_other_waiting_and_is_told(house: House) -> None:
    first = house.invited().dialog_id
    host = house.host.id
    change(house, "UPDATE party SET name = 'no JSON' WHERE id = ?", host)
    house.dialog_id = 0
    house.invited()
    house.clock.turn_to(house.dialog.meeting.starts - timedelta(weeks=3, days=6))

    for _ in range(delivery.ATTEMPTS):
        loop.once(house.tools, WITHOUT_MAIL)
        house.clock.advance(LATER)

    assert [letter.recipient_name for letter in house.letters("note_reminder")] == ["Kari"]
    assert [(one.kind, one.next_try_at) for one in failed(first)] == [("look", None)]
    (said,) = given_up(house)
    assert said.startswith(
        "Tjenesten kunne ikke finne ut hva som skal gjøres i dialogen. Vi har prøvd 6 ganger"
    )


def test_a_worker_that_starts_tries_what_was_given_up_once_more(house: House) -> None:
    first = house.invited().dialog_id
    name = house.host.name
    change(house, "UPDATE party SET name = 'no JSON' WHERE id = ?", house.host.id)
    for _ in range(delivery.ATTEMPTS):
        loop.once(house.tools, WITHOUT_MAIL)
        house.clock.advance(LATER)
    assert failed(first) != []
    change(house, "DROP TRIGGER due_after_update_party")
    change(house, "UPDATE party SET name = ? WHERE name = 'no JSON'", as_json(name))

    dialog_work.begin(house.tools)
    house.work()

    assert failed(first) == []


def as_json(name: Words) -> str:
    return json.dumps(dict(name.by_language))


def test_a_layout_that_fails_costs_the_page_numbers_and_not_the_packet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = houses.build(tmp_path / "house", page_numbers=True)
    put_in_path(tmp_path, monkeypatch, "soffice", GARBAGE)
    house.asked()
    house.clock.turn_to(house.dialog.meeting.starts - timedelta(days=6))

    house.work()

    assert (tmp_path / "ran").exists()
    assert house.dialog.packet is not None
    assert failed(house.dialog_id) == []


GARBAGE = """#!/bin/sh
while [ "$1" != "--outdir" ]; do shift; done
echo "%PDF-1.7 that ends here" > "$2/document.pdf"
touch {ran}
"""


def put_in_path(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, program: str) -> None:
    (folder / name).write_text(program.format(ran=folder / "ran"), encoding="utf-8")
    (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
