"""A Word template's way in a real browser: downloaded, broken, mended as the check says, used, undone."""

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page

from formserver.documents.fill import reading_back
from formserver.usecases.documents import preview_packet
from tests.conftest import Visit
from tests.support import programs
from tests.support.browser import follow
from tests.web.served import Served

pytestmark = [pytest.mark.browser, pytest.mark.office]

PACKET = "/templates/mulighetsdialog/packet/nb"
FAULTY, MENDED = "Tittel: {{ dialog.titel }}", "Tittel: {{ dialog.title }}"


def fetched(page: Page, link: str, folder: Path) -> Path:
    """What a link on the page downloads."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).first.click()
    kept = folder / download.value.suggested_filename
    download.value.save_as(kept)
    return kept


def upload(page: Page, word: Path, note: str) -> None:
    page.get_by_label("Word-fil").set_input_files(word)
    page.get_by_label("Hva er endret, og hvorfor?").fill(note)
    follow(page.get_by_role("button", name="Last opp og kontroller"))


def mend(word: Path) -> None:
    """Do in Word what the comment says."""
    document = Document(str(word))
    (wrong,) = (paragraph for paragraph in document.paragraphs if paragraph.text == FAULTY)
    wrong.runs[0].text = MENDED
    document.save(str(word))


def packet_of(served: Served, dialog_id: int) -> str:
    _, document = preview_packet.preview_packet(served.house.tools, dialog_id)
    return reading_back.texts(document)


def break_and_mend(page: Page, folder: Path) -> None:
    """Upload the version in use with a fault, and then the file with comments that comes back, mended."""
    word = fetched(page, "Last ned versjonen i bruk", folder)
    document = Document(str(word))
    document.add_paragraph(FAULTY)
    document.save(str(word))
    upload(page, word, "Tittel til slutt")
    assert "Malen kan ikke tas i bruk ennå" in page.inner_text("main")
    assert page.get_by_role("button", name="Ta i bruk").count() == 0

    annotated = fetched(page, "Last ned med kommentarer i Word", folder)
    (comment,) = Document(str(annotated)).comments
    assert "dialog.title" in comment.text
    mend(annotated)
    follow(page.get_by_role("link", name="Dokumentpakke – bokmål"))
    upload(page, annotated, "Rettet")
    assert "Malen kan brukes" in page.inner_text("main")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_template_goes_from_download_over_a_fault_into_use_and_back(
    served: Served, visit: Visit, tmp_path: Path, *, scripts: bool
) -> None:
    programs.path_of("soffice")
    running = served.house.asked()
    ada = visit(scripts=scripts)
    served.sign_in(ada, served.house.account("Ada", administrator=True))
    page = ada.page
    page.goto(served.address + PACKET)

    break_and_mend(page, tmp_path)
    page.get_by_label("Med svar fra").select_option(label="Dialog i Holtålen, 15. april 2027")
    follow(page.get_by_role("button", name="Vis sidene"))
    assert page.get_by_role("img", name="Side 1 av").count() == 2
    shown = fetched(page, "Last ned som Word-fil Versjon 3", tmp_path)
    assert "Tittel: Dialog i Holtålen" in reading_back.texts(shown.read_bytes())

    page.goto(served.address + PACKET)
    follow(page.get_by_role("button", name="Ta i bruk Versjon 3"))
    assert "Tittel: Dialog i Holtålen" in packet_of(served, served.house.asked())
    assert "Tittel: Dialog i Holtålen" not in packet_of(served, running)

    follow(page.get_by_role("button", name="Ta i bruk igjen Versjon 1"))
    assert "Versjon 1 er tatt i bruk for nye dialoger." in page.inner_text("main")
