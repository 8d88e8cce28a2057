"""The pages of a second process: its questions, its words, and no word of the first."""

import pytest

from formserver.usecases.actors import actor_of
from formserver.usecases.dialogs import invite
from formserver.usecases.forms import say_nothing
from tests.web.house import House, Reader, inputs, text

ONCE = {
    "f-plan_name": "Sentrumsplanen",
    "f-plan_type": "områderegulering",
    "f-planning_stage": "planforslag",
    "f-plan_summary": "Seksti boliger ved elva",
    "f-interests": ["dyrka_jord", "veg"],
    "f-impact_assessment": "no",
    "f-presenters-0-name": "Liv",
    "f-presenters-0-attendance": "online",
    "f-contact": "Nils, 00 00 00 02",
}
POINT = {"f-point": "Kan sentrum vokse?", "f-background": "Elleve dekar"}
SIGNALS = {"f-signal_level": "innsigelse_kan_komme", "f-assessment": "For mye jord"}
OF_THE_FIRST = ("okumentpakke", "otatet", "ulighetsdialog", "oglegheitsdialog", "ertskommune", "the packet")


@pytest.fixture
def dialog_id(house: House) -> int:
    """A plan for the planning forum, invited, by Kari."""
    kari = house.account("Kari")
    found = house.plan(kari, process="regionalt_planforum")
    invite.invite(house.tools, actor_of(kari), found)
    return found


def at_form(house: House, dialog_id: int, place: int) -> tuple[Reader, str]:
    """The browser of a party's contact, and the address of its form."""
    reader, home = house.visitor(house.dialog(dialog_id).parties[place].contacts[0])
    return reader, f"{home}form/"


def register(house: House, dialog_id: int) -> str:
    """Nils registers the plan with one question to the county; gives what the last page says."""
    nils, form = at_form(house, dialog_id, 0)
    added = nils.fill_in(form, ONCE | {"action": "add-item:2"})
    county = house.dialog(dialog_id).parties[1]
    nils.fill_in(added.headers["Location"], POINT | {f"f-asks-{county.id}": "Følger den planen vår?"})
    checked = text(nils.open(f"{form}check"))
    assert "Dyrka eller dyrkbar jord Riksveg, fylkesveg eller jernbane" in checked
    done = nils.send(f"{form}check")
    return text(nils.open(done.headers["Location"]))


def test_a_plan_is_registered_and_answered_on_the_pages(house: House, dialog_id: int) -> None:
    receipt = register(house, dialog_id)
    berit, form = at_form(house, dialog_id, 1)
    item = house.form(house.writer_of(dialog_id, house.dialog(dialog_id).parties[1]), "signal").items[0]
    berit.fill_in(f"{form}item/{item.id}", SIGNALS)
    berit.fill_in(form, {"f-main_view": "Et godt grep", "f-wants_meeting": "yes", "f-contact": "Berit"})
    done = berit.send(f"{form}check")

    assert "Plansaken er meldt inn" in receipt
    assert "Dere kan legge til kart og plandokumenter fram til torsdag 8. april 2027 kl. 12.00" in receipt
    said = text(berit.open(done.headers["Location"]))
    assert "Signalene er sendt inn" in said
    assert "fra nå av, og i møtedokumentet 12. april" in said


def test_the_board_speaks_of_the_meeting_document(house: House, dialog_id: int) -> None:
    register(house, dialog_id)
    kari = house.signed_in(house.account("Kari"))

    board = text(kari.open(f"/dialog/{dialog_id}"))
    ask = text(kari.open(f"/dialog/{dialog_id}/packet/send"))

    assert "Send møtedokumentet nå" in board
    assert "Frist for kart og plandokumenter" in board
    assert "Sende møtedokumentet til alle nå?" in ask
    assert [word for word in OF_THE_FIRST if word in board + ask] == []


def test_the_list_tells_each_dialogs_next_step_in_its_own_words(house: House, dialog_id: int) -> None:
    register(house, dialog_id)
    county = house.dialog(dialog_id).parties[1]
    say_nothing.to_all(house.tools, house.writer_of(dialog_id, county), "signal")
    house.asked()

    said = text(house.signed_in(house.account("Kari")).open("/dialog"))

    assert "Neste: Se gjennom møtedokumentet. Det går mandag 12. april 2027 kl. 09.00" in said
    assert "Nå: 0 av 1 svar er inne" in said


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("place", [0, 1])
def test_no_page_of_a_party_speaks_of_the_first_process(
    house: House, dialog_id: int, language: str, place: int
) -> None:
    register(house, dialog_id)
    reader, form = at_form(house, dialog_id, place)
    home = form.removesuffix("form/")

    pages = [text(reader.open(f"{path}?lang={language}")) for path in (home, form, f"{form}check")]

    assert all(len(page) > 100 for page in pages)
    assert [word for word in OF_THE_FIRST for page in pages if word in page] == []


def test_what_was_typed_is_shown_again(house: House, dialog_id: int) -> None:
    nils, form = at_form(house, dialog_id, 0)
    nils.fill_in(form, ONCE)

    shown = inputs(nils.open(form))
    assert {name: shown[name] for name in ONCE} == ONCE
