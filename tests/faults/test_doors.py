"""Every role at every door: each comes in where it belongs, and finds nothing anywhere else.

What is hidden is there: the same address opens for the one whose it is.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from formserver import app, config
from formserver.domain.dialog import Contact
from formserver.domain.look import Look
from formserver.storage import database, outbox
from formserver.storage.accounts import Account
from formserver.usecases.actors import Actor, Writer, actor_of
from formserver.usecases.forms import attach, save_draft, submit_form
from formserver.usecases.service import accounts
from formserver.usecases.templates import looks, open_in_word
from tests.support.set_clock import SetClock
from tests.web.conftest import MEETING, NOW
from tests.web.house import HOST, House, Reader, entries

FORM = "response"
IN, TO_SIGN_IN, NOT_THERE, NOT_ALLOWED = "in", "to sign in", "not there", "not allowed"
# Not of any one dialog: every account has these pages, each with what is its own.
EVERY_ACCOUNTS_OWN = {
    *("organiser.dialogs", "organiser.new_dialog", "organiser.plan_dialog", "organiser.open_new_dialog"),
    *("organiser.outbox", "organiser.profile", "organiser.change_profile"),
}
OPEN_TO_ALL = {"static", "public", "sign_in"}
# Nobody finds these in this dialog: a form that answers has no items of its own to remove, two texts of a
# party are not the organiser's to see, the letters have gone, and a new party's role stands in the query.
NOBODYS = {
    *("visitor_form.remove", "visitor_form.ask_remove", "organiser_form.remove", "organiser_form.ask_remove"),
    *("organiser_form.two_texts", "organiser_form.settle"),
    *("organiser.letter_preview", "organiser.letter_preview_html"),
    *("organiser.new_party", "organiser.add_party"),
}
KARI, KARIN, ADA = "kari", "karin, who runs another dialog", "ada"
BERIT, BJARNE, BODIL = "berit", "bjarne of another party", "bodil of another dialog"
ODD, CLOSED = "odd", "a closed account"
ROLES = [KARI, KARIN, ADA, BERIT, BJARNE, BODIL, ODD, CLOSED]


def expected(rule: Rule, role: str) -> str:
    """Where a role comes at a door to Kari's dialog and Berit's form."""
    blueprint, hidden = rule.endpoint.partition(".")[0], rule.endpoint in NOBODYS
    if blueprint in {"visitor", "visitor_form"}:
        return IN if role == BERIT and not hidden else NOT_THERE
    if role not in {KARI, KARIN, ADA}:
        return TO_SIGN_IN
    if blueprint == "admin":
        return IN if role == ADA else NOT_ALLOWED
    if rule.endpoint in EVERY_ACCOUNTS_OWN:
        return IN
    return NOT_THERE if role == KARIN or hidden else IN


def came(response: TestResponse) -> str:
    """Where somebody came."""
    if response.headers.get("Location", "").startswith("/sign-in"):
        return TO_SIGN_IN
    return {404: NOT_THERE, 403: NOT_ALLOWED}.get(response.status_code, IN)


@dataclass
class Town:
    """Kari's dialog with all in it that an address can name, another of Karin's, and all the people."""

    house: House
    things: Mapping[str, object]
    people: Mapping[str, Account | Contact]

    def reader(self, role: str) -> Reader:
        """A browser that is signed in, or has opened a personal link; Odd's has been nowhere."""
        person = self.people.get(role)
        if isinstance(person, Account):
            return self.house.signed_in(person)
        return self.house.visitor(person)[0] if person else self.house.reader()

    def doors(self, method: str) -> Iterator[tuple[Rule, str]]:
        """Every guarded door, as an address in Kari's dialog."""
        for rule in self.house.app.url_map.iter_rules():
            if method in (rule.methods or ()) and rule.endpoint.partition(".")[0] not in OPEN_TO_ALL:
                named = re.split(r"<(?:\w+:)?(\w+)>", rule.rule)  # every second part is a name
                parts = (str(self.things[one]) if place % 2 else one for place, one in enumerate(named))
                yield rule, "".join(parts)

    @property
    def database(self) -> Path:
        return self.house.tools.settings.database

    @property
    def as_built(self) -> Path:
        return self.database.with_suffix(".built")

    def restore(self) -> None:
        """Take back all that was done since it was built."""
        database.bind(self.database)
        copy(self.as_built, self.database)

    def everything(self) -> str:
        """The whole database as text."""
        with sqlite3.connect(self.database) as connection:
            return "\n".join(connection.iterdump())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Built once, for it takes a while."""
    instance, clock = tmp_path_factory.mktemp("town"), SetClock(now=NOW)
    settings = config.load(instance, {"FORMSERVER_PAGE_NUMBERS": "false"})
    house = House(app=app.create_app(settings, clock), clock=clock, meeting=MEETING)
    ada, karin, odd = house.account("Ada", administrator=True), house.account("Karin"), house.account("Odd")
    dialog_id, elsewhere = house.invited(), house.invited(karin)
    house.submit_note(dialog_id, items=1)
    berit, bjarne = house.responders(dialog_id)
    answer(house, house.writer_of(dialog_id, berit))
    house.work()
    accounts.close_account(house.tools, actor_of(ada), odd.id)
    looks.change(house.tools, actor_of(ada), Look(municipality=HOST, name="Holtålen"))
    people = {KARI: house.account("Kari"), KARIN: karin, ADA: ada, CLOSED: odd}
    bodil = house.responders(elsewhere)[0].contacts[0]
    contacts = {BERIT: berit.contacts[0], BJARNE: bjarne.contacts[0], BODIL: bodil}
    made = Town(house, things(house, dialog_id), people | contacts)
    copy(made.database, made.as_built)
    return made


def copy(source: Path, target: Path) -> None:
    """Copy a database as it is, also where others have it open."""
    with closing(sqlite3.connect(source)) as whole, closing(sqlite3.connect(target)) as made:
        whole.backup(made)


@pytest.fixture
def town(built: Town) -> Town:
    """As it was built."""
    built.restore()
    return built


def answer(house: House, writer: Writer) -> None:
    """Berit's answer with a file, submitted; then two texts in one field of its correction."""
    tools, item = house.tools, house.form(writer, FORM).items[0].id
    save_draft.save_draft(tools, writer, FORM, None, entries({"contact": "Berit"}))
    save_draft.save_draft(tools, writer, FORM, item, entries({"status": "mulig", "assessment": "Ja"}))
    attach.attach_file(tools, writer, FORM, "plan.pdf", b"%PDF-1.4", "Plan")
    submit_form.submit_form(tools, writer, FORM)
    tuva = Writer(actor=Actor(name="Tuva"), dialog_id=writer.dialog_id, party_id=writer.party_id)
    save_draft.save_draft(tools, tuva, FORM, item, entries({"assessment": "Kanskje"}))


def things(house: House, dialog_id: int) -> dict[str, object]:
    """What can stand in an address: the dialog's, Berit's, a letter to her, and what Ada has open in Word."""
    ada = house.account("Ada", administrator=True)
    dialog, berit = house.dialog(dialog_id), house.responders(dialog_id)[0]
    form = house.form(house.writer_of(dialog_id, berit), FORM)
    with database.reading():
        letters = [row.id for row in outbox.of_dialog(dialog_id) if row.party_id == berit.id]
    return {
        "dialog_id": dialog_id,
        "party_id": berit.id,
        "contact_id": berit.contacts[0].id,
        "link_id": house.link_id(berit.contacts[0]),
        "sheet_id": form.sheet.id,
        "item_id": form.items[0].id,
        "attachment_id": form.draft.attachments[0].id,
        "conflict_id": form.conflicts[0].id,
        "document_id": dialog.documents[-1].id,
        "letter_id": letters[0],
        "account_id": dialog.organisers[0].account_id,
        "version_id": 1,
        "editing_id": open_in_word.open_in_word(house.tools, actor_of(ada), 1, "").editing.id,
        "process": dialog.process.key,
        "document": dialog.process.packet.key,
        "language": "nb",
        "key": dialog.process.asking_form.deadline,
        "number": 1,
        "letter": dialog.process.host_role.invitation,
        "municipality": HOST,
        "form_key": dialog.process.asking_form.key,
        "group": "item",
        "question": dialog.process.asking_form.item_title,
    }


@pytest.mark.parametrize("role", ROLES)
def test_reading_opens_only_ones_own_doors_and_changes_nothing(town: Town, role: str) -> None:
    reader, before = town.reader(role), town.everything()

    wrong = [
        (rule.endpoint, method, came(answer), expected(rule, role))
        for rule, address in town.doors("GET")
        for method in ("GET", "HEAD")
        if came(answer := reader.client.open(address, method=method)) != expected(rule, role)
        or answer.status_code >= 500
    ]

    assert wrong == []
    assert town.everything() == before


@pytest.mark.parametrize("role", ROLES)
def test_writing_is_done_only_behind_ones_own_doors(town: Town, role: str) -> None:
    reader, before = town.reader(role), town.everything()
    wrong: list[tuple[str, ...]] = []

    for rule, address in town.doors("POST"):
        came_to = came(reader.send(address))
        if came_to != expected(rule, role):
            wrong.append((rule.endpoint, came_to, expected(rule, role)))
        if came_to != IN and town.everything() != before:
            wrong.append((rule.endpoint, "changed something"))
        town.restore()

    assert wrong == []
