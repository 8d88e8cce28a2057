"""Signing in by the word of an OpenID provider: a real one, on this machine."""

import logging
import time
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from formserver.storage import database, tables
from formserver.usecases.actors import actor_of
from formserver.usecases.service import accounts
from formserver.web import logs
from tests.conftest import Visit
from tests.support import page_faults
from tests.support.browser import follow
from tests.support.provider import Provider, Silent
from tests.web.house import House, Reader, parsed, text

BACK = "/sign-in/provider/back"
KARI = {"email": "kari@example.no", "email_verified": True}


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """A provider that says whoever comes is Kari."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Provider(claims=dict(KARI)) as running:
        yield running


@pytest.fixture
def house(house_with: Callable[..., House], provider: Provider) -> House:
    """The service with that provider, where Kari has an account."""
    made = house_with(**provider.settings)
    made.account("Kari")
    return made


@pytest.fixture
def served(house_with: Callable[..., House], provider: Provider) -> Iterator[str]:
    """The address at which the same service answers; the provider leads back to it."""
    server = make_server("127.0.0.1", 0, None, threaded=True, request_handler=Silent)  # type: ignore[arg-type]
    address = f"http://127.0.0.1:{server.port}"
    house = house_with(public_url=address, **provider.settings)
    house.account("Kari")
    server.app = house.app
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


def go(reader: Reader, **query: str) -> str:
    """Press the button, follow to the provider, and give the address at which the browser comes back."""
    leaving = reader.send("/sign-in/provider", query)
    answer = requests.get(leaving.headers["Location"], allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def round_trip(house: House, **query: str) -> tuple[Reader, TestResponse]:
    reader = house.reader()
    return reader, reader.open(go(reader, **query))


def is_refused(reader: Reader, answer: TestResponse) -> bool:
    """Whether the page says so in words, shows the way to the mailed code, and nobody is signed in."""
    page = text(answer) + "".join(parsed(answer).xpath("//main//a/@href"))
    return (
        answer.status_code == 403
        and "Vi fikk ikke logget deg inn" in page
        and "/sign-in" in page
        and reader.open("/dialog").status_code == 303
    )


def journal_of_nobody() -> list[tuple[str, str]]:
    """What the journal holds that belongs to no dialog."""
    with database.reading():
        return [(entry.event, entry.by) for entry in tables.JournalEntryRow.select()]


def test_who_the_provider_knows_is_signed_in(house: House, provider: Provider) -> None:
    reader, answer = round_trip(house)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/dialog")
    assert reader.open("/dialog").status_code == 200
    assert journal_of_nobody() == [("signed_in", "Kari")]
    assert provider.asked[0]["redirect_uri"] == f"http://127.0.0.1:8000{BACK}"


def test_the_address_is_found_where_entra_id_puts_it(house: House, provider: Provider) -> None:
    provider.claims = {"preferred_username": "Kari@example.no"}

    reader, _ = round_trip(house)

    assert reader.open("/dialog").status_code == 200


def test_it_leads_to_the_page_that_was_asked_for(house: House) -> None:
    _, answer = round_trip(house, next="/outbox?show=failed")

    assert answer.headers["Location"] == "/outbox?show=failed"


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_it_never_leads_to_another_house(house: House, wanted: str) -> None:
    _, answer = round_trip(house, next=wanted)

    assert answer.headers["Location"] == "/dialog"


def test_nothing_of_an_earlier_session_lives_on(house: House) -> None:
    reader = house.reader()
    with reader.client.session_transaction() as session:
        session["planted"] = "by somebody else"

    reader.open(go(reader))

    with reader.client.session_transaction() as session:
        assert set(session) == {"account", "since", "mark"}


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "of another visit"},
        {"iss": "https://evil.example"},
        {"aud": "another service"},
        {"aud": "another service", "azp": "formserver"},
        {"iat": time.time() - 900, "exp": time.time() - 600},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email": None},
        {"email": "odd@example.no"},
    ],
)
def test_a_word_that_does_not_hold_signs_nobody_in(
    house: House, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims |= claims

    assert is_refused(*round_trip(house))
    assert journal_of_nobody() == []


def test_a_word_that_another_signed_is_worth_nothing(house: House, provider: Provider) -> None:
    provider.signing = RSAKey.generate_key(2048, {"kid": "first"})

    assert is_refused(*round_trip(house))


def test_an_answer_without_an_identity_signs_nobody_in(house: House, provider: Provider) -> None:
    provider.says_id = False

    assert is_refused(*round_trip(house))


def test_who_refuses_at_the_provider_is_shown_the_way_to_the_code(house: House, provider: Provider) -> None:
    provider.refuses = True

    assert is_refused(*round_trip(house, next="/outbox"))


def test_a_closed_account_stays_outside(house: House) -> None:
    ada = house.account("Ada", administrator=True)
    accounts.close_account(house.tools, actor_of(ada), house.account("Kari").id)

    assert is_refused(*round_trip(house))


def test_the_answer_to_one_browser_opens_no_other(house: House) -> None:
    kari, odd = house.reader(), house.reader()
    go(odd)

    answer = odd.open(go(kari))

    assert is_refused(odd, answer)


def test_an_answer_works_once(house: House) -> None:
    reader = house.reader()
    back = go(reader)
    reader.open(back)
    reader.send("/sign-out")

    assert is_refused(reader, reader.open(back))


@pytest.mark.parametrize("path", [BACK, f"{BACK}?state=x", f"{BACK}?code=x", f"{BACK}?code=x&state=x"])
def test_who_did_not_leave_does_not_come_back(house: House, path: str) -> None:
    reader = house.reader()

    assert is_refused(reader, reader.open(path))


def test_a_provider_that_is_down_stops_nobody_from_the_code(house_with: Callable[..., House]) -> None:
    with Provider() as gone:
        house = house_with(**gone.settings)
    reader = house.reader()

    answer = reader.send("/sign-in/provider", {"next": "/outbox"})

    assert is_refused(reader, answer)
    assert parsed(answer).xpath("//main//a/@href") == ["/sign-in?next=/outbox"]


def test_a_provider_that_goes_down_on_the_way_is_told_in_the_same_words(
    house_with: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Provider(claims=dict(KARI)) as provider:
        house = house_with(**provider.settings)
        reader = house.reader()
        back = go(reader)

    assert is_refused(reader, reader.open(back))


def test_tries_that_were_given_up_do_not_fill_the_cookie(house: House) -> None:
    reader = house.reader()
    for _ in range(20):
        back = go(reader)

    assert reader.open(back).status_code == 303


def test_the_log_holds_the_kind_of_fault_and_no_person(
    house: House, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.claims["email"] = "odd@example.no"

    with caplog.at_level(logging.INFO):
        round_trip(house)

    assert [one.getMessage() for one in caplog.records if one.name == house.app.logger.name] == [
        "Nobody was signed in by the provider: NoAccount"
    ]
    assert "odd@" not in caplog.text


def test_an_access_log_does_not_hold_what_the_provider_answered() -> None:
    line = f'"GET {BACK}?code=secret&state=secret HTTP/1.1" 303'

    assert logs.without_token(line) == f'"GET {BACK}?… HTTP/1.1" 303'


def test_without_a_provider_there_is_no_button_and_no_page(house_with: Callable[..., House]) -> None:
    reader = house_with().reader()

    statuses = [reader.send("/sign-in/provider").status_code, reader.open(BACK).status_code]

    assert statuses == [404, 404]
    assert "/sign-in/provider" not in reader.open("/sign-in").text


def test_a_page_from_elsewhere_cannot_send_anybody_to_the_provider(house: House) -> None:
    assert house.reader().client.post("/sign-in/provider").status_code == 400


@pytest.mark.browser
def test_the_button_works_in_a_browser(served: str, visit: Visit) -> None:
    kari = visit()

    kari.page.goto(f"{served}/sign-in?next=/dialog?show=earlier")
    faults = page_faults.of(kari)
    follow(kari.page.get_by_role("button", name="Logg inn med Prøvens ID"))
    kari.page.wait_for_url("**/dialog?show=earlier")

    assert faults == []
