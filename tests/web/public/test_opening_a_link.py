from urllib.parse import urlsplit

from tests.web.house import House


def test_a_link_leads_to_an_address_without_the_token(house: House) -> None:
    berit = house.responders(house.invited())[0].contacts[0]
    token = house.tools.signer.token(house.link_id(berit))

    response = house.reader().open(f"/s/{token}")

    assert response.status_code == 303
    assert urlsplit(response.headers["Location"]).path == f"/d/{house.link_id(berit)}/"
