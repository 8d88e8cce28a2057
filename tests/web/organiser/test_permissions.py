"""Who may see which page of the organiser's: nobody's, one's own, and an administrator's."""

from collections.abc import Iterator

import pytest
from werkzeug.routing import Rule

from tests.web.house import HOST, House

QUESTION: dict[str, int | str] = {"form_key": "note", "group": "item", "question": "title"}
Address = tuple[str, str]


def addresses(house: House, blueprint: str, **values: int | str) -> Iterator[Address]:
    """Every (method, path) of a blueprint, with these values in the place of what a path leaves open."""
    adapter = house.app.url_map.bind("localhost")
    for rule in house.app.url_map.iter_rules():
        if rule.endpoint.startswith(f"{blueprint}."):
            yield _method(rule), adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})


def _method(rule: Rule) -> str:
    return "POST" if "POST" in (rule.methods or ()) else "GET"


def values(house: House, dialog_id: int) -> dict[str, int | str]:
    """What stands in the addresses of one dialog."""
    dialog = house.dialog(dialog_id)
    return {
        "dialog_id": dialog_id,
        "party_id": dialog.parties[0].id,
        "contact_id": dialog.parties[0].contacts[0].id,
        "sheet_id": dialog.sheets[0].id,
        "document_id": 1,
        "letter_id": 1,
        "account_id": 1,
        "version_id": 1,
        "editing_id": 1,
        "process": dialog.process.key,
        "document": dialog.process.documents[0].key,
        "language": "nb",
        "key": dialog.process.deadlines[0].key,
        "letter": dialog.process.host_role.invitation,
        "number": 1,
        "municipality": HOST,
        **QUESTION,
    }


@pytest.mark.parametrize("blueprint", ["organiser", "admin"])
def test_nobody_comes_in_without_signing_in(house: House, blueprint: str) -> None:
    stranger = house.reader()
    everything = list(addresses(house, blueprint, **values(house, house.asked())))

    answers = [
        (stranger.open(path) if method == "GET" else stranger.send(path)) for method, path in everything
    ]

    assert len(answers) > 8
    assert {answer.headers["Location"].partition("?")[0] for answer in answers} == {"/sign-in"}


def test_odd_sees_nothing_of_a_dialog_that_others_run(house: House) -> None:
    dialog_id = house.asked()
    odd = house.signed_in(house.account("Odd"))
    of_a_dialog = [
        one for one in addresses(house, "organiser", **values(house, dialog_id)) if "/dialog/1" in one[1]
    ]

    answers = {
        path: (odd.open(path) if method == "GET" else odd.send(path)).status_code
        for method, path in of_a_dialog
    }

    assert len(answers) > 30
    assert set(answers.values()) == {404}


def test_odd_sees_no_letter_and_no_document_of_others(house: House) -> None:
    dialog_id = house.asked()
    house.work()
    kari, odd = house.signed_in(house.account("Kari")), house.signed_in(house.account("Odd"))
    document = house.dialog(dialog_id).documents[0].id
    paths = ["/outbox/1", "/outbox/1/html", f"/dialog/{dialog_id}/document/{document}"]
    assert [kari.open(path).status_code for path in paths] == [200, 200, 200]

    assert [odd.open(path).status_code for path in paths] == [404, 404, 404]
    assert odd.send("/outbox/1/send-again").status_code == 404


def test_odd_finds_neither_dialog_nor_letter_in_his_lists(house: House) -> None:
    house.asked()
    kari, odd = house.signed_in(house.account("Kari")), house.signed_in(house.account("Odd"))
    assert "Dialog i Holtålen" in kari.open("/dialog").text
    assert "Dialog i Holtålen" in kari.open("/outbox").text

    assert "Dialog i Holtålen" not in odd.open("/dialog").text
    assert "Dialog i Holtålen" not in odd.open("/outbox").text


def test_a_document_is_not_fetched_through_another_dialog(house: House) -> None:
    theirs = house.asked()
    house.work()
    document = house.dialog(theirs).documents[0].id
    odd = house.account("Odd")
    own = house.plan(odd)

    answer = house.signed_in(odd).open(f"/dialog/{own}/document/{document}")

    assert answer.status_code == 404


def test_a_party_of_one_dialog_is_not_changed_through_another(house: House) -> None:
    theirs, odd = house.plan(), house.account("Odd")
    own = house.plan(odd)
    reader = house.signed_in(odd)
    party = house.host(theirs)

    answers = [
        reader.open(f"/dialog/{own}/plan/party/{party.id}"),
        reader.send(f"/dialog/{own}/plan/party/{party.id}/remove"),
        reader.send(f"/dialog/{own}/contact/{party.contacts[0].id}/remove"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert house.host(theirs) == party


def test_ada_sees_every_dialog_and_letter(house: House) -> None:
    dialog_id = house.asked()
    ada = house.signed_in(house.account("Ada", administrator=True))

    answers = [ada.open(path).status_code for path in (f"/dialog/{dialog_id}", "/outbox/1", "/users")]

    assert answers == [200, 200, 200]


def test_an_organiser_is_no_administrator(house: House) -> None:
    dialog_id = house.asked()
    kari = house.signed_in(house.account("Kari"))
    everything = list(addresses(house, "admin", **values(house, dialog_id)))

    answers = {
        (kari.open(path) if method == "GET" else kari.send(path)).status_code for method, path in everything
    }

    assert answers == {403}
