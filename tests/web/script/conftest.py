"""Nils at the note in a real browser: the pages come from the service over the wire, as at home."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page
from werkzeug.serving import make_server

from formserver.usecases.actors import Actor, Writer
from formserver.usecases.forms.form_page import FormPage
from tests.conftest import Visit
from tests.support.browser import Visitor
from tests.web.house import House

PAUSE = 2000  # milliseconds after the last key press
FORM = "note"


@pytest.fixture
def address(house: House) -> Iterator[str]:
    """Where the service answers while the test runs."""
    server = make_server("127.0.0.1", 0, house.app, threaded=True)
    running = threading.Thread(target=server.serve_forever)
    running.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    running.join()
    server.server_close()


@dataclass
class Writing:
    """Somebody at a form in a browser, and a look behind the page."""

    house: House
    visitor: Visitor
    writer: Writer

    @property
    def page(self) -> Page:
        return self.visitor.page

    @property
    def status(self) -> Locator:
        """The line that says whether the text is saved."""
        return self.page.locator("[data-saved]")

    def field(self, key: str) -> Locator:
        return self.page.locator(f"[name=f-{key}]")

    def write(self, key: str, text: str) -> None:
        """Type as a person does, and stay in the field."""
        self.field(key).press_sequentially(text)

    def write_and_leave(self, key: str, text: str) -> None:
        self.write(key, text)
        self.field(key).blur()

    def think(self) -> None:
        """Pause for a little longer than the form waits."""
        self.page.clock.run_for(PAUSE + 1)

    @property
    def form(self) -> FormPage:
        """The form as it stands in the database."""
        found: FormPage = self.house.form(self.writer, FORM)
        return found

    def saved(self, key: str) -> object:
        """What the database holds of a field, or None."""
        field = self.form.draft.fields.get(key)
        return field.value if field else None


@pytest.fixture
def nils(house: House, address: str, visit: Visit) -> Writing:
    """Nils has opened his link and stands at the empty note; the browser's clock stands still."""
    dialog_id = house.invited()
    contact = house.host(dialog_id).contacts[-1]
    visitor = visit()
    visitor.page.clock.install(time=house.clock.now)
    visitor.page.goto(f"{address}/s/{house.tools.signer.token(house.link_id(contact))}")
    visitor.page.goto(f"{visitor.page.url}form/")
    writer = Writer(actor=Actor(name="Kari"), dialog_id=dialog_id, party_id=None)
    return Writing(house=house, visitor=visitor, writer=writer)
