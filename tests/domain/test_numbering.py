"""Numbers of items: counted in the theme, given once and for good."""

from formserver.domain import numbering


def test_new_items_go_on_from_the_highest_count_that_was_ever_given_in_their_theme() -> None:
    given = ["1.1", "1.3", "2.7", "12.2"]

    found = numbering.new_numbers([(10, 1), (11, 12), (12, 1), (13, 3)], given)

    assert found == {10: "1.4", 11: "12.3", 12: "1.5", 13: "3.1"}


def test_a_number_of_another_form_counts_for_nothing() -> None:
    assert numbering.new_numbers([(10, 1)], ["A", "1", "1.x", "x.4", ""]) == {10: "1.1"}
