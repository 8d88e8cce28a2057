"""Another case than the example: nynorsk, two hosts, three responders of whom one is silent and one late.

One item is asked of one party only, a theme stays empty, and every text holds what programs trip over. It is
filled in on the pages, mailed by the worker, and read from the mail.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from formserver import app, config
from formserver.domain.dialog import Theme
from formserver.domain.words import same
from formserver.storage import database, templates
from formserver.storage.parties import NewContact, NewParty
from formserver.storage.templates import TemplatePlace
from formserver.usecases.actors import Actor, actor_of
from formserver.usecases.dialogs import change_dialog, change_parties, invite, open_dialog
from formserver.usecases.dialogs.open_dialog import NewPlan
from formserver.usecases.documents import preview_packet
from formserver.worker import loop
from tests.journeys import paper
from tests.ooxml.validator import Validator
from tests.support import office
from tests.support.mail_catcher import MailCatcher
from tests.support.packets import FOLDER
from tests.support.set_clock import SetClock
from tests.web.conftest import MEETING, NOW
from tests.web.house import House, Reader

HOSTILE = "&<>\"'{{ 7*7 }}{% x %}{#c#} ]]></w:t> 👩🏽‍🚒🏔 čđŋšŧž ï Ánne עברית \\u0000 %s ${x}"
LONG = ("Skriv på fleire liner.\n" + f"{HOSTILE} " * 60)[:3990].rstrip()
UNBROKEN = "Straumforsyningsutbyggingsplan" * 60
COUNTY, GOVERNOR, ROADS = (
    "Møre og Romsdal fylkeskommune",
    "Statsforvaltaren i Møre og Romsdal",
    "Statens vegvesen",
)
PACKET_GOES = datetime(2027, 4, 9, 7, 1, tzinfo=UTC)
TO_ALL = {"f-kind": "ønske", "f-title": f"Éin: {HOSTILE}"[:120].rstrip(), "f-background": LONG}
TO_ALL |= {"f-tried": UNBROKEN, "f-outcome": f"Éi løysing {HOSTILE}"}
TO_ONE = {
    "f-kind": "problemstilling",
    "f-title": "To",
    "f-background": "Kort",
    "f-outcome": f"Til ein {HOSTILE}",
}
ONCE = {"f-summary": LONG[:2990].rstrip(), "f-contact": "Åse, 900 00 001"}
ANSWER = {"f-status": "mulig_med_vilkar", "f-assessment": LONG, "f-next_step": f"Vi møtest {HOSTILE}"}
NOTHING_NOW = {"f-status": "ingen_innspill"}
LATE = {"f-status": "ikke_mulig", "f-assessment": f"For seint, men {HOSTILE}"}


@dataclass
class Case:
    """The dialog, its post, and the documents that came by mail."""

    house: House
    post: MailCatcher
    dialog_id: int

    def id_of(self, name: str) -> int:
        parties = self.house.dialog(self.dialog_id).parties
        return next(one.id for one in parties if one.name.to("nn") == name)

    def at_form(self, name: str) -> tuple[Reader, str]:
        """A party's browser, and the address of its form."""
        party = self.house.dialog(self.dialog_id).party(self.id_of(name))
        reader, home = self.house.visitor(party.contacts[0])
        return reader, f"{home}form/"

    def document(self, name: str, words: str) -> bytes:
        """The Word file of the last letter to a party with these words in its subject."""
        loop.once(self.house.tools)
        letters = self.post.to(f"person{self.id_of(name)}@example.no")
        return next(iter([one for one in letters if words in one.subject][-1].files.values()))


@pytest.fixture
def case(tmp_path: Path, smtp_catcher: MailCatcher) -> Case:
    mail = {"MAIL_HOST": smtp_catcher.host, "MAIL_PORT": str(smtp_catcher.port), "PAGE_NUMBERS": "false"}
    environment = {f"FORMSERVER_{name}": value for name, value in mail.items()}
    clock = SetClock(now=NOW)
    made = app.create_app(config.load(tmp_path / "instance", environment), clock)
    house = House(app=made, clock=clock, meeting=MEETING)
    return Case(house, smtp_catcher, planned(house))


def planned(house: House) -> int:
    """Volda and Ørsta invite the two proposed agencies and one more; three themes are left."""
    kari, tools = house.account("Kari"), house.tools
    plan = NewPlan(
        process="mulighetsdialog",
        hosts=("1577", "1520"),
        title=f"Dialog {HOSTILE}",
        language="nn",
        meeting=MEETING,
    )
    dialog_id, actor = open_dialog.open_dialog(tools, kari, plan), actor_of(kari)
    themes = [*house.dialog(dialog_id).themes[:2], Theme(number=8, title=same(f"Eige {HOSTILE}"))]
    change_dialog.change_themes(tools, actor, dialog_id, themes)
    roads = NewParty(
        role="responder", type="annen_myndighet", name=same(ROADS), short_name=same("Vegvesenet")
    )
    change_parties.add_party(tools, actor, dialog_id, roads)
    for party in house.dialog(dialog_id).parties:
        add_contact(house, actor, dialog_id, party.id)
    invite.invite(tools, actor, dialog_id)
    return dialog_id


def add_contact(house: House, actor: Actor, dialog_id: int, party_id: int) -> None:
    new = NewContact(
        name=f"Šaddá {party_id}",
        title="",
        email=f"person{party_id}@example.no",
        phone="",
        language="nn",
        deputy=False,
    )
    change_parties.add_contact(house.tools, actor, dialog_id, party_id, new)


def write_note(case: Case) -> None:
    """An item for everybody that concerns the second host, one for the county alone; a theme is empty."""
    reader, form = case.at_form("Volda kommune")
    everybody = {f"f-asks-{case.id_of(name)}": f"{name}? {HOSTILE}" for name in (COUNTY, GOVERNOR, ROADS)}
    second_host = {"f-host_party_ids": str(case.id_of("Ørsta kommune"))}
    for theme, values in (
        (1, TO_ALL | everybody | second_host),
        (8, TO_ONE | {f"f-asks-{case.id_of(COUNTY)}": "Berre de?"}),
    ):
        item = reader.fill_in(form, {"action": f"add-item:{theme}"}).headers["Location"]
        reader.fill_in(item, {**values, "action": "overview"})
    reader.fill_in(form, {**ONCE, "action": "review"})
    assert reader.send(f"{form}check").headers["Location"].endswith("/receipt")


def respond(case: Case, name: str, *answers: dict[str, str]) -> None:
    """Answers to the first items that there are, submitted."""
    reader, form = case.at_form(name)
    party = case.house.dialog(case.dialog_id).party(case.id_of(name))
    items = case.house.form(case.house.writer_of(case.dialog_id, party), "response").items
    for item, values in zip(items, answers, strict=False):
        reader.fill_in(f"{form}item/{item.id}", {**values, "action": "overview"})
    reader.fill_in(form, {"f-contact": "Kontakt", "action": "review"})
    assert reader.send(f"{form}check").headers["Location"].endswith("/receipt")


def typed(values: dict[str, str]) -> list[str]:
    return [text for name, text in values.items() if name not in {"f-kind", "f-status"}]


def test_note_packet_and_supplement_hold_all_that_was_typed(
    case: Case, ooxml: Validator, tmp_path: Path
) -> None:
    loop.once(case.house.tools)
    write_note(case)
    note = case.document("Volda kommune", "Kvittering")
    respond(case, COUNTY, ANSWER, NOTHING_NOW)
    response = case.document(COUNTY, "Kvittering")
    case.house.clock.turn_to(PACKET_GOES)
    packet = case.document("Ørsta kommune", "Dokumentpakke")
    respond(case, ROADS, LATE)
    supplement = case.document(GOVERNOR, "Tillegg 1")

    assert paper.lost(note, [*typed(ONCE), *typed(TO_ALL), *typed(TO_ONE)]) == []
    assert paper.lost(response, typed(ANSWER)) == []
    assert paper.lost(packet, [ONCE["f-summary"], *typed(TO_ALL), *typed(TO_ONE), *typed(ANSWER)]) == []
    assert paper.lost(supplement, typed(LATE)) == []
    said = paper.text(packet)
    assert [
        words in said for words in ("Ikkje svart innan fristen", "Ikkje spurd", "gjeld Ørsta kommune")
    ] == [True] * 3
    for number, word in enumerate((note, response, packet, supplement)):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(word)
        assert ooxml.findings(file) == []


def test_a_template_that_libreoffice_saved_gives_the_same_packet(case: Case, tmp_path: Path) -> None:
    write_note(case)
    respond(case, COUNTY, ANSWER, NOTHING_NOW)
    _, ours = preview_packet.preview_packet(case.house.tools, case.dialog_id)

    saved = office.save_again(FOLDER / "packet.nn.docx", tmp_path).read_bytes()
    place = TemplatePlace(process="mulighetsdialog", document="packet", language="nn")
    with database.writing():
        templates.pin(case.dialog_id, [templates.add(place, saved, "Ada", "", NOW).id])
    _, theirs = preview_packet.preview_packet(case.house.tools, case.dialog_id)

    assert paper.text(theirs).split() == paper.text(ours).split()
