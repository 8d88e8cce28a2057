"""Signing in with a code by mail: the same answer for everybody, and a session that closing ends at once."""

from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from formserver.usecases.actors import actor_of
from formserver.usecases.service import accounts, sign_in
from tests.web.house import House, Reader, text


def code_for(house: House, email: str) -> str:
    code = sign_in.give_code(house.tools, email)
    assert code
    return code


def sign_in_with_code(house: House, reader: Reader, **query: str) -> TestResponse:
    house.account("Kari")
    reader.send("/sign-in", {"email": "kari@example.no"})
    return reader.send("/sign-in/code", {"code": code_for(house, "kari@example.no"), **query})


def test_the_code_opens_the_list_of_dialogs(house: House) -> None:
    reader = house.reader()

    answer = sign_in_with_code(house, reader)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/dialog")
    assert reader.open("/dialog").status_code == 200


def test_known_and_unknown_addresses_get_the_same_answer(house: House) -> None:
    house.account("Kari")
    known, unknown = house.reader(), house.reader()

    answers = [
        reader.send("/sign-in", {"email": email}, follow_redirects=True)
        for reader, email in ((known, "kari@example.no"), (unknown, "odd@example.no"))
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert text(answers[0]) == text(answers[1])


def test_what_is_no_address_is_told_at_the_field_and_kept(house: House) -> None:
    answer = house.reader().send("/sign-in", {"email": "kari@"})

    assert answer.status_code == 422
    assert text(answer).count("Skriv e-postadressen slik: navn@kommune.no") == 2
    assert 'value="kari@"' in answer.text


def test_a_wrong_code_is_told_at_the_field(house: House) -> None:
    house.account("Kari")
    reader = house.reader()
    reader.send("/sign-in", {"email": "kari@example.no"})
    wrong = f"{(int(code_for(house, 'kari@example.no')) + 1) % 1_000_000:06}"

    answer = reader.send("/sign-in/code", {"code": wrong})

    assert answer.status_code == 422
    assert "Koden stemmer ikke" in text(answer)


def test_the_page_for_the_code_needs_an_address_first(house: House) -> None:
    answer = house.reader().open("/sign-in/code")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")


def test_too_many_codes_are_refused_with_a_time(house: House) -> None:
    reader = house.reader()
    for _ in range(sign_in.CODES_AN_HOUR):
        reader.send("/sign-in", {"email": "kari@example.no"})

    answer = reader.send("/sign-in", {"email": "kari@example.no"})

    assert answer.status_code == 429
    assert "Prøv igjen etter kl. 11.00" in text(answer)


def test_signing_in_leads_to_the_page_that_was_asked_for(house: House) -> None:
    reader = house.reader()

    turned_away = reader.open("/outbox?show=failed")
    back = sign_in_with_code(house, reader, next="/outbox?show=failed")

    assert turned_away.headers["Location"] == "/sign-in?next=/outbox?show%3Dfailed"
    assert back.headers["Location"] == "/outbox?show=failed"


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nb"]
)
def test_signing_in_never_leads_to_another_house(house: House, wanted: str) -> None:
    answer = sign_in_with_code(house, house.reader(), next=wanted)

    assert answer.headers["Location"] == "/dialog"


def test_nothing_of_an_earlier_session_lives_on(house: House) -> None:
    house.account("Kari")
    reader = house.reader()
    with reader.client.session_transaction() as session:
        session["planted"] = "by somebody else"
    reader.send("/sign-in", {"email": "kari@example.no"})

    reader.send("/sign-in/code", {"code": code_for(house, "kari@example.no")})

    with reader.client.session_transaction() as session:
        assert "planted" not in session
        assert "signing_in" not in session


def test_the_cookie_is_kept_from_scripts_and_other_sites(house: House) -> None:
    answer = sign_in_with_code(house, house.reader())

    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("session="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_signing_out_is_a_post_and_ends_the_session(house: House) -> None:
    reader = house.signed_in(house.account("Kari"))

    by_link = reader.open("/sign-out")
    still_in = reader.open("/dialog")
    reader.send("/sign-out")

    assert (by_link.status_code, still_in.status_code) == (405, 200)
    assert reader.open("/dialog").status_code == 303


def test_a_closed_account_is_out_at_once(house: House) -> None:
    ada, kari = house.account("Ada", administrator=True), house.account("Kari")
    reader = house.signed_in(kari)
    assert reader.open("/dialog").status_code == 200

    accounts.close_account(house.tools, actor_of(ada), kari.id)

    assert reader.open("/dialog").headers["Location"] == "/sign-in?next=/dialog"


def test_a_session_ends_after_its_hours(house: House) -> None:
    reader = house.signed_in(house.account("Kari"))

    house.clock.advance(timedelta(hours=house.tools.settings.session_hours, minutes=1))

    assert reader.open("/dialog").status_code == 303
