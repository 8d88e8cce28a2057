"""However far and quickly the demo's clock is turned, what happens by the way happens in its own time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from formserver.demo import events
from formserver.domain import progress, reminders
from formserver.storage import clock, database
from tests.usecases import house as houses

RESPONSE = "response_reminder"


@pytest.fixture
def house(tmp_path, smtp_catcher):
    """A dialog that awaits two answers, without a worker."""
    return houses.build(tmp_path / "house", mail_port=smtp_catcher.port).asked()


@pytest.fixture
def tools(house):
    """Its tools, with the clock that can be turned."""

    def now():
        with database.reading():
            return house.clock() + clock.offset()

    return replace(house.tools, clock=now)


@pytest.fixture
def deadline(house):
    return progress.deadline_of(house.dialog, house.dialog.process.form("response"))


def reminded(house):
    """When each reminder was written."""
    return sorted({letter.written_at for letter in house.letters(RESPONSE)})


def a_moment_after(moments):
    return [moment + events.A_MOMENT_AFTER for moment in moments]


def test_a_long_turn_goes_by_way_of_every_event(house, tools, deadline):
    packet = progress.packet_deadline(house.dialog).at
    moments = [at for at, overdue in reminders.times(deadline) if not overdue]

    events.turn_to(tools, house.dialog.meeting.starts)

    assert len(moments) > 1
    assert reminded(house) == a_moment_after(moments)
    assert house.dialog.packet.frozen_at == packet + events.A_MOMENT_AFTER
    assert tools.clock() == house.dialog.meeting.starts


def test_what_the_worker_had_not_come_to_is_done_and_sent_before_the_clock_turns(
    house, tools, deadline, smtp_catcher
):
    first, second = [at for at, _ in reminders.times(deadline)][:2]
    house.clock.turn_to(first + timedelta(minutes=1))
    assert reminded(house) == []

    events.turn_to(tools, second + timedelta(minutes=1))

    assert reminded(house) == a_moment_after([first])
    assert all(letter.sent_at for letter in house.letters(RESPONSE))


def test_the_clock_never_goes_back(house, tools):
    before = tools.clock()

    events.turn_to(tools, before - timedelta(days=1))

    assert tools.clock() == before
