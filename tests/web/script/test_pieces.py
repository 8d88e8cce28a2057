"""Every piece of markup that pages share is fit for all: on wide and narrow screens, light and dark."""

import re
from pathlib import Path

import flask
import pytest
from playwright.sync_api import expect

from formserver import app, config, web
from tests.conftest import Visit
from tests.support import page_faults
from tests.support.set_clock import SetClock
from tests.web.conftest import MEETING, NOW
from tests.web.house import House

pytestmark = pytest.mark.browser
ALL = Path(__file__).with_name("pieces.html").read_text(encoding="utf-8")


@pytest.fixture
def house(tmp_path: Path) -> House:
    """With an application of its own, which gets a page more."""
    clock = SetClock(NOW)
    made = app.create_app(config.load(tmp_path / "instance", {}), clock)
    return House(app=made, clock=clock, meeting=MEETING)


@pytest.fixture
def pieces(house: House, address: str) -> str:
    """Where a page with one of everything is shown."""
    house.app.add_url_rule("/pieces", view_func=lambda: flask.render_template_string(ALL))
    return f"{address}/pieces"


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True), (320, False)])
def test_the_shared_markup_is_fit_for_all(pieces: str, visit: Visit, width: int, dark: bool) -> None:
    visitor = visit(width=width, dark=dark)

    visitor.page.goto(pieces)

    assert visitor.page.locator("main *").count() > 150
    assert page_faults.of(visitor) == []


def test_focus_goes_to_what_must_be_mended(pieces: str, visit: Visit) -> None:
    visitor = visit(scripts=False)

    visitor.page.goto(pieces)

    expect(visitor.page.locator("#errors")).to_be_focused()
    visitor.page.get_by_role("link", name="Fyll ut «Tittel»").click()
    expect(visitor.page.locator("#title")).to_be_focused()


def test_enter_in_a_field_presses_the_button_that_saves(pieces: str, visit: Visit) -> None:
    visitor = visit()
    visitor.page.goto(pieces)

    with visitor.page.expect_request("**/pieces") as sent:
        visitor.page.locator("#title").press("Enter")

    assert "action=save" in (sent.value.post_data or "")


def test_every_macro_stands_on_the_page() -> None:
    """So that a piece added later is looked at too."""
    macros = (Path(web.__file__).parent / "html" / "base" / "macros.html").read_text(encoding="utf-8")
    shared = set(re.findall(r"{% macro (\w+)|{% set (\w+) = fields", macros))

    # A line and a box stand within the fields of text that are there.
    within = {"hidden", "legend", "link", "look", "line", "box"}
    names = {first or second for first, second in shared} - within
    assert names - set(re.findall(r"ui\.(\w+)\(", ALL)) == set()
