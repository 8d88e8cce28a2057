"""The outbox: what became of each letter in people's words, and what can be done about it."""

from datetime import timedelta

import pytest

from formserver.storage import database, outbox
from formserver.storage.outbox import Letter
from formserver.web.organiser import outbox_views
from tests.web.house import House, Reader, text


@pytest.fixture
def kari(house: House) -> Reader:
    return house.signed_in(house.account("Kari"))


def letter(letter_id: int) -> Letter:
    with database.reading():
        return outbox.get(letter_id)


def fail(house: House, letter_id: int, failure: str = "no_address") -> None:
    with database.writing():
        outbox.claim("worker", house.clock(), timedelta(minutes=5))
        outbox.record_failed(letter_id, house.clock(), failure, "550 5.1.1 No such mailbox")


def test_a_waiting_letter_is_held_and_released(house: House, kari: Reader) -> None:
    house.invited()

    kari.send("/outbox/1/hold")
    held = text(kari.open("/outbox/1"))
    kari.send("/outbox/1/release")
    released = text(kari.open("/outbox/1"))

    assert "Kari holder brevet tilbake. Det går ikke ut før du velger «Send nå»." in held
    assert "Brevet går ut som planlagt." in released
    assert letter(1).held_at is None


def test_a_letter_is_stopped_after_a_question_and_says_who_did_it(house: House, kari: Reader) -> None:
    house.invited()

    question = text(kari.open("/outbox/1/stop"))
    kari.send("/outbox/1/stop")

    assert "Vil du la være å sende brevet til Kari?" in question
    assert "Brevet trengs ikke lenger: stoppet av Kari." in text(kari.open("/outbox/1"))


def test_a_letter_that_does_not_wait_cannot_be_held(house: House, kari: Reader) -> None:
    house.invited()
    fail(house, 1)

    answer = kari.send("/outbox/1/hold", follow_redirects=True)

    assert "Brevet venter ikke lenger. Det er sendt eller stoppet i mellomtiden." in text(answer)


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        ("no_address", "Adressen finnes ikke"),
        ("mailbox_full", "Postkassen er full"),
        ("refused", "Be IT-avdelingen slippe gjennom"),
        ("temporary", "Gitt opp etter 1 forsøk"),
    ],
)
def test_a_failure_is_told_in_peoples_words_with_the_servers_own_behind(
    house: House, kari: Reader, failure: str, words: str
) -> None:
    house.invited()
    fail(house, 1, failure)

    page = text(kari.open("/outbox/1"))

    assert words.lower() in page.lower()
    assert "550 5.1.1 No such mailbox" in page


def test_a_mistyped_address_is_mended_and_the_letter_goes_again(house: House, kari: Reader) -> None:
    dialog_id = house.invited()
    fail(house, 1)
    board = text(kari.open(f"/dialog/{dialog_id}"))

    answer = kari.send("/outbox/1/address", {"email": "kari.riktig@example.no"})

    assert "Neste: Rett adressen til Holtålen kommune" in board
    assert answer.status_code == 303
    assert (letter(1).recipient_address, letter(1).failed_at) == ("kari.riktig@example.no", None)
    assert house.host(dialog_id).contacts[0].email == "kari.riktig@example.no"


def test_a_mended_address_that_is_none_is_told_at_the_field(house: House, kari: Reader) -> None:
    house.invited()
    fail(house, 1)

    answer = kari.send("/outbox/1/address", {"email": "kari@"})

    assert answer.status_code == 422
    assert text(answer).count("Skriv e-postadressen slik: navn@kommune.no") == 2
    assert 'value="kari@"' in answer.text
    assert letter(1).failed_at


def test_a_letter_is_sent_again_as_a_new_message(house: House, kari: Reader) -> None:
    house.invited()
    fail(house, 1)
    before = letter(1).message_id

    kari.send("/outbox/1/send-again")

    assert letter(1).failed_at is None
    assert letter(1).message_id != before


def test_the_filter_tells_what_waits_from_what_did_not_arrive(house: House, kari: Reader) -> None:
    house.invited()
    fail(house, 1)

    failed = text(kari.open("/outbox?show=failed"))
    waiting = text(kari.open("/outbox?show=waiting"))

    assert ("Adressen finnes ikke" in failed, "Venter Går ut" in failed) == (True, False)
    assert "Adressen finnes ikke" not in waiting
    assert waiting.count("Går ut") == 3


def test_older_letters_are_a_page_away(house: House, kari: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox_views, "PAGE", 2)
    house.invited()

    newest = kari.open("/outbox")
    older = kari.open("/outbox?show=all&before=3")

    assert 'href="/outbox?show=all&amp;before=3"' in newest.text
    assert ("Eldre" in text(newest), "Nyere" in text(newest)) == (True, False)
    assert ("Eldre" in text(older), "Nyere" in text(older)) == (False, True)


def test_what_did_not_arrive_is_found_however_old(
    house: House, kari: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_views, "PAGE", 1)
    house.invited()
    fail(house, 1)

    assert "Adressen finnes ikke" in text(kari.open("/outbox?show=failed"))


def test_an_empty_outbox_says_so(kari: Reader) -> None:
    assert "Utboksen er tom." in text(kari.open("/outbox"))


def test_a_letter_to_an_account_shows_no_code(house: House) -> None:
    ada = house.signed_in(house.account("Ada", administrator=True))
    house.reader().send("/sign-in", {"email": "ada@example.no"})

    page = ada.open("/outbox/1")

    assert "[engangskode]" in text(page)
    assert "[engangskode]" in ada.open("/outbox/1/html").text


def test_a_letter_that_is_not_there_is_not_found(kari: Reader) -> None:
    assert kari.open("/outbox/99").status_code == 404
