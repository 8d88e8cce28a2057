"""A draft saves itself while a person writes, and says plainly when it could not."""

import pytest
from playwright.sync_api import APIResponse, Dialog, Route, expect

from formserver.usecases.forms import save_draft
from formserver.usecases.forms.save_draft import TypedValue
from tests.support.browser import follow
from tests.web.script.conftest import Writing

pytestmark = pytest.mark.browser


def test_a_text_is_saved_when_its_field_is_left(nils: Writing) -> None:
    nils.write_and_leave("summary", "Vi er få.")

    expect(nils.status).to_have_text("Lagret kl. 10.00 av Nils Holtålen.")
    assert nils.saved("summary") == "Vi er få."


def test_a_text_is_saved_after_a_pause(nils: Writing) -> None:
    nils.write("summary", "Vi er få.")
    expect(nils.status).to_have_text("Du har endringer som ikke er lagret.")

    nils.think()

    expect(nils.status).to_contain_text("Lagret kl. 10.00")
    assert nils.saved("summary") == "Vi er få."


def test_what_is_written_on_is_saved_on(nils: Writing) -> None:
    nils.write_and_leave("summary", "Vi er")
    expect(nils.status).to_contain_text("Lagret")

    nils.field("summary").press("End")
    nils.write_and_leave("summary", " få.")

    expect(nils.page.locator("[name=version-f-summary]")).to_have_value("2")
    assert (nils.saved("summary"), nils.form.conflicts) == ("Vi er få.", ())


def test_a_script_that_fills_in_the_form_saves_nothing(nils: Writing) -> None:
    """Mail scanners open links and run what is on the page."""
    nils.field("summary").evaluate(
        "one => { one.value = 'x'; one.dispatchEvent(new InputEvent('input', {bubbles: true})); one.blur(); }"
    )
    nils.think()
    expect(nils.status).to_have_text("Ingenting er lagret ennå.")
    assert nils.saved("summary") is None

    nils.write_and_leave("summary", "y")

    expect(nils.status).to_contain_text("Lagret")


def test_two_writers_of_one_field_lose_neither_text(nils: Writing) -> None:
    nils.write_and_leave("summary", "Vi er få.")
    expect(nils.status).to_contain_text("Lagret")
    kari = {"summary": TypedValue(value="Vi er mange.", version=1)}
    save_draft.save_draft(nils.house.tools, nils.writer, "note", None, kari)

    nils.write_and_leave("summary", " Og glade.")

    expect(nils.status).to_contain_text("fordi Kari endret det samtidig")
    assert (nils.saved("summary"), [one.mine for one in nils.form.conflicts]) == (
        "Vi er mange.",
        ["Vi er få. Og glade."],
    )


def test_a_text_that_is_too_long_is_told_at_its_field_and_the_rest_is_saved(nils: Writing) -> None:
    nils.field("summary").fill("a" * 3001)
    nils.field("summary").blur()
    expect(nils.status).to_have_text("1 felt kunne ikke lagres. Resten er lagret.")

    nils.write_and_leave("approved_by", "Kommunedirektøren")

    expect(nils.page.locator("[name=version-f-approved_by]")).to_have_value("1")
    expect(nils.status).to_have_text("1 felt kunne ikke lagres. Resten er lagret.")
    expect(nils.field("summary")).to_have_attribute("aria-invalid", "true")
    expect(nils.page.get_by_text("Kort ned «Kort om kommunen og situasjonen» med 1 tegn.")).to_be_visible()
    assert nils.saved("approved_by") == "Kommunedirektøren"


def test_without_a_network_the_text_stays_and_is_saved_later(nils: Writing) -> None:
    nils.visitor.context.set_offline(True)
    nils.write_and_leave("summary", "Vi er få.")
    expect(nils.status).to_contain_text("Ikke lagret. Vi får ikke kontakt.")

    nils.visitor.context.set_offline(False)
    nils.write_and_leave("approved_by", "K")

    expect(nils.status).to_contain_text("Lagret")
    assert nils.saved("summary") == "Vi er få."


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (400, "Siden har stått åpen lenge"),
        (404, "Lenken virker ikke lenger"),
        (429, "for mange forsøk"),
        (500, "Feilen er hos oss"),
    ],
)
def test_an_answer_without_words_is_told_in_the_page_s_own(nils: Writing, code: int, words: str) -> None:
    def refuse(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=code, content_type="text/html", body="")
        else:
            route.continue_()

    nils.page.route("**/form/", refuse)

    nils.write_and_leave("summary", "Vi er få.")

    expect(nils.status).to_contain_text(words)
    expect(nils.status).to_have_attribute("data-failed", "")


def test_leaving_unsaved_text_is_warned_of(nils: Writing) -> None:
    asked = warnings(nils)
    nils.visitor.context.set_offline(True)
    nils.write_and_leave("summary", "Vi er få.")
    expect(nils.status).to_contain_text("Ikke lagret")
    nils.visitor.context.set_offline(False)

    nils.page.goto("about:blank")

    assert asked == ["beforeunload"]


def test_leaving_saved_text_is_not(nils: Writing) -> None:
    asked = warnings(nils)
    nils.write_and_leave("summary", "Vi er få.")
    expect(nils.status).to_contain_text("Lagret")

    nils.page.goto("about:blank")

    assert asked == []


def test_the_button_saves_without_a_warning(nils: Writing) -> None:
    asked = warnings(nils)
    nils.write("summary", "Vi er få.")

    follow(nils.page.get_by_role("button", name="Lagre utkast"))

    expect(nils.field("summary")).to_have_value("Vi er få.")
    assert (asked, nils.saved("summary")) == ([], "Vi er få.")


def warnings(nils: Writing) -> list[str]:
    """Collects what the browser asks before a page is left; the person leaves all the same."""
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    nils.page.on("dialog", leave)
    return asked


def test_who_types_on_while_the_page_saves_meets_no_text_of_their_own(nils: Writing) -> None:
    slow: list[tuple[Route, APIResponse]] = []
    nils.page.route("**/form/", lambda route: slow.append((route, route.fetch())), times=1)
    nils.write_and_leave("summary", "Vi er")
    expect(nils.status).to_have_text("Lagrer …")
    while not slow:  # the answer has come to the browser's door, and waits there
        nils.page.wait_for_timeout(10)
    nils.field("summary").press("End")
    nils.write("summary", " få.")

    nils.page.get_by_role("button", name="Lagre utkast").last.click(no_wait_after=True)
    route, answer = slow[0]
    with nils.page.expect_navigation():
        route.fulfill(response=answer)

    assert nils.page.url.endswith("/form/#saved")
    assert (nils.saved("summary"), nils.form.conflicts) == ("Vi er få.", ())
