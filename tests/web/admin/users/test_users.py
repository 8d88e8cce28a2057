"""Accounts in the administrator's hands."""

import pytest

from formserver.storage import database, outbox
from formserver.usecases.service import accounts
from tests.web.house import House, Reader, text

NEW = {"email": "nils@example.no", "name": "Nils", "phone": "", "reads": "nn"}


@pytest.fixture
def ada(house: House) -> Reader:
    return house.signed_in(house.account("Ada", administrator=True))


def names(house: House) -> list[str]:
    return [one.name for one in accounts.everyone(house.tools)]


def test_a_new_account_is_listed_and_gets_a_letter(house: House, ada: Reader) -> None:
    answer = ada.send("/users/new", NEW)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/users")
    assert "Nils kan logge inn. Beskjed er sendt på e-post." in text(ada.open("/users"))
    with database.reading():
        assert [row.letter for row in outbox.rows()] == ["account_added"]


def test_an_address_has_one_account(house: House, ada: Reader) -> None:
    house.account("Nils")

    answer = ada.send("/users/new", NEW | {"name": "En annen"})

    assert answer.status_code == 422
    assert text(answer).count("nils@example.no har en konto fra før.") == 2
    assert 'value="En annen"' in answer.text


def test_faults_of_a_new_account_are_told_all_at_once(house: House, ada: Reader) -> None:
    answer = ada.send("/users/new", {"email": "nils", "phone": "12", "reads": "nb"})

    assert answer.status_code == 422
    assert "Ikke lagret: Rett opp 2 feil" in text(answer)
    assert names(house) == ["Ada"]


def test_name_phone_and_language_are_changed(house: House, ada: Reader) -> None:
    nils = house.account("Nils")

    ada.send(f"/users/{nils.id}", {"name": "Nils Skissestad", "phone": "00 00 00 02", "reads": "nn"})

    found = accounts.get(house.tools, nils.id)
    assert found
    assert (found.name, found.phone, found.language) == ("Nils Skissestad", "00 00 00 02", "nn")


def test_closing_is_asked_about_and_can_be_undone(house: House, ada: Reader) -> None:
    nils = house.account("Nils")

    question = ada.open(f"/users/{nils.id}/close")
    ada.send(f"/users/{nils.id}/close")
    closed = accounts.get(house.tools, nils.id)
    ada.send(f"/users/{nils.id}/reopen")

    assert "Vil du stenge kontoen til Nils?" in text(question)
    assert closed is None
    assert accounts.get(house.tools, nils.id)


def test_somebody_becomes_an_administrator_and_no_longer_is_one(house: House, ada: Reader) -> None:
    nils = house.account("Nils")
    reader = house.signed_in(nils)

    ada.send(f"/users/{nils.id}/administrator", {"administrator": "yes"})
    as_administrator = reader.open("/users").status_code
    ada.send(f"/users/{nils.id}/administrator", {"administrator": "no"})

    assert (as_administrator, reader.open("/users").status_code) == (200, 403)


@pytest.mark.parametrize(("path", "data"), [("close", {}), ("administrator", {"administrator": "no"})])
def test_the_last_administrator_stays(house: House, ada: Reader, path: str, data: dict[str, str]) -> None:
    own = house.account("Ada")

    answer = ada.send(f"/users/{own.id}/{path}", data, follow_redirects=True)

    assert "Den siste administratoren kan ikke stenges." in text(answer)
    assert ada.open("/users").status_code == 200


def test_an_account_that_is_not_there_is_not_found(ada: Reader) -> None:
    assert [ada.open("/users/99").status_code, ada.open("/users/99/close").status_code] == [404, 404]


def test_everybody_writes_their_own_name_and_phone(house: House) -> None:
    kari = house.account("Kari")
    reader = house.signed_in(kari)

    answer = reader.fill_in("/profile", {"phone": "+47 12 34 56 78"})

    found = accounts.get(house.tools, kari.id)
    assert answer.status_code == 303
    assert found
    assert found.phone == "+47 12 34 56 78"


def test_a_name_is_needed_since_letters_are_signed_with_it(house: House) -> None:
    reader = house.signed_in(house.account("Kari"))

    answer = reader.fill_in("/profile", {"name": " "})

    assert answer.status_code == 422
    assert text(answer).count("Fyll ut «Navn»") == 2
