"""How items are numbered: "theme.count", when they are first submitted and for good.

A number is never given again in its theme, not even when its item was removed: people have quoted it.
"""

from collections.abc import Iterable


def new_numbers(unnumbered: Iterable[tuple[int, int]], given: Iterable[str]) -> dict[int, str]:
    """The numbers of items that have none yet, by the item's id.

    `unnumbered` are ids and themes in the order in which the items stand; `given` are all numbers that were
    ever given in the dialog. One of another form, such as an imported "A", counts for nothing.
    """
    highest = _highest_counts(given)
    numbers = {}
    for item_id, theme in unnumbered:
        highest[theme] = highest.get(theme, 0) + 1
        numbers[item_id] = f"{theme}.{highest[theme]}"
    return numbers


def _highest_counts(given: Iterable[str]) -> dict[int, int]:
    highest: dict[int, int] = {}
    for number in given:
        theme, _, count = number.partition(".")
        if theme.isdecimal() and count.isdecimal():
            highest[int(theme)] = max(int(count), highest.get(int(theme), 0))
    return highest
