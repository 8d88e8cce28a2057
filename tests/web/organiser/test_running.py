"""Reopening, moving, cancelling, sending the packet, and handing the dialog over."""

from datetime import date

import pytest

from formserver.storage import database, outbox
from tests.web.house import House, Reader, inputs, text


@pytest.fixture
def kari(house: House) -> Reader:
    return house.signed_in(house.account("Kari"))


def letters(dialog_id: int, letter: str) -> int:
    with database.reading():
        return sum(row.letter == letter for row in outbox.of_dialog(dialog_id))


def people(house: House, dialog_id: int) -> int:
    return sum(len(party.contacts) for party in house.dialog(dialog_id).parties)


def test_a_submitted_form_is_opened_again_with_a_reason(house: House, kari: Reader) -> None:
    dialog_id = house.asked()
    sheet = house.dialog(dialog_id).sheets[0]

    answer = kari.fill_in(f"/dialog/{dialog_id}/sheet/{sheet.id}/reopen", {"reason": "Kartet manglet"})

    reopening = house.dialog(dialog_id).sheets[0].reopenings[0]
    assert answer.status_code == 303
    assert (reopening.by, reopening.reason) == ("Kari", "Kartet manglet")
    assert "Åpnet for endring til fredag 9. april 2027 kl. 09.00" in text(kari.open(f"/dialog/{dialog_id}"))
    assert letters(dialog_id, "form_reopened") == len(house.host(dialog_id).contacts)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"reason": ""}, "Fyll ut «Grunn»"),
        (
            {"day": "01.03.2027", "clock": "10.00"},
            "Skjemaet må være åpent til et tidspunkt som ikke er passert",
        ),
        ({"day": "i morgen"}, "Skriv datoen slik: 15.04.2027"),
    ],
)
def test_a_reopening_that_cannot_be_is_told(
    house: House, kari: Reader, typed: dict[str, str], fault: str
) -> None:
    dialog_id = house.asked()
    sheet = house.dialog(dialog_id).sheets[0]

    answer = kari.fill_in(f"/dialog/{dialog_id}/sheet/{sheet.id}/reopen", {"reason": "Kart"} | typed)

    assert answer.status_code == 422
    assert text(answer).count(fault) == 2
    assert house.dialog(dialog_id).sheets[0].reopenings == ()


def test_a_form_that_was_never_submitted_is_not_opened_again(house: House, kari: Reader) -> None:
    assert kari.open(f"/dialog/{house.asked()}/sheet/99/reopen").status_code == 404


def test_moving_shows_old_and_new_side_by_side_before_anything_changes(house: House, kari: Reader) -> None:
    dialog_id = house.invited()
    typed = inputs(kari.open(f"/dialog/{dialog_id}/move")) | {
        "day": "22.04.2027",
        "reason": "Ordføreren er på reise",
    }

    page = text(kari.send(f"/dialog/{dialog_id}/move/preview", typed))

    assert "torsdag 15. april 2027 kl. 10.00–14.30 torsdag 22. april 2027 kl. 10.00–14.30" in page
    assert "onsdag 24. mars 2027 kl. 12.00 torsdag 1. april 2027 kl. 12.00" in page
    assert "Ordføreren er på reise" in page
    assert house.dialog(dialog_id).meeting.day == date(2027, 4, 15)
    assert letters(dialog_id, "meeting_moved") == 0


def test_moving_changes_the_day_and_tells_everybody_once(house: House, kari: Reader) -> None:
    dialog_id = house.invited()
    typed = inputs(kari.open(f"/dialog/{dialog_id}/move")) | {"day": "22.04.2027"}

    answer = kari.send(f"/dialog/{dialog_id}/move", typed)

    assert answer.headers["Location"] == f"/dialog/{dialog_id}"
    assert house.dialog(dialog_id).meeting.day == date(2027, 4, 22)
    assert letters(dialog_id, "meeting_moved") == people(house, dialog_id)
    assert "Kari flyttet møtet fra 15. april 2027 til 22. april 2027." in text(
        kari.open(f"/dialog/{dialog_id}/journal")
    )


def test_a_move_to_the_same_time_and_place_is_told_at_the_day(house: House, kari: Reader) -> None:
    dialog_id = house.invited()

    answer = kari.send(f"/dialog/{dialog_id}/move/preview", inputs(kari.open(f"/dialog/{dialog_id}/move")))

    assert answer.status_code == 422
    assert text(answer).count("Ingenting er endret. Skriv en ny tid eller et nytt sted.") == 2


@pytest.mark.parametrize("path", ["move", "move/preview"])
def test_a_move_into_the_past_changes_nothing_and_keeps_what_was_typed(
    house: House, kari: Reader, path: str
) -> None:
    dialog_id = house.invited()
    typed = inputs(kari.open(f"/dialog/{dialog_id}/move")) | {"day": "1.2.2027", "reason": "Flom & ras"}

    answer = kari.send(f"/dialog/{dialog_id}/{path}", typed)

    assert answer.status_code == 422
    assert text(answer).count("1.2.2027 er passert. Velg en senere møtedag.") == 2
    assert inputs(answer)["reason"].strip() == "Flom & ras"


def test_cancelling_needs_a_reason_and_tells_everybody(house: House, kari: Reader) -> None:
    dialog_id = house.invited()
    path = f"/dialog/{dialog_id}/cancel"

    without = kari.send(path, {"reason": " "})
    kari.send(path, {"reason": "Stortinget har vedtatt noe annet"})

    page = text(kari.open(f"/dialog/{dialog_id}"))
    assert without.status_code == 422
    assert "Kari avlyste dialogen. Grunn: Stortinget har vedtatt noe annet" in page
    assert "Dialogen er avlyst" in page
    assert "Flytt møtet" not in page
    assert letters(dialog_id, "meeting_cancelled") == people(house, dialog_id)


def test_sending_the_packet_is_asked_about_with_what_it_will_lack(house: House, kari: Reader) -> None:
    dialog_id = house.asked()
    path = f"/dialog/{dialog_id}/packet/send"

    question = text(kari.open(path))
    kari.send(path)
    house.work()

    packet = house.dialog(dialog_id).packet
    assert "Dette mangler: Trøndelag fylkeskommune." in question
    assert packet
    assert packet.number == 1
    assert "Dokumentpakken er sendt" in text(kari.open(f"/dialog/{dialog_id}"))


def test_asking_for_the_packet_twice_sends_it_once(house: House, kari: Reader) -> None:
    dialog_id = house.asked()
    kari.send(f"/dialog/{dialog_id}/packet/send")

    again = kari.send(f"/dialog/{dialog_id}/packet/send", follow_redirects=True)

    assert "Dokumentpakken er allerede sendt." in text(again)


def test_a_co_organiser_runs_the_dialog_too_and_takes_it_over(house: House, kari: Reader) -> None:
    dialog_id = house.invited()
    nils = house.account("Nils")
    his = house.signed_in(nils)
    assert his.open(f"/dialog/{dialog_id}").status_code == 404

    kari.send(f"/dialog/{dialog_id}/organisers", {"account": str(nils.id)})
    as_co_organiser = his.open(f"/dialog/{dialog_id}").status_code
    his.send(f"/dialog/{dialog_id}/organisers/{nils.id}/hand-over")

    responsible = house.dialog(dialog_id).responsible
    assert as_co_organiser == 200
    assert responsible
    assert responsible.name == "Nils"


def test_a_co_organiser_is_taken_off_and_the_responsible_one_is_not(house: House, kari: Reader) -> None:
    dialog_id = house.invited()
    nils, own = house.account("Nils"), house.account("Kari")
    kari.send(f"/dialog/{dialog_id}/organisers", {"account": str(nils.id)})

    kari.send(f"/dialog/{dialog_id}/organisers/{nils.id}/remove")
    kari.send(f"/dialog/{dialog_id}/organisers/{own.id}/remove")

    assert [one.name for one in house.dialog(dialog_id).organisers] == ["Kari"]


@pytest.mark.parametrize("account", ["", "99", "x"])
def test_only_an_open_account_can_join(house: House, kari: Reader, account: str) -> None:
    house.account("Nils")
    dialog_id = house.invited()

    answer = kari.send(f"/dialog/{dialog_id}/organisers", {"account": account})

    assert answer.status_code == 422
    assert "Velg ett svar på «Konto»" in text(answer)
