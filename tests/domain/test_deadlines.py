"""Deadlines over every meeting day of five years, and those that the host sets by hand."""

from datetime import date, datetime, time, timedelta

import pytest

from formserver.domain import deadlines, workdays
from formserver.domain.deadlines import OSLO, Override
from formserver.domain.refusals import DeadlineNotBeforeMeeting, DeadlineOutOfOrder
from formserver.domain.workdays import DayOff
from tests.domain.dialogs import process

FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=offset) for offset in range((LAST - FIRST).days + 1)]
EXAMPLE = date(2027, 4, 15)


def test_no_deadline_of_five_years_falls_on_a_day_off() -> None:
    off = [
        (day, deadline.key)
        for day in EVERY_DAY
        for deadline in deadlines.deadlines(process(), day).values()
        if workdays.day_off(deadline.day)
    ]

    assert off == []


def test_no_deadline_of_five_years_is_later_than_its_rule() -> None:
    late = [
        (day, deadline.key)
        for day in EVERY_DAY
        for deadline in deadlines.deadlines(process(), day).values()
        if deadline.day > deadline.nominal
    ]

    assert late == []


def test_a_deadline_moves_only_from_a_day_off_and_only_to_the_last_working_day_before() -> None:
    for day in EVERY_DAY:
        for deadline in deadlines.deadlines(process(), day).values():
            assert deadline.day == workdays.last_working_day(deadline.nominal)
            assert (deadline.day_off is None) == (deadline.day == deadline.nominal)


def test_the_packet_leaves_after_the_answers_and_before_every_meeting_of_five_years() -> None:
    for day in EVERY_DAY:
        due = deadlines.deadlines(process(), day)

        assert due["note"].at < due["response"].at < due["packet"].at < datetime.combine(day, time(0), OSLO)


def test_the_days_for_answering_are_counted_right_on_every_day_of_five_years() -> None:
    for day in EVERY_DAY:
        due = deadlines.deadlines(process(), day)
        after, until = due["note"].day, due["response"].day
        between = [after + timedelta(days=offset) for offset in range(1, (until - after).days + 1)]
        expected = sum(workdays.day_off(one) is None for one in between)

        assert deadlines.days_for_answering(process(), due) == expected


def test_the_example_moves_from_maundy_thursday_and_says_why() -> None:
    note = deadlines.deadlines(process(), EXAMPLE)["note"]

    assert (note.nominal, note.day_off) == (date(2027, 3, 25), DayOff.MAUNDY_THURSDAY)
    assert note.at == datetime(2027, 3, 24, 12, tzinfo=OSLO)


def test_the_hour_is_local_in_winter_and_in_summer() -> None:
    offsets = {
        deadlines.deadlines(process(), day)["response"].at.utcoffset()
        for day in (date(2027, 2, 10), date(2027, 6, 10))
    }

    assert offsets == {timedelta(hours=1), timedelta(hours=2)}


def test_an_override_wins_and_the_rule_is_still_shown() -> None:
    by_hand = Override(at=datetime(2027, 3, 20, 9, tzinfo=OSLO), reason="Påske")

    note = deadlines.deadlines(process(), EXAMPLE, {"note": by_hand})["note"]

    assert (note.at, note.nominal, note.override) == (by_hand.at, date(2027, 3, 25), by_hand)


def test_what_follows_an_overridden_deadline_follows_it() -> None:
    by_hand = Override(at=datetime(2027, 4, 9, 12, tzinfo=OSLO))

    packet = deadlines.deadlines(process(), EXAMPLE, {"response": by_hand})["packet"]

    assert packet.at == datetime(2027, 4, 12, 9, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("key", "at", "refusal"),
    [
        ("packet", datetime(2027, 4, 15, 10, tzinfo=OSLO), DeadlineNotBeforeMeeting),
        ("packet", datetime(2027, 4, 8, 15, tzinfo=OSLO), DeadlineOutOfOrder),
        ("response", datetime(2027, 3, 24, 12, tzinfo=OSLO), DeadlineOutOfOrder),
        ("note", datetime(2027, 4, 8, 15, tzinfo=OSLO), DeadlineOutOfOrder),
    ],
)
def test_an_override_that_cannot_work_is_refused(key: str, at: datetime, refusal: type[Exception]) -> None:
    due = deadlines.deadlines(process(), EXAMPLE, {key: Override(at=at)})

    with pytest.raises(refusal):
        deadlines.check_order(due, process(), datetime(2027, 4, 15, 10, tzinfo=OSLO))


def test_deadlines_by_the_rules_pass_the_check() -> None:
    due = deadlines.deadlines(process(), EXAMPLE)

    deadlines.check_order(due, process(), datetime(2027, 4, 15, 10, tzinfo=OSLO))

    assert list(due) == ["note", "response", "packet"]
