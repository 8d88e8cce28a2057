"""Dates, times, lists and sizes in words, as letters and pages write them.

The patterns stand in the catalogues, so a language without them (or one that Babel has no names of months
for) is given those of bokmål. Times are always shown in Europe/Oslo, whatever zone they come in.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache, lru_cache

import babel
import babel.dates

from formserver.domain.deadlines import OSLO
from formserver.i18n import words

KILO = 1000
SOME = 4096  # texts that are kept: the same few dates and sizes are written on every page


def day(when: date, language: str) -> str:
    """The day with its weekday: "torsdag 15. april 2027". A moment (aware) gives its day in Oslo."""
    return _written(when, "dates.day_pattern", language)


def day_month_year(when: date, language: str) -> str:
    """The day without weekday: "15. april 2027"."""
    return _written(when, "dates.day_month_year_pattern", language)


def day_short(when: date, language: str) -> str:
    """The day and the month: "15. april"."""
    return _written(when, "dates.day_short_pattern", language)


@lru_cache(maxsize=SOME)
def clock(when: time | datetime, language: str) -> str:
    """The time of day: "12.31". A moment must be aware; a bare time is taken as local already."""
    local = when.astimezone(OSLO) if isinstance(when, datetime) else when
    return babel.dates.format_time(
        local, words.say(language, "dates.clock_pattern"), locale=_locale(language)
    )


def moment(when: datetime, language: str) -> str:
    """Day and time of day: "onsdag 24. mars 2027 kl. 12.00"."""
    return words.say(language, "dates.moment", day=day(when, language), clock=clock(when, language))


def moment_short(when: datetime, language: str) -> str:
    """Day and time for a narrow column, without the year: "9. nov. kl. 10.42"."""
    brief = _written(when, "dates.day_brief_pattern", language)
    return words.say(language, "dates.moment_short", day=brief, clock=clock(when, language))


def period(on: date, start: time, end: time, language: str) -> str:
    """A day with its hours: "torsdag 15. april 2027 kl. 10.00–14.30"."""
    hours = {"start": clock(start, language), "end": clock(end, language)}
    return words.say(language, "dates.period", day=day(on, language), **hours)


def in_days(count: int, language: str) -> str:
    """How far off a day is: "i dag", "i morgen", "om 7 dager"; below zero "i går", "for 2 dager siden"."""
    near = {-1: "dates.yesterday", 0: "dates.today", 1: "dates.tomorrow"}.get(count)
    if near:
        return words.say(language, near)
    return words.count(language, "dates.in_days" if count > 0 else "dates.days_ago", abs(count))


def join(parts: Sequence[str], language: str) -> str:
    """Names as one: "a, b og c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {words.say(language, 'join.last')} {parts[-1]}"


def size(octets: int, language: str) -> str:
    """The size of a file: "640 kB", "1,8 MB" (1 kB is 1000 bytes, as in the SI)."""
    if octets < KILO**2:
        return f"{number(max(1, round(octets / KILO)), language)} kB"
    return f"{number(round(octets / KILO**2, 1), language)} MB"


@lru_cache(maxsize=SOME)
def number(value: float, language: str) -> str:
    """A number with the marks of the language: "1 940", "1,8"."""
    marks = _locale(language).number_symbols["latn"]
    return f"{value:,.10g}".translate(str.maketrans({",": marks["group"], ".": marks["decimal"]}))


@lru_cache(maxsize=SOME)
def _written(when: date, pattern: str, language: str) -> str:
    local = when.astimezone(OSLO).date() if isinstance(when, datetime) else when
    return babel.dates.format_date(local, words.say(language, pattern), locale=_locale(language))


@cache
def _locale(language: str) -> babel.Locale:
    return babel.Locale.parse(words.say(language, "dates.locale"))
