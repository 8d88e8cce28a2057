"""The cast at work in one dialog: Kari hosts, Nils writes with her, Berit coordinates at an agency.

Everything is done through use cases and the pages, as people do it.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from formserver.domain.dialog import Contact, Dialog, Meeting, Party
from formserver.storage import accounts, database, dialogs, personal_links
from formserver.storage.accounts import Account
from formserver.storage.parties import NewContact
from formserver.usecases.actors import Actor, Writer, actor_of
from formserver.usecases.dialogs import change_parties, invite, open_dialog
from formserver.usecases.dialogs.open_dialog import NewPlan
from formserver.usecases.forms import save_draft, submit_form
from formserver.usecases.forms.read_form import read_form
from formserver.usecases.forms.save_draft import TypedValue
from formserver.usecases.tools import Tools
from formserver.worker import loop
from tests.support.set_clock import SetClock
from tests.support.steps import taken_once

HOST = "5026"  # Holtålen, in Trøndelag
PROCESS = "mulighetsdialog"


@dataclass
class Reader:
    """Somebody with a browser: cookies stay, redirects are followed only on wish."""

    client: FlaskClient
    last: TestResponse | None = field(default=None, init=False)

    def open(self, path: str, **options: Any) -> TestResponse:
        """GET a page."""
        self.last = self.client.get(path, **options)
        return self.last

    def send(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """POST with the token that every page of this browser holds."""
        self.last = self.client.post(path, data={"csrf_token": self.token, **(data or {})}, **options)
        return self.last

    def fill_in(self, path: str, changes: dict[str, Any], **options: Any) -> TestResponse:
        """Open the page, change some inputs of its largest form, and send all of it as a browser would."""
        return self.send(path, inputs(self.open(path)) | changes, **options)

    @property
    def token(self) -> str:
        """A token of this browser's session."""
        page = self.client.get("/new-link").text
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found
        return found[1]


def parsed(response: TestResponse) -> html.HtmlElement:
    """The page as a tree."""
    return html.fromstring(response.text)


def text(response: TestResponse) -> str:
    """What a reader sees in the main part of the page, with single spaces."""
    main = parsed(response).get_element_by_id("main")
    return " ".join(" ".join(main.itertext()).split())


def inputs(response: TestResponse) -> dict[str, Any]:
    """What the largest form of the page would send, without any button."""
    form = max(parsed(response).forms, key=lambda one: len(one.fields.keys()))
    found: dict[str, Any] = {}
    boxes = {box.name for box in form.xpath(".//textarea")}
    for name, value in form.form_values():
        # A browser leaves out the line break that follows the tag of a text box.
        seen = value.removeprefix("\n") if name in boxes else value
        found[name] = [*found.get(name, []), seen]
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


@dataclass
class House:
    """The service and its people."""

    app: Flask
    clock: SetClock
    meeting: Meeting

    @cached_property
    def tools(self) -> Tools:
        """What use cases are handed."""
        found: Tools = self.app.extensions["formserver"]
        return found

    def reader(self) -> Reader:
        """A new browser that has been nowhere."""
        return Reader(self.app.test_client())

    def account(self, name: str, *, administrator: bool = False) -> Account:
        """The open account of one of the cast, made when it is not there."""
        email = f"{name.lower()}@example.no"
        with database.writing():
            found = accounts.find(email)
            return found or accounts.add(email, name, "+47 00 00 00 01", "nb", administrator, self.clock())

    def signed_in(self, account: Account) -> Reader:
        """A browser in which the account is signed in."""
        reader = self.reader()
        with reader.client.session_transaction() as session:
            session["account"] = account.id
            session["since"] = self.clock().timestamp()
        return reader

    def plan(
        self, by: Account | None = None, hosts: tuple[str, ...] = (HOST,), process: str = PROCESS
    ) -> int:
        """A dialog of the process with a contact at every party; nothing is sent. Gives its id."""
        return self._plan(by or self.account("Kari"), hosts, process)

    @taken_once
    def _plan(self, kari: Account, hosts: tuple[str, ...], process: str) -> int:
        plan = NewPlan(
            process=process, hosts=hosts, title="Dialog i Holtålen", language="nb", meeting=self.meeting
        )
        dialog_id = open_dialog.open_dialog(self.tools, kari, plan)
        for party in self.dialog(dialog_id).parties:
            self._add_contacts(actor_of(kari), dialog_id, party)
        return dialog_id

    def invited(self, by: Account | None = None, hosts: tuple[str, ...] = (HOST,)) -> int:
        """A dialog that is taken into use. Gives its id."""
        kari = by or self.account("Kari")
        dialog_id = self.plan(kari, hosts)
        self._invite(kari, dialog_id)
        return dialog_id

    @taken_once
    def _invite(self, kari: Account, dialog_id: int) -> None:
        invite.invite(self.tools, actor_of(kari), dialog_id)

    def asked(self, question_to: int = 0, items: int = 2) -> int:
        """A dialog whose note is submitted with questions to one responder (by place). Gives its id."""
        dialog_id = self.invited()
        self.submit_note(dialog_id, question_to, items)
        return dialog_id

    @taken_once
    def submit_note(self, dialog_id: int, question_to: int = 0, items: int = 2) -> None:
        """Nils writes the note and submits it."""
        dialog = self.dialog(dialog_id)
        writer = Writer(actor=Actor(name="Nils"), dialog_id=dialog_id, party_id=None)
        asked = str(self.responders(dialog_id)[question_to].id)
        once = {"summary": "Kort om oss", "contact": "Nils, 00 00 00 02"}
        save_draft.save_draft(self.tools, writer, "note", None, entries(once))
        for number in range(items):
            item_id = self.add_item(writer, dialog.themes[0].number)
            values = {
                "kind": "ønske",
                "title": f"Punkt {number + 1}",
                "background": "Slik er det",
                "asks": {asked: "Hva mener dere?"},
                "outcome": "Et svar",
            }
            save_draft.save_draft(self.tools, writer, "note", item_id, entries(values))
        submit_form.submit_form(self.tools, writer, "note")

    def add_item(self, writer: Writer, theme: int) -> int:
        """A new item of the note."""
        from formserver.usecases.forms import change_items

        return change_items.add_item(self.tools, writer, "note", theme)

    def dialog(self, dialog_id: int) -> Dialog:
        """The dialog as it stands."""
        with database.reading():
            return dialogs.get(dialog_id)

    def host(self, dialog_id: int) -> Party:
        """The first host."""
        return self.dialog(dialog_id).hosts[0]

    def responders(self, dialog_id: int) -> tuple[Party, ...]:
        """The agencies."""
        return self.dialog(dialog_id).parties_of("responder")

    def link_id(self, contact: Contact) -> int:
        """The personal link of a contact, made here when no letter was sent yet."""
        with database.writing():
            link = personal_links.of_contact(contact.id)
            if link:
                return link.id
            return personal_links.make(contact.id, self.meeting.ends.replace(year=2028), self.clock())

    def visitor(self, contact: Contact) -> tuple[Reader, str]:
        """A browser in which the contact opened their link, and the address it led to."""
        reader = self.reader()
        token = self.tools.signer.token(self.link_id(contact))
        response = reader.open(f"/s/{token}")
        return reader, urlsplit(response.headers["Location"]).path

    def writer_of(self, dialog_id: int, party: Party) -> Writer:
        """The first contact of a party as the one who writes."""
        contact = party.contacts[0]
        return Writer(
            actor=Actor(name=contact.name, contact_id=contact.id), dialog_id=dialog_id, party_id=party.id
        )

    def form(self, writer: Writer, form_key: str) -> Any:
        """The form as its writer sees it."""
        return read_form(self.tools, writer, form_key)

    def work(self) -> None:
        """Let the worker do everything that is due."""
        loop.once(self.tools)

    def _add_contacts(self, actor: Actor, dialog_id: int, party: Party) -> None:
        names = {"host": "Nils"}.get(party.role, "Berit")
        new = NewContact(
            name=f"{names} {party.short_name.to('nb')}",
            title="",
            email=f"{names.lower()}.{party.id}@example.no",
            phone="",
            language=party.language,
            deputy=False,
        )
        change_parties.add_contact(self.tools, actor, dialog_id, party.id, new)


def entries(values: dict[str, Any]) -> dict[str, TypedValue]:
    """Values as a first draft."""
    return {key: TypedValue(value=value, version=0) for key, value in values.items()}
