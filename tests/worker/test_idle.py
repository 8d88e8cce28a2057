"""A worker that has nothing to do costs the same with many dialogs as with few."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from formserver.domain.dialog import Meeting
from formserver.storage import database, dialogs
from formserver.storage.engine import connection
from formserver.worker import loop
from tests.support import questions
from tests.usecases import house as houses
from tests.usecases.house import MEETING, WITHOUT_MAIL, House

GROWING = {"dialog", "party", "contact", "sheet", "submission", "document", "letter", "due_dialog", "attempt"}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return houses.build(tmp_path / "house")


def with_dialogs(house: House, count: int) -> House:
    """So many dialogs that wait for their hosts, with their letters, and nothing left to do in any."""
    for number in range(count):
        meeting = Meeting(day=MEETING.day + timedelta(weeks=number), start=MEETING.start, end=MEETING.end)
        house.dialog_id = 0
        house.plan(meeting=meeting).invited()
    house.work()
    with database.writing():
        connection.execute("UPDATE letter SET sent_at = written_at")
    return house


@contextmanager
def counted_steps() -> Iterator[list[int]]:
    """How many steps SQLite's machine takes; one for each time that it says so."""
    taken: list[int] = []
    with database.reading():
        lent = connection.bound().connection()
    lent.set_progress_handler(lambda: taken.append(1), 1)
    yield taken
    lent.set_progress_handler(None, 0)


def steps_of_a_round(house: House) -> int:
    rounds = loop.Rounds(house.tools)
    assert rounds.one() == 0
    with counted_steps() as taken:
        assert rounds.one() == 0
    return len(taken)


def test_an_idle_round_takes_as_many_steps_with_many_dialogs_as_with_few(house: House) -> None:
    few = steps_of_a_round(with_dialogs(house, 2))

    many = steps_of_a_round(with_dialogs(house, 12))

    assert 0 < few == many


def test_an_idle_round_asks_three_questions_and_scans_nothing_that_grows(house: House) -> None:
    with_dialogs(house, 2)
    rounds = loop.Rounds(house.tools)

    with questions.counted() as asked:
        assert rounds.one() == 0

    with database.reading():
        plans = [
            step
            for event in asked
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {event.sql}", *event.params or ())  # type: ignore[attr-defined]
        ]
    sought = [step for step in plans if step.startswith("SEARCH")]
    assert [step for step in plans if step.startswith("SCAN") and step.split()[1] in GROWING] == []
    assert len(sought) == 1 + 1 + 4  # a dialog, what failed before, and a letter of each of the four turns
    assert len([event for event in asked if "SELECT" in event.sql]) == 3  # type: ignore[attr-defined]


def test_a_dialog_is_left_alone_until_its_time_has_come(house: House) -> None:
    with_dialogs(house, 1)
    with database.reading():
        before = connection.execute("SELECT at FROM due_dialog")

    loop.once(house.tools, WITHOUT_MAIL)

    with database.reading():
        assert connection.execute("SELECT at FROM due_dialog") == before != []
        assert len(dialogs.all_ids()) == 1
