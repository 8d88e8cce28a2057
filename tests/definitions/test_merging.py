"""Two sets of changes since the same files become one; a file that both changed is told."""

import pytest

from formserver.definitions import merging

BASE = {"a": "1", "b": "1", "c": "1"}


@pytest.mark.parametrize(
    ("ours", "theirs", "files", "overtaken"),
    [
        (BASE, BASE, BASE, ()),
        (BASE | {"a": "2"}, BASE | {"b": "2"}, BASE | {"a": "2", "b": "2"}, ()),
        (BASE | {"a": "2"}, BASE | {"a": "3"}, BASE | {"a": "3"}, ("a",)),
        (BASE | {"a": "2"}, BASE | {"a": "2"}, BASE | {"a": "2"}, ()),
        (BASE | {"d": "1"}, BASE, BASE | {"d": "1"}, ()),
        ({"a": "1", "b": "1"}, BASE, {"a": "1", "b": "1"}, ()),
        ({"a": "1", "b": "1"}, {"a": "1", "b": "1"}, {"a": "1", "b": "1"}, ()),
        ({"a": "1", "b": "1"}, BASE | {"c": "2"}, BASE | {"c": "2"}, ("c",)),
    ],
)
def test_changes_of_both_are_put_together(
    ours: dict[str, str], theirs: dict[str, str], files: dict[str, str], overtaken: tuple[str, ...]
) -> None:
    found = merging.merged(BASE, ours, theirs)

    assert (found.files, found.overtaken) == (files, overtaken)


def test_differing_paths_are_told_wherever_they_stand() -> None:
    assert merging.different({"a": "1", "b": "1"}, {"b": "2", "c": "1"}) == ("a", "b", "c")
