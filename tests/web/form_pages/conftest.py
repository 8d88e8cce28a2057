"""Nils at the note and Berit at the response, each in a browser with their link open."""

from dataclasses import dataclass

import pytest

from formserver.usecases.actors import Actor, Writer
from formserver.usecases.forms.read_form import FormPage
from tests.web.house import House, Reader


@dataclass
class AtForm:
    """Somebody at a form: their browser, its address, and a look behind the pages."""

    house: House
    reader: Reader
    path: str
    writer: Writer
    form_key: str

    @property
    def page(self) -> FormPage:
        """The form as it stands in the database."""
        found: FormPage = self.house.form(self.writer, self.form_key)
        return found

    def draft(self, item_id: int | None = None) -> dict[str, object]:
        """What is saved, by key."""
        fields = self.page.draft.fields if item_id is None else self.page.item(item_id).fields
        return {key: saved.value for key, saved in fields.items()}

    def item_path(self, item_id: int) -> str:
        """The address of an item."""
        return f"{self.path}item/{item_id}"

    def new_item(self, theme: int = 1) -> int:
        """Add an item with the page's own button; gives its id."""
        location = self.reader.fill_in(self.path, {"action": f"add-item:{theme}"}).headers["Location"]
        return int(location.rpartition("/")[2])


@pytest.fixture
def dialog_id(house: House) -> int:
    """A dialog taken into use, with nothing written yet."""
    return house.invited()


@pytest.fixture
def nils(house: House, dialog_id: int) -> AtForm:
    """Nils at the empty note."""
    reader, home = house.visitor(house.host(dialog_id).contacts[-1])
    writer = Writer(actor=Actor(name="Nils"), dialog_id=dialog_id, party_id=None)
    return AtForm(house=house, reader=reader, path=f"{home}form/", writer=writer, form_key="note")


@pytest.fixture
def berit(house: House, dialog_id: int) -> AtForm:
    """Berit at the empty response: the note asks her agency about two items, the other one about none."""
    house.submit_note(dialog_id)
    party = house.responders(dialog_id)[0]
    reader, home = house.visitor(party.contacts[0])
    writer = house.writer_of(dialog_id, party)
    return AtForm(house=house, reader=reader, path=f"{home}form/", writer=writer, form_key="response")
