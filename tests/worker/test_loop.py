"""The worker's rounds: one piece at a time, faults left alone, and a stop that waits for the piece."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from formserver.usecases.tools import Tools
from formserver.worker import loop
from formserver.worker.steps import STEPS, WorkerStep
from tests.usecases import house as houses
from tests.usecases.house import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return houses.build(tmp_path / "house")


class Counted:
    """A step that finds work a given number of times and counts its calls."""

    def __init__(self, pieces: int = 0, *, broken: bool = False) -> None:
        self.pieces, self.broken, self.calls = pieces, broken, 0

    def __call__(self, _: Tools) -> bool:
        self.calls += 1
        if self.broken:
            raise ValueError("broken")
        self.pieces -= 1
        return self.pieces >= 0


def test_once_works_until_nothing_is_left(house: House) -> None:
    first, second = Counted(3), Counted(1)

    done = loop.once(
        house.tools, [WorkerStep(name="first", run=first), WorkerStep(name="second", run=second)]
    )

    assert (done, first.calls, second.calls) == (4, 4, 4)


def test_a_step_that_fails_is_recorded_and_does_not_stop_the_others(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = Counted(broken=True), Counted(1)
    rounds = loop.Rounds(
        house.tools, [WorkerStep(name="broken", run=broken), WorkerStep(name="sound", run=sound)]
    )

    assert rounds.one() == 1

    assert "The worker's step broken failed" in caplog.text
    assert (broken.calls, sound.calls) == (1, 1)


def test_a_step_that_failed_is_left_alone_for_a_while(house: House) -> None:
    broken = Counted(broken=True)
    rounds = loop.Rounds(house.tools, [WorkerStep(name="broken", run=broken)])
    rounds.one()
    rounds.one()
    assert broken.calls == 1

    house.clock.advance(loop.AFTER_A_FAULT)
    rounds.one()

    assert broken.calls == 2


def test_a_clock_that_is_turned_wakes_every_step(house: House) -> None:
    broken = Counted(broken=True)
    rounds = loop.Rounds(house.tools, [WorkerStep(name="broken", run=broken)])
    rounds.one()

    house.clock.advance(timedelta(days=3))
    rounds.one()
    house.clock.advance(-timedelta(days=2))
    rounds.one()

    assert broken.calls == 3


def test_run_does_what_is_due_and_stops_when_told(house: House) -> None:
    house.invited()
    stop = threading.Event()
    worker = threading.Thread(target=loop.run, args=(house.tools, stop))
    worker.start()

    stop.set()
    worker.join(30)

    assert not worker.is_alive()


def test_the_steps_follow_a_letter_s_way() -> None:
    assert [step.name for step in STEPS] == ["dialogs", "mail"]
