from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from formserver.usecases.actors import actor_of
from formserver.usecases.dialogs import manage_links
from formserver.web import visits
from tests.web.house import House, text


def test_a_link_leads_to_an_address_without_the_token(house: House) -> None:
    berit = house.responders(house.invited())[0].contacts[0]
    token = house.tools.signer.token(house.link_id(berit))

    response = house.reader().open(f"/s/{token}")

    assert response.status_code == 303
    assert urlsplit(response.headers["Location"]).path == f"/d/{house.link_id(berit)}/"
    assert token not in "".join(response.headers.getlist("Set-Cookie"))


def test_a_link_can_be_opened_again_and_again(house: House) -> None:
    berit = house.responders(house.invited())[0].contacts[0]

    visits_of_berit = [house.visitor(berit) for _ in range(3)]

    assert [reader.open(home).status_code for reader, home in visits_of_berit] == [200, 200, 200]


def test_a_scanner_that_only_asks_for_the_head_is_led_on_too(house: House) -> None:
    berit = house.responders(house.invited())[0].contacts[0]

    response = house.reader().client.head(f"/s/{house.tools.signer.token(house.link_id(berit))}")

    assert response.status_code == 303


def test_expired_withdrawn_and_unknown_links_show_one_same_page(house: House) -> None:
    dialog_id = house.invited()
    berit, peer = (party.contacts[0] for party in house.responders(dialog_id))
    tokens = [house.tools.signer.token(house.link_id(one)) for one in (berit, peer)]
    manage_links.withdraw_link(house.tools, actor_of(house.account("Kari")), dialog_id, berit.id)
    withdrawn = text(house.reader().open(f"/s/{tokens[0]}"))
    house.clock.turn_to(house.meeting.ends + timedelta(days=43))
    expired = text(house.reader().open(f"/s/{tokens[1]}"))

    unknown = [
        text(house.reader().open(f"/s/{token}")) for token in ("x", house.tools.signer.token(4_000_000))
    ]

    assert {withdrawn, expired, *unknown} == {withdrawn}
    assert "Få en ny lenke" in withdrawn


@pytest.mark.parametrize("cookie", ["", "tull", "Nw.aaaa.bbbb"])
def test_without_its_cookie_the_address_shows_the_same_page(house: House, cookie: str) -> None:
    berit = house.responders(house.invited())[0].contacts[0]
    reader = house.reader()
    place = f"/d/{house.link_id(berit)}/"
    if cookie:
        reader.client.set_cookie(visits.COOKIE, cookie, path=place)

    response = reader.open(place)

    assert (response.status_code, "Denne lenken virker ikke" in text(response)) == (404, True)


def test_a_visit_that_lost_its_cookie_shows_what_was_typed(house: House) -> None:
    nils = house.host(house.invited()).contacts[-1]

    response = house.reader().send(f"/d/{house.link_id(nils)}/form/", {"f-summary": "En lang tekst"})

    assert response.status_code == 404
    assert "Kopier teksten din" in text(response)
    assert "En lang tekst" in text(response)


def test_a_link_that_is_withdrawn_stops_at_once(house: House) -> None:
    dialog_id = house.invited()
    berit = house.responders(dialog_id)[0].contacts[0]
    reader, home = house.visitor(berit)
    assert reader.open(home).status_code == 200

    manage_links.withdraw_link(house.tools, actor_of(house.account("Kari")), dialog_id, berit.id)

    assert reader.open(home).status_code == 404


@pytest.mark.parametrize("known", [True, False])
def test_asking_for_a_new_link_is_answered_alike(house: House, known: bool) -> None:
    berit = house.responders(house.invited())[0].contacts[0]
    email = berit.email if known else "odd@example.no"

    response = house.reader().send("/new-link", {"email": email}, follow_redirects=True)

    assert "Hører adressen til en dialog som er åpen" in text(response)


def test_a_wrong_address_is_told_at_the_field_and_stays_in_it(house: House) -> None:
    response = house.reader().send("/new-link", {"email": "berit@"})

    assert response.status_code == 422
    assert text(response).count("Skriv e-postadressen slik: navn@kommune.no") == 2
    assert 'value="berit@"' in response.text


def test_asking_too_often_says_when_to_try_again(house: House) -> None:
    reader = house.reader()

    responses = [reader.send("/new-link", {"email": "odd@example.no"}) for _ in range(4)]

    assert [response.status_code for response in responses] == [303, 303, 303, 429]
    assert "Prøv igjen etter kl. 11.00" in text(responses[-1])
