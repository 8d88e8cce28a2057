"""The letters in an administrator's browser: fit for everybody, shown as typed, used and taken back."""

import dataclasses

import pytest
from playwright.sync_api import Page, expect

from formserver.mail.smtp import MailServer, Security
from formserver.mail.transport import Transport
from formserver.storage.accounts import Account
from formserver.usecases.processes import letters_in_use
from formserver.usecases.processes.letters_in_use import LetterPlace
from formserver.worker import loop
from tests.conftest import Visit
from tests.support import page_faults
from tests.support.browser import follow
from tests.support.mail_catcher import MailCatcher
from tests.web.house import PROCESS
from tests.web.served import Served

pytestmark = pytest.mark.browser

INVITATION = LetterPlace(process=PROCESS, letter="note_invitation", language="nb")
LETTER = f"/letters/{PROCESS}/note_invitation/nb"


def ada(served: Served) -> Account:
    return served.house.account("Ada", administrator=True)


def in_use(served: Served) -> str:
    return letters_in_use.of_process(served.house.tools, PROCESS).text(INVITATION).body


def change(page: Page, old: str, new: str) -> None:
    """Type something else in the letter's text."""
    body = page.get_by_label("Tekst", exact=True)
    assert old in body.input_value()
    body.fill(body.input_value().replace(old, new))


def saved(served: Served, page: Page) -> None:
    """The invitation with another greeting, saved."""
    page.goto(served.address + LETTER)
    change(page, "Hei,", "Kjære,")
    follow(page.get_by_role("button", name="Lagre og ta i bruk"))


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (390, False)])
def test_every_page_of_letters_is_fit_for_everybody(
    served: Served, visit: Visit, width: int, *, scripts: bool
) -> None:
    served.house.invited()
    visitor = visit(width=width, scripts=scripts)
    served.sign_in(visitor, ada(served))
    saved(served, visitor.page)
    paths = [
        f"/letters?from={PROCESS}.note_invitation",
        LETTER,
        f"{LETTER}/versions",
        f"{LETTER}/versions/1",
    ]
    paths += [f"/letters/{PROCESS}/closing.party/nb", "/letters/service/sign_in_code/nb"]

    found = {}
    for path in paths:
        visitor.page.goto(served.address + path)
        found[path] = [
            *page_faults.of(visitor),
            *([] if visitor.page.locator("main h1").count() == 1 else ["h1"]),
        ]

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_the_preview_follows_what_is_typed_and_says_what_is_wrong(served: Served, visit: Visit) -> None:
    visitor = visit()
    served.sign_in(visitor, ada(served))
    page = visitor.page
    page.goto(served.address + LETTER)
    before = in_use(served)

    change(page, "Hei,", "Kjære,")
    expect(page.frame_locator("iframe").get_by_text("Kjære, Nils Skissestad")).to_be_visible()
    change(page, "recipient.name", "recipent.name")
    expect(page.locator("[data-preview-state]")).to_contain_text("Nærmeste navn: recipient.name")

    assert page_faults.of(visitor) == []
    assert in_use(served) == before


def test_text_that_is_not_saved_is_not_left_unasked(served: Served, visit: Visit) -> None:
    visitor = visit()
    served.sign_in(visitor, ada(served))
    page, asked = visitor.page, list[str]()
    page.goto(served.address + LETTER)
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.get_by_label("Emne").press_sequentially("x")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Versjoner").click(no_wait_after=True)

    assert asked == ["beforeunload"]
    assert page.url.endswith(LETTER)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_letter_from_fault_to_use_and_back(
    served: Served, visit: Visit, smtp_catcher: MailCatcher, *, scripts: bool
) -> None:
    visitor = visit(scripts=scripts)
    served.sign_in(visitor, ada(served))
    page, shipped = visitor.page, in_use(served)
    page.goto(f"{served.address}/letters")
    page.locator("summary", has_text="Kontaktpersoner").first.click()
    follow(page.get_by_role("link", name="bokmål Invitasjon til å skrive notatet"))

    change(page, "Hei, {{ recipient.name }}", "Kjære {{ recipent.name }}")
    follow(page.get_by_role("button", name="Lagre og ta i bruk"))
    follow(page.get_by_role("link", name="Nærmeste navn: recipient.name"))
    faulty = page.evaluate("document.activeElement.id") if scripts else "body"
    change(page, "recipent", "recipient")
    page.get_by_label("Hva er endret, og hvorfor?").fill("vennligere")
    follow(page.get_by_role("button", name="Forhåndsvis"))
    expect(page.frame_locator("iframe").get_by_text("Kjære Nils Skissestad")).to_be_visible()
    follow(page.get_by_role("button", name="Send prøvebrev til meg"))
    expect(page.get_by_text("Prøvebrevet er på vei til ada@example.no.")).to_be_visible()
    follow(page.get_by_role("button", name="Lagre og ta i bruk"))
    expect(page.get_by_text("Brevet er lagret og i bruk for nye dialoger.")).to_be_visible()
    saved_text = in_use(served)
    follow(page.get_by_role("link", name="Versjoner"))
    expect(page.get_by_text("vennligere")).to_be_visible()
    follow(page.get_by_role("button", name="Ta i bruk igjen Versjon 1"))

    assert faulty == "body"
    assert saved_text.startswith("Kjære {{ recipient.name }}")
    assert "Versjon 1 er i bruk igjen for nye dialoger." in page.inner_text("main")
    assert in_use(served) == shipped
    assert trial(served, smtp_catcher).startswith("Kjære Nils Skissestad")


def trial(served: Served, catcher: MailCatcher) -> str:
    """The text of the one letter that the worker sends."""
    server = MailServer(host=catcher.host, port=catcher.port, security=Security.NONE)
    loop.once(dataclasses.replace(served.house.tools, transport=Transport(server)))
    (caught,) = catcher.caught
    assert caught.recipients == ("ada@example.no",)
    return caught.text
