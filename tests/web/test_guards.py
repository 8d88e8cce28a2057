"""Every door has a lock, and the doors are counted."""

import re
import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.routing import Rule

from formserver.usecases.actors import actor_of
from formserver.usecases.service import accounts
from formserver.web import guards
from tests.web.house import HOST, House, Reader

GUARDS = {guards.anybody, guards.visitor, guards.signed_in, guards.administrator, guards.organiser_of_dialog}
OPEN_TO_ALL = {"public", "sign_in"}


def rules(app: Flask, method: str) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and rule.endpoint != "static"
    ]


def guards_of(app: Flask, rule: Rule) -> set[Callable[..., object]]:
    return GUARDS & set(app.before_request_funcs.get(rule.endpoint.partition(".")[0], ()))


def address(house: House, rule: Rule, dialog_id: int) -> str:
    """The rule with the things of one dialog in it."""
    dialog = house.dialog(dialog_id)
    berit = house.responders(dialog_id)[0]
    form = house.form(house.writer_of(dialog_id, berit), "response")
    things = {
        "dialog_id": dialog_id,
        "party_id": berit.id,
        "contact_id": berit.contacts[0].id,
        "link_id": house.link_id(berit.contacts[0]),
        "item_id": form.items[0].id,
        "account_id": dialog.organisers[0].account_id,
        "document_id": dialog.documents[0].id,
        "sheet_id": dialog.sheets[0].id,
        "token": house.tools.signer.token(house.link_id(berit.contacts[0])),
        "key": "note",
        "number": 1,
        "letter_id": 1,
        "attachment_id": 1,
        "conflict_id": 1,
        "version_id": 1,
        "editing_id": 1,
        "process": dialog.process.key,
        "document": dialog.process.packet.key,
        "language": "nb",
        "letter": dialog.process.host_role.invitation,
        "municipality": HOST,
        "form_key": "note",
        "group": "item",
        "question": "title",
        "name": "organiser",
    }
    return re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", lambda found: str(things[found[1]]), rule.rule)


def everything(house: House) -> str:
    """The whole database as text."""
    with sqlite3.connect(house.tools.settings.database) as connection:
        return "\n".join(connection.iterdump())


@pytest.fixture
def dialog_id(house: House) -> int:
    """A dialog in which the note is submitted and its document made."""
    made = house.asked()
    house.work()
    return made


def test_every_route_belongs_to_a_blueprint_with_exactly_one_guard(house: House) -> None:
    unguarded = [
        rule.rule
        for rule in house.app.url_map.iter_rules()
        if rule.endpoint != "static" and len(guards_of(house.app, rule)) != 1
    ]

    assert unguarded == []


def test_only_the_known_blueprints_are_open_to_all(house: House) -> None:
    open_ones = {
        rule.endpoint.partition(".")[0]
        for method in ("GET", "POST")
        for rule in rules(house.app, method)
        if guards_of(house.app, rule) == {guards.anybody}
    }

    assert open_ones == OPEN_TO_ALL


def test_a_stranger_gets_nothing_from_any_guarded_page(house: House, dialog_id: int) -> None:
    odd = house.reader()
    seen = {}

    for rule in rules(house.app, "GET"):
        if guards_of(house.app, rule) != {guards.anybody}:
            seen[rule.rule] = odd.open(address(house, rule, dialog_id)).status_code

    assert {path: status for path, status in seen.items() if status not in {303, 404}} == {}
    assert len(seen) > 40


def test_a_stranger_can_change_nothing(house: House, dialog_id: int) -> None:
    odd = house.reader()
    before = everything(house)

    for rule in rules(house.app, "POST"):
        if guards_of(house.app, rule) != {guards.anybody}:
            assert odd.send(address(house, rule, dialog_id)).status_code in {303, 404}

    assert everything(house) == before


@pytest.mark.parametrize("who", ["stranger", "visitor", "administrator"])
def test_no_get_or_head_changes_anything(house: House, dialog_id: int, who: str) -> None:
    reader = reader_of(house, dialog_id, who)
    before = everything(house)

    addresses = [address(house, rule, dialog_id) for rule in rules(house.app, "GET")]
    statuses = [reader.open(one).status_code for one in addresses]
    statuses += [reader.client.head(one).status_code for one in addresses if "preview" not in one]

    assert everything(house) == before
    assert 200 in statuses
    assert [status for status in statuses if status >= 500] == []


def reader_of(house: House, dialog_id: int, who: str) -> Reader:
    """A browser of each role."""
    if who == "visitor":
        return house.visitor(house.responders(dialog_id)[0].contacts[0])[0]
    if who == "administrator":
        return house.signed_in(house.account("Ada", administrator=True))
    return house.reader()


def test_an_account_that_does_not_run_the_dialog_sees_none_of_it(house: House, dialog_id: int) -> None:
    odd = house.signed_in(house.account("Odd"))
    of_dialog = [
        rule
        for rule in rules(house.app, "GET")
        if "dialog_id" in rule.arguments and not rule.endpoint.startswith("admin.")
    ]

    statuses = {rule.rule: odd.open(address(house, rule, dialog_id)).status_code for rule in of_dialog}

    assert set(statuses.values()) == {404}


def test_an_organiser_is_no_administrator(house: House) -> None:
    dialog_id = house.asked()
    house.work()
    kari = house.signed_in(house.account("Kari"))
    of_administrators = [rule for rule in rules(house.app, "GET") if rule.endpoint.startswith("admin.")]

    statuses = {kari.open(address(house, rule, dialog_id)).status_code for rule in of_administrators}

    assert statuses == {403}


def test_a_closed_account_is_sent_to_sign_in_at_once(house: House) -> None:
    house.account("Ada", administrator=True)
    kari = house.account("Kari")
    reader = house.signed_in(kari)
    assert reader.open("/dialog").status_code == 200

    accounts.close_account(house.tools, actor_of(kari), kari.id)

    assert reader.open("/dialog").headers["Location"] == "/sign-in?next=/dialog"


def test_a_session_ends_after_the_hours_of_the_settings(house: House) -> None:
    reader = house.signed_in(house.account("Kari"))
    hours = house.tools.settings.session_hours

    house.clock.advance(timedelta(hours=hours) - timedelta(minutes=1))
    inside = reader.open("/dialog").status_code
    house.clock.advance(timedelta(minutes=2))
    outside = reader.open("/dialog").status_code

    assert (inside, outside) == (200, 303)


def test_one_visitor_cannot_use_the_address_of_another(house: House, dialog_id: int) -> None:
    berit, peer = (party.contacts[0] for party in house.responders(dialog_id))
    reader, _ = house.visitor(berit)

    response = reader.open(f"/d/{house.link_id(peer)}/form/")

    assert response.status_code == 404


def test_two_links_are_open_in_one_browser_each_under_its_own_address(house: House, dialog_id: int) -> None:
    berit, peer = (party.contacts[0] for party in house.responders(dialog_id))
    reader, home = house.visitor(berit)
    reader.open(f"/s/{house.tools.signer.token(house.link_id(peer))}")

    first, second = reader.open(home), reader.open(f"/d/{house.link_id(peer)}/")

    assert [one.status_code for one in (first, second)] == [200, 200]
    assert berit.name not in second.text


def test_a_number_that_no_database_could_hold_is_no_page(house: House) -> None:
    kari = house.signed_in(house.account("Kari"))

    assert kari.open("/dialog/99999999999999999999999").status_code == 404


@pytest.mark.parametrize(
    ("comes_from", "status"), [("same-origin", 303), ("same-site", 400), ("cross-site", 400)]
)
def test_what_a_browser_says_comes_from_elsewhere_changes_nothing(
    house: House, dialog_id: int, comes_from: str, status: int
) -> None:
    reader, home = house.visitor(house.responders(dialog_id)[0].contacts[0])

    response = reader.send(f"{home}invitation", {"attends": "yes"}, headers={"Sec-Fetch-Site": comes_from})

    assert response.status_code == status
    assert (house.responders(dialog_id)[0].reply is None) == (status == 400)
