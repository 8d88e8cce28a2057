"""What every answer has: headers, language, logs without personal data, and pages for what went wrong."""

import io
import logging
import re
from collections.abc import Callable

import pytest
from werkzeug.datastructures import Headers

from formserver.usecases.dialogs import open_link
from formserver.web import PARTS, logs
from tests.web.house import House, parsed, text

FORM = "application/x-www-form-urlencoded"


def test_every_page_tells_the_browser_to_keep_and_load_nothing(house: House) -> None:
    headers = house.reader().open("/").headers

    assert headers["Content-Security-Policy"].startswith(
        "default-src 'none'; style-src 'self'; script-src 'self'"
    )
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_files_of_ours_may_be_kept_for_a_year(house: House) -> None:
    page = parsed(house.reader().open("/"))
    style = next(link for link in page.xpath("//link[@rel='stylesheet']/@href") if "app.css" in link)

    response = house.reader().open(style)
    response.close()

    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_cookies_are_secure_where_the_service_is(house_with: Callable[..., House]) -> None:
    house = house_with(public_url="https://dialog.example.no")
    berit = house.responders(house.invited())[0].contacts[0]

    response = house.reader().open(f"/s/{house.tools.signer.token(house.link_id(berit))}")

    cookie = next(one for one in response.headers.getlist("Set-Cookie") if one.startswith("visit="))
    assert re.sub(r"visit=[^;]+", "visit=…", cookie) == (
        f"visit=…; Secure; HttpOnly; Path=/d/{house.link_id(berit)}/; SameSite=Lax"
    )


@pytest.mark.parametrize(("wish", "title"), [("nb", "Velkommen"), ("nn", "Velkomen"), ("en", "Welcome")])
def test_the_language_is_chosen_in_the_address_and_remembered(house: House, wish: str, title: str) -> None:
    reader = house.reader()

    chosen = reader.open(f"/?lang={wish}")
    later = reader.open("/")

    assert [parsed(page).get("lang") for page in (chosen, later)] == [wish, wish]
    assert title in text(later)


def test_an_unknown_language_is_passed_over(house: House) -> None:
    assert parsed(house.reader().open("/?lang=xx")).get("lang") == "nb"


def test_a_visitor_reads_in_the_language_of_the_contact(house: House) -> None:
    dialog_id = house.invited(hosts=("4629",))  # Eidfjord, whose authorities write nynorsk
    contact = house.responders(dialog_id)[0].contacts[0]
    reader, home = house.visitor(contact)

    assert parsed(reader.open(home)).get("lang") == contact.language == "nn"


def test_the_links_to_other_languages_stay_on_the_page(house: House) -> None:
    page = parsed(house.reader().open("/new-link"))

    assert page.xpath("//nav[@aria-label='Språk']//a/@href") == [
        "/new-link?lang=nb",
        "/new-link?lang=nn",
        "/new-link?lang=en",
    ]


def test_a_page_that_was_posted_leads_to_the_same_page_in_another_language(house: House) -> None:
    page = parsed(house.reader().send("/new-link?x=1", {"email": "feil"}))

    assert page.xpath("//nav[@aria-label='Språk']//a[@lang='nn']/@href") == ["/new-link?x=1&lang=nn"]


@pytest.mark.parametrize(
    ("path", "current"), [("/dialog", "Dialoger"), ("/outbox", "Utboks"), ("/users", "Brukere")]
)
def test_the_menu_tells_where_one_is(house: House, path: str, current: str) -> None:
    ada = house.signed_in(house.account("Ada", administrator=True))

    page = parsed(ada.open(path))

    assert page.xpath("//nav[@class='app-nav']//a[@aria-current]/text()") == [current]


@pytest.mark.parametrize(
    ("path", "method", "status", "title"),
    [
        ("/finnes-ikke", "GET", 404, "Siden finnes ikke"),
        ("/new-link/asked", "POST", 405, "Denne adressen kan ikke åpnes slik"),
        ("/s/feil", "GET", 404, "Denne lenken virker ikke"),
        ("/sign-out", "POST", 400, "Siden har stått åpen for lenge"),
    ],
)
def test_refusals_are_pages_in_words(house: House, path: str, method: str, status: int, title: str) -> None:
    response = house.reader().client.open(path, method=method)

    assert response.status_code == status
    assert title in text(response)


def test_too_much_in_one_request_is_told(house: House) -> None:
    body = b"f-x=" + b"a" * house.app.config["MAX_FORM_MEMORY_SIZE"]

    response = house.reader().client.post("/new-link", data=body, content_type=FORM)

    assert (response.status_code, "Det du sendte, er for stort" in text(response)) == (413, True)


def test_a_form_with_more_than_a_thousand_inputs_is_read(house: House) -> None:
    inputs = {f"x-{number}": "1" for number in range(1500)} | {"email": "feil"}

    response = house.reader().send("/new-link", inputs, content_type="multipart/form-data")

    assert response.status_code == 422


def test_a_fault_of_ours_shows_a_number_and_what_was_typed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.app.testing = False
    dialog_id = house.invited()
    reader, home = house.visitor(house.host(dialog_id).contacts[-1])
    monkeypatch.setattr(open_link, "visitor", _broken)

    response = reader.send(f"{home}form/", {"f-summary": "Det jeg skrev", "version-f-summary": "0"})

    assert response.status_code == 500
    assert "Noe gikk galt hos oss" in text(response)
    assert "Det jeg skrev" in text(response)
    assert re.search(r"oppgir nummeret [0-9a-f]{8}", text(response))


def test_no_log_holds_a_token_or_what_a_person_wrote(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.app.testing = False
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    house.app.logger.addHandler(handler)
    reader, home = house.visitor(house.host(house.invited()).contacts[-1])
    monkeypatch.setattr(open_link, "visitor", _broken)

    reader.send(f"{home}form/", {"f-summary": "Det jeg skrev"})
    reader.open("/s/AAAAAAAAAAAAAAAAAAAAAA")
    house.app.logger.removeHandler(handler)

    assert "builtins.ValueError" in written.getvalue()
    assert "hemmelig" not in written.getvalue()
    assert "Det jeg skrev" not in written.getvalue()


def _broken(*_: object) -> None:
    secret = "lig"
    raise ValueError(f"hemme{secret}")


def test_tokens_are_taken_out_of_the_access_log() -> None:
    record = logging.LogRecord(
        "werkzeug", 20, "", 0, '"GET %s HTTP/1.1" 303', ("/s/4Jd8mQ2XwV7nP3rT6yKz9c?lang=nn",), None
    )

    logs.Discreet().filter(record)

    assert record.getMessage() == '"GET /s/…?lang=nn HTTP/1.1" 303'


@pytest.mark.parametrize(
    "path", ["/", "/privacy", "/accessibility", "/new-link", "/new-link/asked", "/robots.txt"]
)
def test_open_pages_are_open(house: House, path: str) -> None:
    assert house.reader().open(path).status_code == 200


def test_health_tells_nobody_that_a_letter_was_written(house: House) -> None:
    house.invited()

    assert house.reader().open("/health").json == {"database": "ok", "definitions": "ok"}


def test_more_inputs_than_any_page_has_are_not_read(house: House) -> None:
    response = house.reader().client.post("/sign-in", data=b"a=&" * PARTS, content_type=FORM)

    assert response.status_code == 413


def test_a_wrong_host_header_is_not_echoed(house: House) -> None:
    headers = Headers({"Host": "ond.example"})

    response = house.reader().open("/", headers=headers)

    assert "ond.example" not in response.text
