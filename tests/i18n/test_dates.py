"""Dates, lists and sizes stand as the letters write them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from formserver.i18n import catalogues, dates, words

SHIPPED = words.FOLDER
MEETING = date(2027, 4, 15)
SENT = datetime(2027, 3, 24, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [("nb", "torsdag 15. april 2027"), ("nn", "torsdag 15. april 2027"), ("en", "Thursday 15 April 2027")],
)
def test_a_day_has_its_weekday(language, written) -> None:
    assert dates.day(MEETING, language) == written


def test_nynorsk_has_its_own_names_of_weekdays() -> None:
    monday = date(2026, 11, 23)

    week = [dates.day(monday + timedelta(offset), "nn").split()[0] for offset in range(7)]

    assert week == ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"]


def test_a_day_can_do_without_weekday_and_year() -> None:
    assert dates.day_month_year(MEETING, "nb") == "15. april 2027"
    assert dates.day_short(MEETING, "nb") == "15. april"
    assert dates.day_short(MEETING, "en") == "15 April"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nb", "onsdag 24. mars 2027 kl. 12.00"),
        ("nn", "onsdag 24. mars 2027 kl. 12.00"),
        ("en", "Wednesday 24 March 2027 at 12:00"),
    ],
)
def test_a_moment_is_told_in_norwegian_time(language, written) -> None:
    assert dates.moment(SENT, language) == written


def test_a_moment_near_midnight_is_told_on_its_norwegian_day() -> None:
    late = datetime(2027, 6, 30, 22, 30, tzinfo=UTC)

    assert dates.moment(late, "nb") == "torsdag 1. juli 2027 kl. 00.30"
    assert dates.day_short(late, "nb") == "1. juli"


def test_a_moment_can_be_short() -> None:
    noted = datetime(2026, 11, 9, 9, 42, tzinfo=UTC)

    assert [dates.moment_short(noted, language) for language in ("nb", "nn", "en")] == [
        "9. nov. kl. 10.42",
        "9. nov. kl. 10.42",
        "9 Nov at 10:42",
    ]


def test_a_clock_has_a_point_in_norwegian_and_a_colon_in_english() -> None:
    assert dates.clock(time(12, 31), "nb") == "12.31"
    assert dates.clock(time(9, 5), "en") == "09:05"


def test_a_meeting_has_its_hours() -> None:
    hours = (time(10, 0), time(14, 30))

    assert dates.period(MEETING, *hours, "nb") == "torsdag 15. april 2027 kl. 10.00–14.30"
    assert dates.period(MEETING, *hours, "en") == "Thursday 15 April 2027, 10:00–14:30"


@pytest.mark.parametrize(
    ("count", "written"),
    [(-2, "for 2 dager siden"), (-1, "i går"), (0, "i dag"), (1, "i morgen"), (2, "om 2 dager")],
)
def test_a_near_day_is_told_from_today(count, written) -> None:
    assert dates.in_days(count, "nb") == written


def test_names_are_joined_as_a_person_would() -> None:
    joined = [dates.join(names, "nb") for names in ([], ["Rindal"], ["Rindal", "Holtålen"], ["a", "b", "c"])]

    assert joined == ["", "Rindal", "Rindal og Holtålen", "a, b og c"]
    assert dates.join(["a", "b"], "en") == "a and b"


def test_sizes_are_rounded_to_what_a_person_needs() -> None:
    sizes = [dates.size(octets, "nb") for octets in (1, 640_000, 1_843_200, 14_000_000)]

    assert sizes == ["1 kB", "640 kB", "1,8 MB", "14 MB"]
    assert dates.size(1_843_200, "en") == "1.8 MB"


def test_numbers_have_the_marks_of_the_language() -> None:
    assert dates.number(4000, "nb") == "4\u00a0000"
    assert dates.number(4000, "en") == "4,000"


def test_a_language_that_has_no_dates_is_given_those_of_bokmal(shelf) -> None:
    shipped = {key: "".join(forms) for key, forms in catalogues.read("nb", SHIPPED).items()}
    shelf("nb", {key: text for key, text in shipped.items() if key.startswith("dates.")})
    shelf("sma", {"dates.today": "daan biejjien"})

    assert dates.moment(SENT, "sma") == "onsdag 24. mars 2027 kl. 12.00"
    assert dates.in_days(0, "sma") == "daan biejjien"
