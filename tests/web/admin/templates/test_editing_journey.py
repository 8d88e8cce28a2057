"""A template opened in Word from a real browser, saved with a fault, and closed again."""

from contextlib import closing
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from docx import Document

from tests.conftest import Visit
from tests.support import page_faults
from tests.support.browser import follow
from tests.web.served import Served

PACKET = "/templates/mulighetsdialog/packet/nb"
SHIPPED = Path(__file__).parents[4] / "doc_templates" / "mulighetsdialog" / "packet.nb.docx"
FAULTY = "Tittel: {{ dialog.titel }}"


def save(served: Served, address: str) -> int:
    """What the server says when Word saves a file with a fault at the address."""
    document, kept = Document(str(SHIPPED)), BytesIO()
    document.add_paragraph(FAULTY)
    document.save(kept)
    with closing(HTTPConnection(str(urlsplit(served.address).netloc))) as connection:
        connection.request("PUT", urlsplit(address).path, body=kept.getvalue())
        return connection.getresponse().status


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_saved_in_word_is_seen_on_the_page_with_its_faults(
    served: Served, visit: Visit, width: int
) -> None:
    ada = visit(width=width)
    served.sign_in(ada, served.house.account("Ada", administrator=True))
    page = ada.page
    page.goto(served.address + PACKET)

    follow(page.get_by_role("link", name="Åpne i Word"))
    faults = page_faults.of(ada)
    page.get_by_label("Hva er endret, og hvorfor?").fill("Ny tittel")
    follow(page.get_by_role("button", name="Gjør filen klar"))
    faults += page_faults.of(ada)
    link = page.get_by_role("link", name="Åpne i Word").get_attribute("href")
    assert link
    assert link == f"ms-word:ofe|u|{page.get_by_label('Adressen til filen').input_value()}"
    status = save(served, link.removeprefix("ms-word:ofe|u|"))
    follow(page.get_by_role("link", name="Til malen"))
    faults += page_faults.of(ada)
    follow(page.get_by_role("link", name="versjon 2", exact=False).first)
    assert "dialog.title" in page.inner_text("main")

    page.goto(served.address + PACKET)
    follow(page.get_by_role("button", name="Steng adressen"))

    assert "Adressen er stengt." in page.inner_text("main")
    assert (faults, status, save(served, link.removeprefix("ms-word:ofe|u|"))) == ([], 204, 404)
