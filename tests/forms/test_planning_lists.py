"""Themes and programme as rows: kept, moved, left out of a list."""

from datetime import time

from werkzeug.datastructures import MultiDict

from formserver.domain.dialog import ProgrammeLine, Theme
from formserver.domain.words import Words, same
from formserver.forms import planning_lists
from formserver.forms.planning_lists import MovableRows, ProgrammeRow, ThemeInputs

HOUSING = Theme(number=1, title=Words({"nb": "Bolig", "nn": "Bustad", "en": "Housing"}))


def theme_row(number: int, was: Theme | None, **typed: str) -> ThemeInputs:
    named = MultiDict({f"row-{number}-{name}": value for name, value in typed.items()})
    return ThemeInputs(number, was, typed=named, language="nb")


def programme_row(number: int, **typed: str) -> ProgrammeRow:
    named = MultiDict({f"row-{number}-{name}": value for name, value in typed.items()})
    return ProgrammeRow(number, None, typed=named, language="nb")


def test_a_theme_that_nobody_touched_keeps_its_words_in_every_language() -> None:
    row = theme_row(1, HOUSING, chosen="1", title="Bolig")

    assert row.validate()
    assert row.theme == HOUSING


def test_a_theme_that_was_rewritten_reads_alike_in_every_language() -> None:
    row = theme_row(1, HOUSING, chosen="1", title="Boliger for unge")

    assert row.validate()
    assert row.theme == Theme(number=1, title=same("Boliger for unge"))


def test_a_theme_that_is_not_chosen_is_left_out() -> None:
    row = theme_row(1, HOUSING, title="Bolig")

    assert row.validate()
    assert row.theme is None


def test_a_chosen_theme_needs_a_title() -> None:
    row = theme_row(1, HOUSING, chosen="1", title="  ")

    assert not row.validate()
    assert row.faults == [("row-1-title", "Fyll ut «Tema 1»")]


def test_the_room_for_ones_own_theme_may_stay_empty() -> None:
    row = theme_row(8, None, title="")

    assert row.validate()
    assert row.theme is None


def test_ones_own_theme_joins_when_it_has_a_title() -> None:
    row = theme_row(8, None, title="Beredskap")

    assert row.validate()
    assert row.theme == Theme(number=8, title=same("Beredskap"))


def test_a_line_without_text_is_left_out_of_the_programme() -> None:
    row = programme_row(1, at="", title="")

    assert row.validate()
    assert row.line is None


def test_a_line_may_lack_a_time() -> None:
    row = programme_row(1, at="", title="Lunsj")

    assert row.validate()
    assert row.line == ProgrammeLine(at=None, title=same("Lunsj"))


def test_a_line_with_a_time_says_what_happens() -> None:
    row = programme_row(2, at="12.00", title="")

    assert not row.validate()
    assert row.faults == [("row-2-title", "Fyll ut «Linje 2: Innhold»")]


def test_a_line_holds_time_and_text() -> None:
    row = programme_row(1, at="12:00", title="Lunsj")

    assert row.validate()
    assert row.line == ProgrammeLine(at=time(12), title=same("Lunsj"))


def test_a_row_moves_up_and_down_but_not_out_of_the_list() -> None:
    rows = MovableRows([programme_row(number) for number in (1, 2, 3)])

    places = [rows.move("up:3"), rows.move("down:1"), rows.move("down:1"), rows.move("save")]

    assert [row.number for row in rows.rows] == [3, 2, 1]
    assert places == [1, 1, 2, None]


def test_the_order_of_a_page_takes_each_row_once_and_no_nonsense() -> None:
    assert planning_lists.order(["3", "1", "3", "-1", "x", "99999"]) == [3, 1]
