"""Parties and their contacts, before and after the invitations."""

import pytest

from formserver.storage import database, outbox
from tests.web.house import House, Reader, inputs, text

TUVA = {
    "name": "Tuva Testmo",
    "title": "planrådgiver",
    "email": "tuva@etat.example.no",
    "phone": "",
    "reads": "nb",
}


@pytest.fixture
def kari(house: House) -> Reader:
    return house.signed_in(house.account("Kari"))


def letters_to(dialog_id: int, address: str) -> list[str]:
    with database.reading():
        return [row.letter for row in outbox.of_dialog(dialog_id) if row.recipient_address == address]


def test_an_authority_picked_from_the_list_brings_its_names_along(house: House, kari: Reader) -> None:
    dialog_id = house.plan()

    answer = kari.send(
        f"/dialog/{dialog_id}/plan/party/new",
        {"role": "responder", "name": "Statsforvalteren i Nordland", "wants": "nn"},
    )

    party = house.responders(dialog_id)[-1]
    assert answer.headers["Location"] == f"/dialog/{dialog_id}/plan/party/{party.id}/contact/new"
    assert (party.type, party.name.to("nn"), party.language) == (
        "statsforvalter",
        "Statsforvaltaren i Nordland",
        "nn",
    )


def test_an_authority_that_is_in_no_list_is_taken_as_it_is_written(house: House, kari: Reader) -> None:
    dialog_id = house.plan()

    kari.send(
        f"/dialog/{dialog_id}/plan/party/new",
        {
            "role": "responder",
            "name": "NVE",
            "wants": "nb",
            "case_number": "27/1",
            "records_address": "nve@nve.no",
        },
    )

    party = house.responders(dialog_id)[-1]
    assert (
        party.type,
        party.name.to("nn"),
        party.short_name.to("nb"),
        party.case_number,
        party.records_address,
    ) == (
        "annen_myndighet",
        "NVE",
        "NVE",
        "27/1",
        "nve@nve.no",
    )


def test_a_further_host_is_a_municipality_from_the_list(house: House, kari: Reader) -> None:
    dialog_id = house.plan()

    kari.send(
        f"/dialog/{dialog_id}/plan/party/new", {"role": "host", "name": "Rindal (Trøndelag)", "wants": "nn"}
    )

    assert [(host.name.to("nb"), host.number) for host in house.dialog(dialog_id).hosts] == [
        ("Holtålen kommune", "5026"),
        ("Rindal kommune", "5061"),
    ]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Herøy", "Flere kommuner heter Herøy. Velg den med riktig fylke."),
        ("Fossedal", "Fossedal står ikke i listen over kommuner. Sjekk skrivemåten."),
        ("Rin", "Rin står ikke i listen over kommuner. Sjekk skrivemåten."),
    ],
)
def test_a_host_that_is_not_clear_is_told_at_the_field(
    house: House, kari: Reader, name: str, fault: str
) -> None:
    dialog_id = house.plan()

    answer = kari.send(f"/dialog/{dialog_id}/plan/party/new", {"role": "host", "name": name, "wants": "nb"})

    assert answer.status_code == 422
    assert text(answer).count(fault) == 2
    assert inputs(answer)["name"] == name


def test_a_role_that_the_process_lacks_is_not_found(house: House, kari: Reader) -> None:
    assert kari.open(f"/dialog/{house.plan()}/plan/party/new?role=judge").status_code == 404


def test_what_is_known_of_a_party_is_changed_and_its_name_in_the_other_language_stays(
    house: House, kari: Reader
) -> None:
    dialog_id = house.plan()
    governor = house.responders(dialog_id)[1]

    kari.fill_in(f"/dialog/{dialog_id}/plan/party/{governor.id}/change", {"case_number": "2027/88"})

    changed = house.responders(dialog_id)[1]
    assert (changed.case_number, changed.name) == ("2027/88", governor.name)
    assert changed.name.to("nn") == "Statsforvaltaren i Trøndelag"


@pytest.mark.parametrize("address", ["postmottak", "post@", "a@b.no, c@d.no"])
def test_a_wrong_records_address_is_told_at_the_field(house: House, kari: Reader, address: str) -> None:
    dialog_id = house.plan()
    party = house.responders(dialog_id)[0]

    answer = kari.fill_in(f"/dialog/{dialog_id}/plan/party/{party.id}/change", {"records_address": address})

    assert answer.status_code == 422
    assert text(answer).count("Skriv e-postadressen slik: navn@kommune.no") == 2


def test_a_party_is_taken_out_after_a_question(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    party = house.responders(dialog_id)[0]
    path = f"/dialog/{dialog_id}/plan/party/{party.id}/remove"

    question = kari.open(path)
    kari.send(path)

    assert "Vil du ta Trøndelag fylkeskommune ut av dialogen?" in text(question)
    assert [one.id for one in house.responders(dialog_id)] == [house.responders(dialog_id)[0].id]
    assert party.id not in [one.id for one in house.dialog(dialog_id).parties]


def test_a_contact_is_added_changed_and_taken_out(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    party = house.responders(dialog_id)[0]

    kari.send(f"/dialog/{dialog_id}/plan/party/{party.id}/contact/new", TUVA | {"deputy": "1"})
    added = house.responders(dialog_id)[0].contacts[-1]
    kari.fill_in(f"/dialog/{dialog_id}/contact/{added.id}/change", {"phone": "12345678"})
    changed = house.responders(dialog_id)[0].contacts[-1]
    kari.send(f"/dialog/{dialog_id}/contact/{added.id}/remove")

    assert (added.name, added.title, added.email, added.deputy) == (
        "Tuva Testmo",
        "planrådgiver",
        "tuva@etat.example.no",
        True,
    )
    assert (changed.phone, changed.deputy) == ("12345678", True)
    assert [one.id for one in house.responders(dialog_id)[0].contacts] == [party.contacts[0].id]


def test_the_same_address_twice_in_a_party_is_told_at_the_field(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    party = house.responders(dialog_id)[0]
    taken = party.contacts[0].email

    answer = kari.send(
        f"/dialog/{dialog_id}/plan/party/{party.id}/contact/new", TUVA | {"email": taken.upper()}
    )

    assert answer.status_code == 422
    assert "står der fra før. Ta bort den ene." in text(answer)
    assert inputs(answer)["name"] == "Tuva Testmo"


def test_a_contact_keeps_its_own_address(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    contact = house.responders(dialog_id)[0].contacts[0]

    answer = kari.fill_in(f"/dialog/{dialog_id}/contact/{contact.id}/change", {"name": "Berit Berg"})

    assert answer.status_code == 303
    assert house.responders(dialog_id)[0].contacts[0].name == "Berit Berg"


def test_a_contact_added_to_a_dialog_in_use_is_invited_at_once(house: House, kari: Reader) -> None:
    dialog_id = house.invited()
    party = house.responders(dialog_id)[0]

    page = kari.open(f"/dialog/{dialog_id}/plan/party/{party.id}/contact/new")
    kari.send(f"/dialog/{dialog_id}/plan/party/{party.id}/contact/new", TUVA)

    assert "Dialogen er i gang, så invitasjonen går ut med en gang." in text(page)
    assert letters_to(dialog_id, "tuva@etat.example.no") == ["responder_invitation"]


def test_a_new_link_is_sent_and_the_old_one_stops(house: House, kari: Reader) -> None:
    dialog_id = house.invited()
    contact = house.responders(dialog_id)[0].contacts[0]
    berit, path = house.visitor(contact)
    assert berit.open(path).status_code == 200

    kari.send(f"/dialog/{dialog_id}/contact/{contact.id}/new-link")

    assert berit.open(path).status_code == 404
    assert letters_to(dialog_id, contact.email) == ["responder_invitation", "link_reissued"]


def test_a_link_is_withdrawn_after_a_question(house: House, kari: Reader) -> None:
    dialog_id = house.invited()
    contact = house.responders(dialog_id)[0].contacts[0]
    path = f"/dialog/{dialog_id}/contact/{contact.id}/withdraw-link"
    berit, first = house.visitor(contact)

    question = kari.open(path)
    kari.send(path)

    assert "Lenken slutter å virke med en gang." in text(question)
    assert berit.open(first).status_code == 404


def test_a_successor_takes_over_with_a_link_of_their_own(house: House, kari: Reader) -> None:
    dialog_id = house.invited()
    contact = house.responders(dialog_id)[0].contacts[0]

    kari.send(f"/dialog/{dialog_id}/contact/{contact.id}/move-link", TUVA)

    assert [one.name for one in house.responders(dialog_id)[0].contacts] == ["Tuva Testmo"]
    assert letters_to(dialog_id, contact.email)[-1] == "link_withdrawn"
    assert letters_to(dialog_id, "tuva@etat.example.no") == ["link_for_successor"]
