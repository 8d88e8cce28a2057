"""Norwegian working days and public holidays."""

from datetime import date, timedelta

import pytest

from formserver.domain import workdays
from formserver.domain.workdays import DayOff, QuietWeek

EASTER_SUNDAYS = {
    2024: date(2024, 3, 31),
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2028: date(2028, 4, 16),
    2029: date(2029, 4, 1),
    2030: date(2030, 4, 21),
    2038: date(2038, 4, 25),
}


@pytest.mark.parametrize(("year", "day"), EASTER_SUNDAYS.items())
def test_easter_falls_where_the_almanac_says(year: int, day: date) -> None:
    assert workdays.easter_sunday(year) == day


def test_the_holidays_of_2027_are_all_there() -> None:
    assert workdays.holidays(2027) == {
        date(2027, 1, 1): DayOff.NEW_YEAR,
        date(2027, 3, 25): DayOff.MAUNDY_THURSDAY,
        date(2027, 3, 26): DayOff.GOOD_FRIDAY,
        date(2027, 3, 28): DayOff.EASTER_SUNDAY,
        date(2027, 3, 29): DayOff.EASTER_MONDAY,
        date(2027, 5, 1): DayOff.LABOUR_DAY,
        date(2027, 5, 6): DayOff.ASCENSION,
        date(2027, 5, 16): DayOff.WHIT_SUNDAY,
        date(2027, 5, 17): DayOff.CONSTITUTION_DAY,
        date(2027, 12, 25): DayOff.CHRISTMAS_DAY,
        date(2027, 12, 26): DayOff.BOXING_DAY,
    }


def test_a_plain_saturday_and_sunday_are_off_and_a_friday_is_not() -> None:
    days = [workdays.day_off(date(2027, 4, day)) for day in (9, 10, 11)]

    assert days == [None, DayOff.SATURDAY, DayOff.SUNDAY]


def test_the_last_working_day_before_maundy_thursday_is_wednesday() -> None:
    assert workdays.last_working_day(date(2027, 3, 25)) == date(2027, 3, 24)


def test_the_first_working_day_after_good_friday_is_the_tuesday_after_easter() -> None:
    assert workdays.first_working_day(date(2027, 3, 26)) == date(2027, 3, 30)


def test_a_working_day_is_its_own_first_and_last() -> None:
    thursday = date(2027, 4, 8)

    assert (workdays.first_working_day(thursday), workdays.last_working_day(thursday)) == (thursday, thursday)


def test_easter_leaves_eight_working_days_between_24_march_and_8_april() -> None:
    assert workdays.working_days_between(date(2027, 3, 24), date(2027, 4, 8)) == 8


def test_working_days_are_counted_one_by_one_past_a_weekend() -> None:
    assert workdays.working_days_after(date(2027, 4, 8), 2) == date(2027, 4, 12)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2027, 2, 24), QuietWeek.WINTER_BREAK),
        (date(2027, 3, 22), QuietWeek.EASTER_WEEK),
        (date(2027, 7, 14), QuietWeek.JULY),
        (date(2027, 10, 6), QuietWeek.AUTUMN_BREAK),
        (date(2027, 12, 28), QuietWeek.CHRISTMAS_WEEK),
        (date(2028, 1, 1), QuietWeek.CHRISTMAS_WEEK),
        (date(2027, 4, 15), None),
    ],
)
def test_quiet_weeks_are_known(day: date, week: QuietWeek | None) -> None:
    assert workdays.quiet_week(day) == week


def test_counting_forward_and_counting_between_agree_for_five_years() -> None:
    start = date(2026, 1, 1)
    days = [start + timedelta(days=offset) for offset in range(5 * 365)]

    wrong = [
        day for day in days if workdays.working_days_between(day, workdays.working_days_after(day, 7)) != 7
    ]

    assert wrong == []
