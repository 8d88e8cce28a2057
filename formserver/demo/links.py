"""The personal links of the demo: who has one, and addresses in a text made clickable."""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from formserver.domain import progress
from formserver.domain.dialog import Contact, Dialog, Party
from formserver.domain.progress import FormState
from formserver.domain.words import Words
from formserver.storage import database, dialogs, personal_links
from formserver.usecases.tools import Tools

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)!?]")


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    """Somebody who can be tried as: the first contact of a party that was invited.

    `waits`: their form is still to be submitted.
    """

    name: str
    party: Words
    dialog: Words
    dialog_id: int
    organiser_id: int | None
    address: str
    waits: bool


def persons(tools: Tools) -> list[DemoPerson]:
    """One person of each party of each dialog in use, those first whose form waits for them."""
    with database.reading():
        running = [one for one in dialogs.many(dialogs.all_ids()) if one.taken_into_use_at]
        found = [_person(tools, dialog, party) for dialog in running for party in dialog.parties]
    return sorted((one for one in found if one), key=lambda one: not one.waits)


def clickable(text: str) -> Markup:
    """The text as HTML, its web addresses as links."""
    made, end = Markup(), 0
    for found in _ADDRESS.finditer(text):
        address = found[0]
        made += escape(text[end : found.start()])
        made += Markup('<a class="ds-link" href="{0}">{0}</a>').format(address)
        end = found.end()
    return made + escape(text[end:])


def _person(tools: Tools, dialog: Dialog, party: Party) -> DemoPerson | None:
    contact = _linked(party)
    if contact is None:
        return None
    form = progress.form_of(dialog, party)
    state = progress.form_state(dialog, form, party.id, tools.clock())
    return DemoPerson(
        name=contact[0].name,
        party=party.name,
        dialog=dialog.title,
        dialog_id=dialog.id,
        organiser_id=dialog.responsible.account_id if dialog.responsible else None,
        address=tools.signer.address(contact[1]),
        waits=state in {FormState.NEW, FormState.BEGUN} and progress.has_duty(dialog, party),
    )


def _linked(party: Party) -> tuple[Contact, int] | None:
    for contact in party.contacts:
        if link := personal_links.of_contact(contact.id):
            return contact, link.id
    return None
