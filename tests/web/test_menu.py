"""The menu in a real browser: whole on a wide screen, folded on a phone, and in reach of everybody."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import Visit
from tests.support import page_faults
from tests.support.browser import Visitor, follow
from tests.web.served import Served

pytestmark = pytest.mark.browser

ENTRIES = ["Dialoger", "Utboks", "Brev", "Maler", "Spørsmål", "Kommuneprofiler", "Brukere"]
PHONE = 390


def arrive(served: Served, ada: Visitor) -> Page:
    """Ada, who administers, at her first page."""
    served.sign_in(ada, served.house.account("Ada", administrator=True))
    ada.page.goto(f"{served.address}/dialog")
    return ada.page


def seen(page: Page) -> list[str]:
    """The entries of the menu that can be seen."""
    return [one.inner_text() for one in page.locator(".app-nav a").all() if one.is_visible()]


def test_a_wide_screen_shows_all_of_the_menu_and_no_button(served: Served, visit: Visit) -> None:
    page = arrive(served, visit(width=1280))

    assert seen(page) == ENTRIES
    assert page.get_by_role("button", name="Meny").count() == 0
    expect(page.get_by_role("button", name="Logg ut")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_phone_unfolds_the_menu_from_the_keyboard(served: Served, visit: Visit, *, scripts: bool) -> None:
    ada = visit(width=PHONE, scripts=scripts)
    page = arrive(served, ada)
    header = page.locator("header").bounding_box()
    assert header
    assert (seen(page), header["height"] < 90) == ([], True)

    page.get_by_role("button", name="Meny", exact=True).press("Enter")

    assert (seen(page), page_faults.of(ada)) == (ENTRIES, [])
    expect(page.get_by_role("button", name="Logg ut")).to_be_visible()
    follow(page.get_by_role("link", name="Brev"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Brev")


@pytest.mark.parametrize("closing", ["its button", "Escape"])
def test_the_unfolded_menu_folds_again(served: Served, visit: Visit, closing: str) -> None:
    page = arrive(served, visit(width=PHONE, scripts=False))
    page.get_by_role("button", name="Meny", exact=True).click()
    expect(page.get_by_role("link", name="Maler")).to_be_visible()

    if closing == "Escape":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("button", name="Lukk menyen").click()

    assert seen(page) == []
    expect(page.get_by_role("button", name="Meny", exact=True)).to_be_focused()


def test_a_browser_that_cannot_fold_shows_all_of_the_menu(served: Served, visit: Visit) -> None:
    """It knows neither the attribute nor the selector: the button would do nothing, and is not there."""
    ada = visit(width=PHONE)

    def without_popover(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer,
            body=answer.text().replace(" popover>", ">").replace(":popover-open", ":none-such"),
        )

    ada.page.route("**/app.css*", without_popover)
    ada.page.route("**/dialog", without_popover)
    page = arrive(served, ada)

    assert (seen(page), page_faults.of(ada)) == (ENTRIES, [])
    assert page.get_by_role("button", name="Meny").count() == 0


def test_who_is_not_signed_in_sees_the_languages_and_no_menu(served: Served, visit: Visit) -> None:
    odd = visit(width=PHONE)

    odd.page.goto(served.address)

    expect(odd.page.get_by_role("link", name="Nynorsk")).to_be_visible()
    assert odd.page.get_by_role("button", name="Meny").count() == 0
