"""Norwegian working days: Monday to Friday, less the public holidays.

Those stand in lov om helligdager og helligdagsfred (1995, § 2) and lov om 1 og 17 mai (1947).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType

_DAY = timedelta(days=1)


class DayOff(StrEnum):
    """Why a day is not a working day."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    NEW_YEAR = "new_year"
    MAUNDY_THURSDAY = "maundy_thursday"
    GOOD_FRIDAY = "good_friday"
    EASTER_SUNDAY = "easter_1"
    EASTER_MONDAY = "easter_2"
    LABOUR_DAY = "labour_day"
    CONSTITUTION_DAY = "constitution_day"
    ASCENSION = "ascension"
    WHIT_SUNDAY = "whitsun_1"
    WHIT_MONDAY = "whitsun_2"
    CHRISTMAS_DAY = "christmas_1"
    BOXING_DAY = "christmas_2"


class QuietWeek(StrEnum):
    """Weeks in which few people are at work."""

    WINTER_BREAK = "winter_break"
    EASTER_WEEK = "easter_week"
    JULY = "july"
    AUTUMN_BREAK = "autumn_break"
    CHRISTMAS_WEEK = "christmas_week"


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous computus, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


@cache
def holidays(year: int) -> Mapping[date, DayOff]:
    """The public holidays of one year.

    Where two fall on one day (as 17 May and Whit Sunday) the fixed one is named.
    """
    easter = easter_sunday(year)
    moving = {
        -3: DayOff.MAUNDY_THURSDAY,
        -2: DayOff.GOOD_FRIDAY,
        0: DayOff.EASTER_SUNDAY,
        1: DayOff.EASTER_MONDAY,
        39: DayOff.ASCENSION,
        49: DayOff.WHIT_SUNDAY,
        50: DayOff.WHIT_MONDAY,
    }
    fixed = {
        date(year, 1, 1): DayOff.NEW_YEAR,
        date(year, 5, 1): DayOff.LABOUR_DAY,
        date(year, 5, 17): DayOff.CONSTITUTION_DAY,
        date(year, 12, 25): DayOff.CHRISTMAS_DAY,
        date(year, 12, 26): DayOff.BOXING_DAY,
    }
    found = {easter + offset * _DAY: reason for offset, reason in moving.items()} | fixed
    return MappingProxyType(found)


def day_off(day: date) -> DayOff | None:
    """Why `day` is not a working day, or None when it is one."""
    if holiday := holidays(day.year).get(day):
        return holiday
    return {5: DayOff.SATURDAY, 6: DayOff.SUNDAY}.get(day.weekday())


def last_working_day(day: date) -> date:
    """`day` itself when it is a working day, else the last one before it."""
    while day_off(day):
        day -= _DAY
    return day


def first_working_day(day: date) -> date:
    """`day` itself when it is a working day, else the first one after it."""
    while day_off(day):
        day += _DAY
    return day


def working_days_after(day: date, count: int) -> date:
    """The `count`-th working day after `day` (count of at least 1)."""
    for _ in range(count):
        day = first_working_day(day + _DAY)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and including `end`."""
    return sum(not day_off(start + offset * _DAY) for offset in range(1, (end - start).days + 1))


def quiet_week(day: date) -> QuietWeek | None:
    """The quiet week that `day` falls in, or None. Week numbers are those of ISO 8601."""
    week = day.isocalendar().week
    easter = easter_sunday(day.year)
    if easter - 6 * _DAY <= day <= easter + _DAY:
        return QuietWeek.EASTER_WEEK
    if (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1):
        return QuietWeek.CHRISTMAS_WEEK
    by_week = {
        8: QuietWeek.WINTER_BREAK,
        9: QuietWeek.WINTER_BREAK,
        40: QuietWeek.AUTUMN_BREAK,
        41: QuietWeek.AUTUMN_BREAK,
    }
    return QuietWeek.JULY if day.month == 7 else by_week.get(week)
