"""Signing in with a mailed code, and the accounts behind it."""

from datetime import timedelta

import pytest

from formserver.domain.refusals import AlreadyThere, LastAdministrator, NotAllowed, TooOften, WrongCode
from formserver.mail import placeholders
from formserver.storage import database, outbox
from formserver.storage.outbox import Letter
from formserver.usecases.actors import actor_of
from formserver.usecases.service import accounts, sign_in
from formserver.usecases.service.accounts import NewAccount
from tests.usecases.house import TERMINAL, House

DOOR = "192.0.2.1"
KARI = NewAccount(email="kari@example.no", name="Kari")


def _letters() -> list[Letter]:
    with database.reading():
        return [outbox.get(row.id) for row in outbox.rows() if row.letter == "sign_in_code"]


def _code(house: House) -> str:
    code = sign_in.give_code(house.tools, house.ada.email)
    assert code is not None
    return code


def test_a_code_opens_the_account_once(house: House) -> None:
    code = _code(house)

    assert sign_in.sign_in(house.tools, "ADA@example.no", f"{code[:3]} {code[3:]}", DOOR).id == house.ada.id
    with pytest.raises(WrongCode):
        sign_in.sign_in(house.tools, house.ada.email, code, DOOR)


def test_a_mailed_code_is_not_stored_anywhere(house: House) -> None:
    sign_in.ask_code(house.tools, house.ada.email, DOOR)

    letter = _letters()[0]

    assert placeholders.CODE in letter.text
    assert letter.link_id is None


def test_an_unknown_address_gets_no_letter_and_the_same_answer(house: House) -> None:
    sign_in.ask_code(house.tools, house.ada.email, DOOR)
    sign_in.ask_code(house.tools, "odd@example.no", DOOR)

    assert [letter.recipient_address for letter in _letters()] == [house.ada.email]


def test_a_door_that_asked_too_often_shuts_no_address(house: House) -> None:
    for number in range(sign_in.CODES_AN_HOUR_FROM_ONE_DOOR):
        sign_in.ask_code(house.tools, f"odd{number}@example.no", DOOR)
    for _ in range(sign_in.CODES_AN_HOUR):
        with pytest.raises(TooOften):
            sign_in.ask_code(house.tools, house.ada.email, DOOR)

    sign_in.ask_code(house.tools, house.ada.email, "192.0.2.2")

    assert [letter.recipient_address for letter in _letters()] == [house.ada.email]


def test_a_code_lives_ten_minutes(house: House) -> None:
    code = _code(house)
    house.clock.advance(timedelta(minutes=10))

    with pytest.raises(WrongCode):
        sign_in.sign_in(house.tools, house.ada.email, code, DOOR)


def test_a_new_code_takes_the_place_of_the_old_one(house: House) -> None:
    old = _code(house)
    house.clock.advance(timedelta(seconds=1))
    new = _code(house)

    with pytest.raises(WrongCode):
        sign_in.sign_in(house.tools, house.ada.email, old, DOOR)
    assert sign_in.sign_in(house.tools, house.ada.email, new, DOOR).id == house.ada.id


def test_after_five_wrong_tries_the_right_code_is_wrong_too(house: House) -> None:
    code = _code(house)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"

    for _ in range(sign_in.TRIES_PER_CODE):
        with pytest.raises(WrongCode):
            sign_in.sign_in(house.tools, house.ada.email, wrong, DOOR)

    with pytest.raises(WrongCode):
        sign_in.sign_in(house.tools, house.ada.email, code, DOOR)


def test_codes_can_be_asked_for_only_so_often(house: House) -> None:
    for _ in range(sign_in.CODES_AN_HOUR):
        sign_in.ask_code(house.tools, house.ada.email, DOOR)

    with pytest.raises(TooOften):
        sign_in.ask_code(house.tools, house.ada.email, DOOR)


def test_unknown_addresses_meet_the_same_limit(house: House) -> None:
    for _ in range(sign_in.CODES_AN_HOUR):
        sign_in.ask_code(house.tools, "odd@example.no", DOOR)

    with pytest.raises(TooOften):
        sign_in.ask_code(house.tools, "odd@example.no", DOOR)


def test_a_closed_account_gets_no_code_and_its_sessions_end(house: House) -> None:
    kari = accounts.add_account(house.tools, house.actor, KARI)
    assert sign_in.give_code(house.tools, kari.email)

    accounts.close_account(house.tools, house.actor, kari.id)

    assert sign_in.give_code(house.tools, kari.email) is None
    assert accounts.get(house.tools, kari.id) is None
    sign_in.ask_code(house.tools, kari.email, DOOR)
    assert _letters() == []


def test_a_code_asked_before_the_account_closed_does_not_open_it(house: House) -> None:
    kari = accounts.add_account(house.tools, house.actor, KARI)
    code = sign_in.give_code(house.tools, kari.email)
    accounts.close_account(house.tools, house.actor, kari.id)

    with pytest.raises(WrongCode):
        sign_in.sign_in(house.tools, kari.email, code or "", DOOR)


def test_a_reopened_account_can_sign_in_again(house: House) -> None:
    kari = accounts.add_account(house.tools, house.actor, KARI)
    accounts.close_account(house.tools, house.actor, kari.id)

    accounts.reopen_account(house.tools, house.actor, kari.id)

    found = accounts.get(house.tools, kari.id)
    assert found is not None
    assert found.name == "Kari"


def test_one_address_has_one_account(house: House) -> None:
    accounts.add_account(house.tools, house.actor, KARI)

    with pytest.raises(AlreadyThere):
        accounts.add_account(house.tools, house.actor, NewAccount(email="KARI@example.no"))


def test_the_last_administrator_stays(house: House) -> None:
    with pytest.raises(LastAdministrator):
        accounts.close_account(house.tools, house.actor, house.ada.id)
    with pytest.raises(LastAdministrator):
        accounts.set_administrator(house.tools, house.actor, house.ada.id, False)


def test_one_of_two_administrators_may_leave(house: House) -> None:
    kari = accounts.add_account(house.tools, house.actor, KARI)
    accounts.set_administrator(house.tools, house.actor, kari.id, True)

    accounts.set_administrator(house.tools, house.actor, house.ada.id, False)

    assert [(one.name, one.administrator) for one in accounts.everyone(house.tools)] == [
        ("Ada", False),
        ("Kari", True),
    ]


def test_people_change_their_own_account_and_administrators_everybody_s(house: House) -> None:
    kari = accounts.add_account(house.tools, house.actor, KARI)

    accounts.change_account(house.tools, actor_of(kari), kari.id, name="Kari E", phone="+47 1", language="nn")
    accounts.change_account(house.tools, house.actor, kari.id, name="Kari F", phone="+47 2", language="nn")

    changed = accounts.get(house.tools, kari.id)
    assert changed is not None
    assert (changed.name, changed.phone, changed.language) == ("Kari F", "+47 2", "nn")


def test_nobody_else_changes_an_account(house: House) -> None:
    kari = accounts.add_account(house.tools, house.actor, KARI)

    for stranger in (actor_of(kari), TERMINAL):
        with pytest.raises(NotAllowed):
            accounts.change_account(house.tools, stranger, house.ada.id, name="X", phone="", language="nb")


def test_whom_the_provider_vouches_for_comes_in_with_an_open_account_only(house: House) -> None:
    kari = accounts.add_account(house.tools, house.actor, KARI)

    assert sign_in.sign_in_by_provider(house.tools, "Kari@example.no").id == kari.id
    accounts.close_account(house.tools, house.actor, kari.id)
    for email in (kari.email, "odd@example.no"):
        with pytest.raises(WrongCode):
            sign_in.sign_in_by_provider(house.tools, email)
