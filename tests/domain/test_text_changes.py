"""What differs between two texts."""

from formserver.domain.text_changes import Mark, TextLine, between


def test_lines_are_marked_as_kept_removed_and_added_in_order() -> None:
    assert between("Hei\n\nEn\nTo", "Hei\n\nTre\nTo\nFire") == (
        TextLine(Mark.KEPT, "Hei"),
        TextLine(Mark.KEPT, ""),
        TextLine(Mark.REMOVED, "En"),
        TextLine(Mark.ADDED, "Tre"),
        TextLine(Mark.KEPT, "To"),
        TextLine(Mark.ADDED, "Fire"),
    )


def test_the_same_text_has_no_change() -> None:
    assert {line.mark for line in between("En\nTo", "En\nTo")} == {Mark.KEPT}
