"""A template opened in Word from its page."""

import re

import pytest

from tests.web.admin.templates.test_templates import PACKET, word
from tests.web.house import House, Reader, text


@pytest.fixture
def ada(house: House) -> Reader:
    return house.signed_in(house.account("Ada", administrator=True))


def edit_page(ada: Reader) -> str:
    """Where the button on the template's page leads."""
    found = re.search(r'href="(/templates/version/\d+/edit)"', ada.open(PACKET).text)
    assert found
    return found[1]


def opened(ada: Reader, note: str = "Ny innledning") -> dict[str, str]:
    """The addresses that the page gives, by program; the plain one under ''."""
    page = ada.fill_in(edit_page(ada), {"note": note})
    assert page.status_code == 200
    links = re.findall(
        r'"((?:ms-word:ofe\|u\||vnd\.libreoffice\.command:ofe\|u\|)?)(http[^"]*/dav/[^"]*)"', page.text
    )
    return dict(links)


def newest(ada: Reader) -> str:
    """The page of the version that was added last."""
    numbers = re.findall(r"/templates/version/(\d+)", ada.open(PACKET).text)
    return f"/templates/version/{max(map(int, numbers))}"


def test_the_page_gives_one_address_for_word_for_libreoffice_and_to_copy(ada: Reader) -> None:
    addresses = opened(ada)

    assert set(addresses) == {"ms-word:ofe|u|", "vnd.libreoffice.command:ofe|u|", ""}
    assert len(set(addresses.values())) == 1
    assert addresses[""].endswith("/packet.nb.docx")


def test_each_time_it_is_another_address(ada: Reader) -> None:
    assert opened(ada)[""] != opened(ada)[""]


def test_what_word_saves_stands_on_the_page_with_its_faults(house: House, ada: Reader) -> None:
    path = opened(ada)[""].partition("8000")[2]
    content, _ = word("Dato: {{ dialog.titel }}")

    saved = house.app.test_client().put(path, data=content.getvalue())

    page = text(ada.open(PACKET))
    assert saved.status_code == 204
    assert "Ny innledning" in page
    assert "versjon 2" in page
    assert "dialog.title" in text(ada.open(newest(ada)))


def test_the_page_tells_who_has_it_open_until_it_is_closed(ada: Reader) -> None:
    path = opened(ada)[""].partition("8000")[2]
    before = ada.open(PACKET)
    close = re.search(r'action="(/templates/editing/\d+/close)"', before.text)
    assert close

    after = ada.send(close[1], follow_redirects=True)

    assert "Åpen i Word nå" in text(before)
    assert "Ikke lagret ennå" in text(before)
    assert "Adressen er stengt." in text(after)
    assert "Åpen i Word nå" not in text(after)
    assert ada.open(path).status_code == 404


def test_a_note_that_is_too_long_is_told_and_opens_nothing(ada: Reader) -> None:
    answer = ada.fill_in(edit_page(ada), {"note": "x" * 10_001})

    assert answer.status_code == 422
    assert "Åpen i Word nå" not in text(ada.open(PACKET))


def test_a_version_is_opened_from_its_own_page(ada: Reader) -> None:
    page = ada.open(edit_page(ada).removesuffix("/edit"))

    assert edit_page(ada) in page.text


def test_the_address_is_not_told_to_other_sites(ada: Reader) -> None:
    page = ada.fill_in(edit_page(ada), {"note": ""})

    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
