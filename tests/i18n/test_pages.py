"""Pages of plain text are taken apart for HTML."""

from pathlib import Path

import pytest

from formserver.i18n import pages
from formserver.i18n.pages import Page, PageBlock, Piece


@pytest.fixture
def written(shelf, tmp_path: Path):
    shelf("nb", {"page.not_filled_in": "[mangler]"})
    return lambda text: (tmp_path / "nb" / "about.md").write_text(text, encoding="utf-8")


def test_headings_lists_and_paragraphs_are_told_apart(written) -> None:
    written("# Om\n\n## Hvem\n\nVi.\n\n- en\n- to\n")

    page = pages.read("about", "nb", {})

    assert page == Page(
        title="Om",
        blocks=(
            PageBlock(kind="heading", lines=((Piece(text="Hvem"),),)),
            PageBlock(kind="paragraph", lines=((Piece(text="Vi."),),)),
            PageBlock(kind="list", lines=((Piece(text="en"),), (Piece(text="to"),))),
        ),
    )


def test_addresses_become_links_without_the_full_stop(written) -> None:
    written("# Om\nSkriv til {email}, se https://example.no/a.\n")

    (block,) = pages.read("about", "nb", {"email": "hjelp@example.no"}).blocks

    assert block.lines[0] == (
        Piece(text="Skriv til "),
        Piece(text="hjelp@example.no", href="mailto:hjelp@example.no"),
        Piece(text=", se "),
        Piece(text="https://example.no/a", href="https://example.no/a"),
        Piece(text="."),
    )


def test_what_the_owner_has_not_filled_in_is_said_so(written) -> None:
    written("# Om\n{officer} {basis}\n")

    (block,) = pages.read("about", "nb", {"officer": ""}).blocks

    assert block.lines[0] == (Piece(text="[mangler] [mangler]"),)


def test_a_language_without_the_page_is_shown_it_in_bokmal(written) -> None:
    written("# Om\n")

    assert pages.read("about", "se", {}).title == "Om"


def test_a_page_that_does_not_exist_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        pages.read("nothing", "nb", {})


@pytest.mark.parametrize("name", ["privacy", "accessibility"])
def test_the_shipped_pages_say_the_same_in_all_languages(name) -> None:
    shapes = [
        [block.kind for block in pages.read(name, language, {}).blocks] for language in ("nb", "nn", "en")
    ]

    assert shapes[0] == shapes[1] == shapes[2]
    assert "heading" in shapes[0]
