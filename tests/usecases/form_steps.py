"""Small steps of those who fill in forms, for the tests of forms."""

from typing import Any

from formserver.usecases.actors import Writer
from formserver.usecases.forms import read_form, save_draft
from formserver.usecases.forms.form_page import FormPage
from formserver.usecases.forms.save_draft import SaveOutcome, TypedValue
from tests.usecases.house import NOTE, House


def page_of(house: House, writer: Writer, form: str = NOTE) -> FormPage:
    return read_form.read_form(house.tools, writer, form)


def save_field(house: House, writer: Writer, key: str, value: Any, version: int) -> SaveOutcome:
    return save_draft.save_draft(house.tools, writer, NOTE, None, {key: TypedValue(value, version)})


def nils_of(house: House) -> Writer:
    """Nils writes with Kari at the host."""
    house.add_contact(house.host, "Nils")
    kari = house.kari
    nils = house.host.contacts[-1]
    return Writer(
        actor=type(kari.actor)(name="Nils", contact_id=nils.id),
        dialog_id=kari.dialog_id,
        party_id=kari.party_id,
    )
