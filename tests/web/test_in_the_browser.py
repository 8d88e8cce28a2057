"""The pages of links and forms in a real browser: fit for everybody, and saving by themselves."""

import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect
from werkzeug.serving import WSGIRequestHandler, make_server

from formserver.usecases.actors import Actor, Writer
from formserver.usecases.forms import save_draft
from tests.conftest import Visit
from tests.support import page_faults
from tests.support.browser import Visitor, follow
from tests.web.house import House, entries

pytestmark = pytest.mark.browser


class Silent(WSGIRequestHandler):
    """Writes no log of requests."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - so called in werkzeug
        pass


@pytest.fixture
def served(house: House) -> Iterator[str]:
    """The address at which the house answers."""
    server = make_server("127.0.0.1", 0, house.app, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_link(house: House, served: str) -> Callable[..., str]:
    """Opens somebody's personal link in a browser, and gives the address it led to."""

    def follow(visitor: Visitor, contact: object) -> str:
        token = house.tools.signer.token(house.link_id(contact))  # type: ignore[arg-type]
        visitor.page.goto(f"{served}/s/{token}")
        return visitor.page.url

    return follow


def written_note(house: House, dialog_id: int) -> int:
    """A note with one item that lacks most; gives the item's id."""
    nils = Writer(actor=Actor(name="Nils"), dialog_id=dialog_id, party_id=None)
    item_id = house.add_item(nils, 1)
    save_draft.save_draft(house.tools, nils, "note", item_id, entries({"title": "Boliger"}))
    return item_id


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (390, False)])
def test_every_page_of_the_note_is_fit_for_everybody(
    house: House, visit: Visit, open_link: Callable[..., str], width: int, scripts: bool
) -> None:
    dialog_id = house.invited()
    item_id = written_note(house, dialog_id)
    nils = visit(width=width, scripts=scripts)
    home = open_link(nils, house.host(dialog_id).contacts[-1])
    paths = [
        "",
        "form/",
        f"form/item/{item_id}",
        f"form/item/{item_id}?lacks=1",
        f"form/item/{item_id}/remove",
    ]
    paths += ["form/attachments", "form/check", "form/print"]

    assert {path: faults for path in paths if (faults := faults_at(nils, home + path))} == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_the_response_is_fit_for_everybody(
    house: House, visit: Visit, open_link: Callable[..., str], width: int
) -> None:
    dialog_id = house.asked()
    party = house.responders(dialog_id)[0]
    items = house.form(house.writer_of(dialog_id, party), "response").items
    berit = visit(width=width)
    home = open_link(berit, party.contacts[0])
    paths = ["", "form/?row=specialists", f"form/item/{items[0].id}", f"form/item/{items[0].id}/nothing"]
    paths += ["form/nothing", "form/check", "form/attachments"]

    assert {path: faults for path in paths if (faults := faults_at(berit, home + path))} == {}


@pytest.mark.parametrize("dark", [False, True])
def test_what_was_submitted_is_fit_for_everybody_in_the_dark_too(
    house: House, visit: Visit, open_link: Callable[..., str], dark: bool
) -> None:
    dialog_id = house.asked()
    nils = visit(dark=dark)
    home = open_link(nils, house.host(dialog_id).contacts[-1])
    paths = ["", "form/", "form/read", "form/receipt", "form/check", "form/discard"]

    assert {path: faults for path in paths if (faults := faults_at(nils, home + path))} == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_open_pages_are_fit_for_everybody(visit: Visit, served: str, width: int) -> None:
    odd = visit(width=width)
    paths = ["/", "/privacy", "/accessibility", "/new-link", "/new-link/asked", "/s/feil", "/finnes-ikke"]

    assert {path: faults for path in paths if (faults := faults_at(odd, served + path))} == {}


def test_a_page_saves_itself_while_a_person_writes(
    house: House, visit: Visit, open_link: Callable[..., str]
) -> None:
    dialog_id = house.invited()
    nils = visit()
    home = open_link(nils, house.host(dialog_id).contacts[-1])
    nils.page.goto(f"{home}form/")

    nils.page.fill("#f-summary", "Skrevet uten å trykke")
    nils.page.keyboard.press("Tab")
    nils.page.get_by_text("Lagret kl. 10.00 av Nils Holtålen.").wait_for()

    saved = house.form(
        Writer(actor=Actor(name="Nils"), dialog_id=dialog_id, party_id=None), "note"
    ).draft.fields
    assert saved["summary"].value == "Skrevet uten å trykke"


def test_two_people_in_one_field_both_see_their_text(
    house: House, visit: Visit, open_link: Callable[..., str]
) -> None:
    dialog_id = house.invited()
    kari, nils = visit(), visit()
    for person, contact in zip((kari, nils), house.host(dialog_id).contacts, strict=True):
        person.page.goto(f"{open_link(person, contact)}form/")

    kari.page.fill("#f-summary", "Karis tekst")
    follow(kari.page.get_by_role("button", name="Lagre utkast"))
    kari.page.wait_for_url("**#saved")
    nils.page.fill("#f-summary", "Nils sin tekst")
    follow(nils.page.get_by_role("button", name="Lagre utkast"))

    nils.page.wait_for_url("**/two-texts/*")
    assert faults_at(nils, nils.page.url) == []
    expect(nils.page.get_by_text("Karis tekst", exact=True)).to_be_visible()
    expect(nils.page.get_by_text("Nils sin tekst", exact=True).first).to_be_visible()


def test_the_enter_key_in_a_field_saves_and_removes_nothing(
    house: House, visit: Visit, open_link: Callable[..., str]
) -> None:
    dialog_id = house.invited()
    written_note(house, dialog_id)
    nils = visit(scripts=False)
    home = open_link(nils, house.host(dialog_id).contacts[-1])
    nils.page.goto(f"{home}form/")

    nils.page.fill("#f-contact", "Nils")
    nils.page.press("#f-contact", "Enter")

    nils.page.wait_for_url(f"{home}form/#saved")
    assert (
        len(house.form(Writer(actor=Actor(name="Nils"), dialog_id=dialog_id, party_id=None), "note").items)
        == 1
    )


def faults_at(visitor: Visitor, address: str) -> list[str]:
    """What is wrong with a page, once it is opened."""
    visitor.page.goto(address)
    assert visitor.page.locator("main h1").count() == 1
    return page_faults.of(visitor)
