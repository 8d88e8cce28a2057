"""A page says what it does while an answer takes seconds, and takes no second press."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.conftest import Visit
from tests.support import page_faults
from tests.support.browser import Visitor
from tests.web.served import Served

pytestmark = pytest.mark.browser

PACKET = "/templates/mulighetsdialog/packet/nb"
UPLOAD, CHECKS = "Last opp og kontroller", "Kontrollerer malen … Det tar noen sekunder."
SHOW, DRAWS = "Slik blir dokumentet", "Lager sidene … Det tar noen sekunder."
A_MINUTE = 60_000


@pytest.fixture
def ada(served: Served, visit: Visit) -> Visitor:
    """Ada at the page of a template; the browser's clock stands still."""
    visitor = visit()
    served.sign_in(visitor, served.house.account("Ada", administrator=True))
    visitor.page.clock.install(time=served.house.clock.now)
    visitor.page.goto(served.address + PACKET)
    return visitor


@pytest.fixture
def asked(ada: Visitor) -> list[str]:
    """The addresses that the page asks for once it is open; their answers leave the browser where it is."""
    addresses: list[str] = []

    def stay(route: Route) -> None:
        addresses.append(route.request.url)
        route.fulfill(status=204)

    ada.page.route("**/templates/**", stay)
    return addresses


def pressed(page: Page, role: str, name: str) -> Locator:
    """The button or link, pressed."""
    found = page.get_by_role(role, name=name)  # type: ignore[arg-type]
    found.click()
    return found


@pytest.mark.parametrize(
    ("role", "name", "words"), [("button", UPLOAD, CHECKS), ("link", SHOW, DRAWS)], ids=["form", "link"]
)
def test_what_takes_seconds_says_so_and_is_asked_once(
    ada: Visitor, asked: list[str], role: str, name: str, words: str
) -> None:
    press = pressed(ada.page, role, name)

    expect(ada.page.locator("main").get_by_text(words)).to_be_visible()
    expect(ada.page.locator("body > [role=status]")).to_have_text(words)
    expect(press).to_have_attribute("aria-disabled", "true")
    expect(press).to_be_focused()
    press.click(force=True)
    assert (len(asked), page_faults.of(ada)) == (1, [])


def test_who_comes_back_can_press_again(ada: Visitor, asked: list[str]) -> None:
    """A browser that kept the page shows it as it was left; ours is told so here, for Chromium keeps none."""
    press = pressed(ada.page, "link", SHOW)
    expect(press).to_have_attribute("aria-disabled", "true")

    ada.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    expect(press).not_to_have_attribute("aria-disabled", "true")
    assert (len(asked), ada.page.get_by_text(DRAWS).count()) == (1, 0)


def test_who_waits_in_vain_can_press_again(ada: Visitor, asked: list[str]) -> None:
    press = pressed(ada.page, "button", UPLOAD)

    ada.page.clock.run_for(A_MINUTE)

    expect(press).not_to_have_attribute("aria-disabled", "true")
    assert (len(asked), ada.page.get_by_text(CHECKS).count()) == (1, 0)


def test_a_link_that_opens_beside_the_page_leaves_it_as_it_is(ada: Visitor) -> None:
    show = ada.page.get_by_role("link", name=SHOW)

    with ada.context.expect_page() as beside:
        show.click(modifiers=["ControlOrMeta"])

    beside.value.close()
    expect(show).not_to_have_attribute("aria-disabled", "true")
