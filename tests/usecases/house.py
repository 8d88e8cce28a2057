"""A house to test in: a fresh instance, a clock set by hand, and a dialog taken as far as a test needs it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from formserver.config import Settings
from formserver.domain.dialog import Dialog, Meeting, Party, Submission
from formserver.storage import attempts, database, dialogs, outbox, personal_links, templates
from formserver.storage.accounts import Account
from formserver.storage.attempts import WorkKey
from formserver.storage.outbox import Letter
from formserver.storage.parties import NewContact, NewParty
from formserver.storage.templates import TemplatePlace
from formserver.usecases.actors import Actor, Visitor, Writer, actor_of, writer_of
from formserver.usecases.dialogs import change_parties, dialog_work, invite, open_dialog, open_link
from formserver.usecases.dialogs.open_dialog import NewPlan
from formserver.usecases.forms import change_items, save_draft, submit_form
from formserver.usecases.forms.save_draft import TypedValue
from formserver.usecases.service import accounts
from formserver.usecases.service.accounts import NewAccount
from formserver.usecases.tools import Tools
from formserver.worker import loop
from formserver.worker.steps import STEPS
from tests.support import fresh
from tests.support.set_clock import SetClock
from tests.support.steps import taken_once

JANUARY = datetime(2027, 1, 4, 9, tzinfo=UTC)
MEETING = Meeting(day=date(2027, 4, 15), start=time(10), end=time(14, 30), place="Samfunnshuset")
TERMINAL = Actor(name="terminal")
NOTE, RESPONSE = "note", "response"
WITHOUT_MAIL = tuple(step for step in STEPS if step.name != "mail")
ITEM: dict[str, Any] = {"kind": "ønske", "title": "Boliger", "background": "Få", "outcome": "Flere"}


@dataclass
class House:
    """The tools of a fresh instance with Ada, who administers and organises, and at most one dialog."""

    tools: Tools
    clock: SetClock
    ada: Account
    items: list[int] = field(default_factory=list)
    dialog_id: int = 0

    @property
    def actor(self) -> Actor:
        return actor_of(self.ada)

    @property
    def dialog(self) -> Dialog:
        with database.reading():
            return dialogs.get(self.dialog_id)

    @property
    def host(self) -> Party:
        return self.dialog.hosts[0]

    @property
    def county(self) -> Party:
        return self.dialog.askable[0]

    @property
    def governor(self) -> Party:
        return self.dialog.askable[1]

    def plan(self, **changes: Any) -> "House":
        """A dialog with Kari at the host, Berit at the county and Bjarne at the governor; nothing is sent."""
        plan = {
            "process": "mulighetsdialog",
            "hosts": ("5053",),
            "title": "Mulighetsdialog",
            "language": "nb",
        }
        self.dialog_id = self._open(NewPlan(**(plan | {"meeting": MEETING} | changes)))
        return self

    @taken_once
    def _open(self, plan: NewPlan) -> int:
        self.dialog_id = open_dialog.open_dialog(self.tools, self.ada, plan)
        for contact in self.host.contacts:
            change_parties.remove_contact(self.tools, self.actor, self.dialog_id, contact.id)
        for party, name, language in (
            (self.host, "Kari", "nb"),
            (self.county, "Berit", "nn"),
            (self.governor, "Bjarne", "en"),
        ):
            self.add_contact(party, name, language)
        return self.dialog_id

    def add_contact(self, party: Party, name: str, language: str = "nb") -> int:
        return change_parties.add_contact(
            self.tools, self.actor, self.dialog_id, party.id, contact(name, language=language)
        )

    def invited(self) -> "House":
        """The dialog taken into use."""
        if not self.dialog_id:
            self.plan()
        self._invite(self.dialog_id)
        return self

    @taken_once
    def _invite(self, dialog_id: int) -> None:
        invite.invite(self.tools, self.actor, dialog_id)

    def asked(self, *, also_governor: bool = True) -> "House":
        """The hosts' form submitted a day later and published: one item, with questions to both agencies."""
        self.invited()
        self.clock.advance(timedelta(days=1))
        self.items.append(self._ask(self.dialog_id, also_governor))
        return self

    @taken_once
    def _ask(self, dialog_id: int, also_governor: bool) -> int:
        asks = {str(self.county.id): "Kan dere?"}
        if also_governor:
            asks[str(self.governor.id)] = "Og dere?"
        item_id = self._note(asks)
        submit_form.submit_form(self.tools, self.kari, NOTE)
        self.work()
        return item_id

    def write_note(self, asks: dict[str, str]) -> int:
        """An item in the hosts' form; not submitted."""
        self.items.append(self._note(asks))
        return self.items[-1]

    def _note(self, asks: dict[str, str]) -> int:
        item_id = change_items.add_item(self.tools, self.kari, NOTE, 1)
        self.write(self.kari, NOTE, None, summary="Kort", contact="Kari")
        self.write(self.kari, NOTE, item_id, **ITEM, asks=asks)
        return item_id

    def answer(self, party: Party, **values: Any) -> Submission:
        """The party's answer to the first item, submitted."""
        writer = self.writer(party)
        self.write(writer, RESPONSE, None, contact="Berit")
        self.write(writer, RESPONSE, self.items[0], **({"status": "mulig", "assessment": "Ja"} | values))
        return submit_form.submit_form(self.tools, writer, RESPONSE)

    def write(self, writer: Writer, form: str, item_id: int | None, **values: Any) -> save_draft.SaveOutcome:
        """Saves over whatever stands."""
        entries = {key: TypedValue(value, 10_000) for key, value in values.items()}
        return save_draft.save_draft(self.tools, writer, form, item_id, entries)

    def visitor(self, party: Party) -> Visitor:
        with database.reading():
            link = personal_links.of_contact(party.contacts[0].id)
        assert link is not None
        return open_link.visitor(self.tools, link.id)

    def writer(self, party: Party) -> Writer:
        return writer_of(self.visitor(party))

    @property
    def kari(self) -> Writer:
        return self.writer(self.host)

    def change_template(self, document: str, content: bytes, language: str = "nb") -> None:
        """Let the dialog make a document from this Word file from now on."""
        place = TemplatePlace(process=self.dialog.process.key, document=document, language=language)
        with database.writing():
            added = templates.add(place, content, by="Ada", note="", now=self.clock.now)
            templates.pin(self.dialog_id, [added.id])

    def ship_template(self, document: str, content: bytes, language: str = "nb") -> None:
        """Let this Word file be what came with the program last."""
        place = TemplatePlace(process=self.dialog.process.key, document=document, language=language)
        with database.writing():
            templates.add(place, content, by="", note="", now=self.clock.now)

    def work(self) -> int:
        """The worker, until nothing is left but sending."""
        done = loop.once(self.tools, WITHOUT_MAIL)
        assert left_behind(self.tools) == []
        return done

    def letters(self, *names: str) -> list[Letter]:
        """The letters of the dialog with these names, the oldest first."""
        with database.reading():
            rows = sorted(outbox.of_dialog(self.dialog_id), key=lambda row: row.id)
            return [outbox.get(row.id) for row in rows if row.letter in names or not names]

    def told(self) -> list[tuple[str, str]]:
        """Which letters went to whom, in order."""
        return [(letter.letter, letter.recipient_name) for letter in self.letters()]


def left_behind(tools: Tools) -> list[WorkKey]:
    """What is due in any dialog, was never tried, and was not found by the worker, which looks by index."""
    with database.reading():
        return [
            work.key
            for dialog in dialogs.many(dialogs.all_ids())
            for work in dialog_work.due(dialog, tools.clock())
            if work.key not in {failed.key for failed in attempts.of_dialog(dialog.id)}
        ]


def contact(name: str, **more: Any) -> NewContact:
    values = {"title": "rådgiver", "email": f"{name.casefold()}@example.no", "phone": "", "language": "nb"}
    return NewContact(**({"name": name, "deputy": False} | values | more))


def as_new(party: Party, **changes: Any) -> NewParty:
    names = (
        "role",
        "type",
        "name",
        "short_name",
        "number",
        "description",
        "language",
        "records_address",
        "case_number",
    )
    return NewParty(**({name: getattr(party, name) for name in names} | changes))


def build(instance: Path, **settings: Any) -> House:
    """A fresh house on the morning of 4 January 2027."""
    clock = SetClock(JANUARY)
    chosen = {"page_numbers": False} | settings  # LibreOffice's own tests are in tests/documents
    tools = fresh.tools(Settings(instance=instance, **chosen), clock)
    return House(tools=tools, clock=clock, ada=_add_ada(_Empty(tools)))


@dataclass
class _Empty:
    """A house without anybody in it."""

    tools: Tools


@taken_once
def _add_ada(house: _Empty) -> Account:
    new = NewAccount(email="ada@example.no", name="Ada", phone="+47 00 00 00 01", administrator=True)
    return accounts.add_account(house.tools, TERMINAL, new)
