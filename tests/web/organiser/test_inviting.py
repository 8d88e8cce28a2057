"""Every letter is seen before it goes, and nothing goes before the button."""

import pytest

from formserver.storage import database, outbox
from formserver.usecases.actors import actor_of
from formserver.usecases.processes import change_process, letters_in_use
from formserver.usecases.service import accounts
from tests.web.house import PROCESS, House, Reader, text


@pytest.fixture
def kari(house: House) -> Reader:
    return house.signed_in(house.account("Kari"))


def letters(dialog_id: int) -> list[str]:
    with database.reading():
        return [row.recipient_address for row in outbox.of_dialog(dialog_id)]


def test_every_letter_is_listed_with_whom_it_goes_to_and_nothing_is_sent(house: House, kari: Reader) -> None:
    dialog_id = house.plan()

    page = text(kari.open(f"/dialog/{dialog_id}/letters"))

    people = [contact for party in house.dialog(dialog_id).parties for contact in party.contacts]
    assert all(contact.name in page for contact in people)
    assert "Kalenderinnkalling" in page
    assert letters(dialog_id) == []
    assert house.dialog(dialog_id).taken_into_use_at is None


def test_a_letter_shows_words_where_the_personal_link_comes(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    contact = house.responders(dialog_id)[0].contacts[0]
    path = f"/dialog/{dialog_id}/letters/{contact.id}"

    page, frame = kari.open(path), kari.open(f"{path}/html")

    assert "[personlig lenke]" in text(page)
    assert "[personlig lenke]" in frame.text
    assert "/s/" not in page.text + frame.text
    assert "\x02" not in page.text + frame.text


def test_a_letter_in_its_frame_may_do_nothing(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    contact = house.responders(dialog_id)[0].contacts[0]
    path = f"/dialog/{dialog_id}/letters/{contact.id}"

    policy = kari.open(f"{path}/html").headers["Content-Security-Policy"]

    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
    assert "frame-src 'self'" in kari.open(path).headers["Content-Security-Policy"]


def test_hostile_text_stands_in_the_letter_as_it_was_typed(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    hostile = "<script>alert(1)</script> {{ 7 * 7 }} & «æøå» 😀 č"
    kari.fill_in(f"/dialog/{dialog_id}/plan/title", {"title": hostile})
    contact = house.responders(dialog_id)[0].contacts[0]

    page = kari.open(f"/dialog/{dialog_id}/letters/{contact.id}")
    frame = kari.open(f"/dialog/{dialog_id}/letters/{contact.id}/html")

    assert hostile in text(page)
    assert "<script>alert" not in page.text + frame.text


def test_a_preview_for_somebody_of_another_dialog_is_not_found(house: House, kari: Reader) -> None:
    first, second = house.plan(), house.plan()
    contact = house.responders(second)[0].contacts[0]

    assert kari.open(f"/dialog/{first}/letters/{contact.id}").status_code == 404


def test_what_is_lacking_is_said_instead_of_a_button(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    contact = house.responders(dialog_id)[0].contacts[0]
    kari.send(f"/dialog/{dialog_id}/contact/{contact.id}/remove")

    page = kari.open(f"/dialog/{dialog_id}/letters")

    assert "Ingenting er sendt ennå. Rett opp dette først:" in text(page)
    assert "Trøndelag fylkeskommune mangler kontaktperson" in text(page)
    assert "Send invitasjonene" not in text(page)


def test_inviting_without_what_is_needed_sends_nothing(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    own = house.account("Kari")
    accounts.change_account(house.tools, actor_of(own), own.id, name="Kari", phone="", language="nb")

    answer = kari.send(f"/dialog/{dialog_id}/invite", follow_redirects=True)

    assert "Telefonnummeret ditt mangler. Det står i alle brev." in text(answer)
    assert letters(dialog_id) == []


def test_an_administrator_is_told_whose_phone_number_is_missing(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    own = house.account("Kari")
    accounts.change_account(house.tools, actor_of(own), own.id, name="Kari", phone="", language="nb")
    ada = house.signed_in(house.account("Ada", administrator=True))

    page = text(ada.open(f"/dialog/{dialog_id}/letters"))

    assert "Kari mangler telefonnummer. Det står i alle brev." in page


def test_the_button_sends_one_letter_to_each_contact(house: House, kari: Reader) -> None:
    dialog_id = house.plan()

    answer = kari.send(f"/dialog/{dialog_id}/invite")

    people = [contact.email for party in house.dialog(dialog_id).parties for contact in party.contacts]
    assert answer.headers["Location"] == f"/dialog/{dialog_id}"
    assert sorted(letters(dialog_id)) == sorted(people)


def test_pressing_twice_invites_once(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    kari.send(f"/dialog/{dialog_id}/invite")
    once = letters(dialog_id)

    again = kari.send(f"/dialog/{dialog_id}/invite")

    assert again.headers["Location"] == f"/dialog/{dialog_id}"
    assert letters(dialog_id) == once


def test_a_letter_that_cannot_be_written_is_told_and_nothing_is_sent(house: House, kari: Reader) -> None:
    administrator = actor_of(house.account("Ada", administrator=True))
    paths = [f"letters/responder_invitation.{language}.txt" for language in ("nb", "nn", "en")]
    broken = dict.fromkeys(paths, "Subject: Hei\n\n{{ nobody }}\n\n{{ link }}\n")
    files = dict(letters_in_use.of_process(house.tools, PROCESS).files) | broken
    change_process.new_version(house.tools, administrator, PROCESS, files, "")
    dialog_id = house.plan()
    contact = house.responders(dialog_id)[0].contacts[0]

    pages = [
        kari.send(f"/dialog/{dialog_id}/invite"),
        kari.open(f"/dialog/{dialog_id}/letters/{contact.id}"),
        kari.open(f"/dialog/{dialog_id}/letters/{contact.id}/html"),
    ]

    assert [page.status_code for page in pages] == [409] * 3
    assert all("Et brev kunne ikke skrives" in text(page) for page in pages)
    assert letters(dialog_id) == []
    assert house.dialog(dialog_id).taken_into_use_at is None
