"""Text as people paste it."""

import pytest

from formserver.domain import texts


@pytest.mark.parametrize(
    ("pasted", "length"),
    [("æøå", 3), ("en\r\nto", 5), ("o\u0308", 1), ("👍", 1), ("  ord  ", 3)],
    ids=["letters", "a line break", "a letter with its dots apart", "beyond the first plane", "blanks"],
)
def test_people_are_told_a_length_that_they_could_count(pasted: str, length: int) -> None:
    assert texts.length(texts.clean(pasted)) == length
