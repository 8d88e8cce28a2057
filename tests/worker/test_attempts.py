"""One piece of work that fails, of whatever kind, keeps nothing else waiting: it is put behind, then given up."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from formserver.domain import delivery
from formserver.storage import database, files
from formserver.usecases.service import sign_in
from formserver.usecases.tools import Tools
from formserver.worker import loop
from tests.storage import planned
from tests.support.mail_catcher import MailCatcher
from tests.usecases import house as houses
from tests.usecases.house import House

BERIT = "berit@example.no"


@pytest.fixture
def posted(tmp_path: Path, smtp_catcher: MailCatcher) -> Iterator[House]:
    """A house whose letters go to the catcher, with everybody invited and all of it sent."""
    house = houses.build(tmp_path / "house", mail_port=smtp_catcher.port).invited()
    loop.once(house.tools)
    smtp_catcher.caught.clear()
    yield house
    house.tools.transport.close()


def work_for(tools: Tools, house: House, minutes: int) -> None:
    """The worker's own rounds for a while, by a clock that goes on half a minute at a time."""
    rounds = loop.Rounds(tools)
    for _ in range(minutes * 2):
        while rounds.one():
            pass
        house.clock.advance(timedelta(seconds=30))


def put_without_file(house: House, count: int) -> None:
    """Letters of the dialog whose file is lost, as a damaged disk might lose it."""
    with database.writing():
        file = planned.attached(b"lost")
        for number in range(count):
            planned.put(
                f"lost {number}",
                house.clock.now,
                dialog_id=house.dialog_id,
                party_id=house.county.id,
                files=(file,),
            )
    with sqlite3.connect(house.tools.settings.database) as connection:
        connection.execute("DELETE FROM file WHERE sha256 = ?", [files.name_of(b"lost")])


def test_a_letter_that_cannot_be_made_is_given_up_after_its_last_try_and_told(posted: House) -> None:
    put_without_file(posted, 1)

    work_for(posted.tools, posted, 1)
    letter = posted.letters("invitation")[0]
    assert (letter.attempts, letter.failed_at, letter.failure, letter.failure_text) == (
        1,
        None,
        "ours",
        "NotFound",
    )
    for _ in range(delivery.ATTEMPTS):
        posted.clock.advance(timedelta(hours=13))
        work_for(posted.tools, posted, 1)

    letter = posted.letters("invitation")[0]
    assert (letter.attempts, letter.failed_at is not None) == (delivery.ATTEMPTS, True)
    (told,) = posted.letters("delivery_failed")
    assert (told.recipient_name, "Kunne ikke lages" in told.text) == ("Ada", True)


def test_letters_whose_file_is_missing_do_not_keep_a_sign_in_code_waiting(
    posted: House, smtp_catcher: MailCatcher
) -> None:
    put_without_file(posted, 20)
    work_for(posted.tools, posted, 15)
    sign_in.ask_code(posted.tools, posted.ada.email, "192.0.2.1")

    work_for(posted.tools, posted, 1)

    assert len(smtp_catcher.to(posted.ada.email)) == 1
