"""A question's way in a real browser: written, previewed, taken into use, and asked in new dialogs alone."""

import pytest
from playwright.sync_api import Page

from tests.conftest import Visit
from tests.support import page_faults
from tests.support.browser import Visitor, follow
from tests.web.served import Served

pytestmark = pytest.mark.browser

ASKED = {"bokmål": "Hva haster?", "nynorsk": "Kva hastar?", "engelsk": "What is urgent?"}


def write_question(page: Page) -> None:
    """A question with two answers to choose from, the last of all about an item."""
    follow(page.get_by_role("link", name="Notat"))
    follow(page.get_by_role("link", name="Legg til et spørsmål Spørsmål om hvert punkt"))
    for language, asked in ASKED.items():
        page.get_by_label(f"Spørsmål, {language}").fill(asked)
    page.get_by_label("Type svar").select_option(label="Ett av flere svar")
    follow(page.get_by_role("button", name="Vis feltene for denne typen"))
    for number, answer in enumerate(("Alt", "Ingenting"), 1):
        for language in ASKED:
            page.get_by_label(f"Svar {number}, {language}").fill(f"{answer} på {language}")
    follow(page.get_by_role("button", name="Lagre utkast").last)


def preview(page: Page) -> None:
    follow(page.get_by_role("link", name="Forhåndsvis skjemaet"))
    follow(page.get_by_role("link", name="Ett punkt"))
    page.get_by_role("group", name="Hva haster?").get_by_label("Alt på bokmål").check()
    follow(page.get_by_role("link", name="Tilbake"))


def take_into_use(page: Page) -> None:
    follow(page.get_by_role("link", name="Se over og ta i bruk"))
    page.get_by_label("Hva er endret, og hvorfor?").fill("Vi må vite hva som haster")
    follow(page.get_by_role("button", name="Ta i bruk for nye dialoger"))


def item_of_note(served: Served, visitor: Visitor, dialog_id: int) -> str:
    """What the page of a new item of the note asks, as an organiser sees it."""
    host = served.house.host(dialog_id).id
    visitor.page.goto(f"{served.address}/dialog/{dialog_id}/party/{host}/form/")
    follow(visitor.page.get_by_role("button", name="Legg til et punkt").first)
    return visitor.page.inner_text("main")


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, False)])
def test_a_question_is_written_previewed_used_and_asked(
    served: Served, visit: Visit, width: int, scripts: bool
) -> None:
    running = served.house.invited()
    ada = visit(width=width, scripts=scripts)
    served.sign_in(ada, served.house.account("Ada", administrator=True))
    ada.page.goto(f"{served.address}/questions")

    write_question(ada.page)
    preview(ada.page)
    take_into_use(ada.page)
    told = ada.page.inner_text("main")
    fit = page_faults.of(ada)
    fresh = served.house.invited()

    assert "Versjon 2 er tatt i bruk for nye dialoger." in told
    assert fit == []
    assert "Hva haster?" in item_of_note(served, ada, fresh)
    assert "Hva haster?" not in item_of_note(served, ada, running)
