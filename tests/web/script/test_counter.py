"""The counter under a text counts as the server does."""

import pytest
from playwright.sync_api import Locator, expect

from tests.web.script.conftest import Writing

pytestmark = pytest.mark.browser


def test_it_says_how_many_characters_are_left(nils: Writing) -> None:
    left = {"": "3\u00a0000", "abc": "2\u00a0997", "😀č\n": "2\u00a0997", "a" * 3000: "0"}

    for typed, number in left.items():
        nils.field("summary").fill(typed)

        expect(counter(nils)).to_have_text(f"{number} tegn igjen")


def test_it_says_how_many_are_too_many(nils: Writing) -> None:
    nils.field("summary").fill("a" * 3002)

    expect(counter(nils)).to_have_text("2 tegn for mye")
    expect(counter(nils)).to_have_attribute("data-state", "over")


def test_it_is_read_out_only_after_a_pause(nils: Writing) -> None:
    said = nils.page.locator("body > [role=status]")
    nils.write("summary", "abc")
    expect(said).to_have_text("")

    nils.think()

    expect(said).to_have_text("2\u00a0997 tegn igjen")


def counter(nils: Writing) -> Locator:
    return nils.page.locator("[data-field=counter][data-for=f-summary]")
