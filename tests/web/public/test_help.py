"""Help is open to everybody and reached from every page, in the language of the one who reads."""

import pytest

from formserver import __version__
from tests.conftest import Visit
from tests.support import page_faults
from tests.web.house import House, parsed, text
from tests.web.served import Served


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/help/organiser?lang=nb", "Hjelp til deg som organiserer"),
        ("/help/organiser?lang=en", "Help for those who organise"),
        ("/help/answering?lang=nn", "Hjelp til deg som fyller ut eit skjema"),
    ],
)
def test_a_guide_is_read_in_the_chosen_language(house: House, path: str, title: str) -> None:
    page = parsed(house.reader().open(path))

    assert page.xpath("//h1/text()") == [title]
    assert len(page.xpath("//main//h2")) > 5
    assert page.xpath("//main//nav//a/@href") == [f"#{one}" for one in page.xpath("//main//h2/@id")]


def test_one_guide_leads_to_the_other_in_the_same_language(house: House) -> None:
    page = parsed(house.reader().open("/help/organiser?reader=nn"))

    assert page.xpath("//main//p//a/@href") == ["/help/answering?reader=nn"]


def test_there_is_no_guide_of_another_name(house: House) -> None:
    assert house.reader().open("/help/operator").status_code == 404


def test_a_visitor_gets_help_in_the_language_of_the_contact(house: House) -> None:
    dialog_id = house.invited(hosts=("4629",))  # Eidfjord, whose authorities write nynorsk
    reader, home = house.visitor(house.responders(dialog_id)[0].contacts[0])
    [address] = parsed(reader.open(home)).xpath("//main//a[contains(@href, '/help/')]/@href")

    page = reader.open(address)

    assert (address, parsed(page).get("lang")) == ("/help/answering?reader=nn", "nn")
    assert "Opne lenkja" in text(page)
    assert "Set-Cookie" not in page.headers


def test_an_organiser_gets_the_guide_for_organisers_from_every_page(house: House) -> None:
    kari = house.signed_in(house.account("Kari"))

    page = parsed(kari.open("/outbox"))

    assert page.xpath("//header//a[text()='Hjelp']/@href") == ["/help/organiser?reader=nb"]
    assert page.xpath("//footer//a[text()='Hjelp']/@href") == ["/help/organiser?reader=nb"]


def test_the_foot_tells_the_version(house: House) -> None:
    footer = parsed(house.reader().open("/")).xpath("//footer")[0].text_content()

    assert f"formserver, versjon {__version__}" in footer


@pytest.mark.browser
@pytest.mark.parametrize("name", ["organiser", "answering"])
def test_a_guide_can_be_read_on_a_phone(served: Served, visit: Visit, name: str) -> None:
    odd = visit(width=390)

    odd.page.goto(f"{served.address}/help/{name}?lang=nn")

    assert odd.page.locator("main h2").count() > 5
    assert page_faults.of(odd) == []
