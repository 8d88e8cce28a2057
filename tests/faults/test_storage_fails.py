"""The disk is full, or somebody else holds the database: a page says so, and what was typed stands on it."""

import sqlite3
from pathlib import Path

import pytest

from formserver import app, config
from formserver.storage import database
from formserver.storage.engine import connection
from tests.faults.test_two_writers import at_the_note
from tests.support.service import Service
from tests.support.set_clock import SetClock
from tests.support.web_client import Page
from tests.usecases.house import House
from tests.web.conftest import MEETING, NOW
from tests.web.house import House as WebHouse
from tests.web.house import inputs, parsed, text

TYPED = "Kort om oss: č đ ŋ & <nå> 🏔\nog en linje til"
FIELDS = {"f-summary": TYPED, "action": "save"}
LONG = "Fjell 🏔 og dal. " * 180  # more than the last page of the file has room for


def kept(answer: Page) -> str:
    """The text that can be copied from the page; it has the line breaks of a form."""
    return str(answer.tree.xpath("//textarea[@readonly]")[0].text).lstrip("\n").replace("\r\n", "\n")


@pytest.fixture
def running(service: Service, house: House) -> Service:
    house.invited()
    service.start_web()
    return service


def test_a_full_disk_is_told_and_the_text_stands_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, clock = config.load(tmp_path / "instance", {}), SetClock(now=NOW)
    house = WebHouse(app=app.create_app(settings, clock), clock=clock, meeting=MEETING)
    reader, home = house.visitor(house.host(house.invited()).contacts[0])
    fields = inputs(reader.open(f"{home}form/")) | FIELDS
    with sqlite3.connect(settings.database) as other:
        other.execute("VACUUM")
        (pages,) = other.execute("PRAGMA page_count").fetchone()
    monkeypatch.setitem(connection.PRAGMAS, "max_page_count", pages)
    database.bind(settings.database)

    answer = reader.send(f"{home}form/", fields | {"f-summary": LONG})

    assert answer.status_code == 500
    assert "Noe gikk galt hos oss" in text(answer)
    assert parsed(answer).get_element_by_id("typed-1").text.lstrip("\n") == LONG
    monkeypatch.undo()
    database.bind(settings.database)
    assert reader.send(f"{home}form/", fields).headers["Location"].endswith("/form/#saved")


def test_a_locked_database_is_told_and_the_text_stands_on_the_page(running: Service, house: House) -> None:
    client, form = at_the_note(running, house, house.host.contacts[0])
    other = sqlite3.connect(running.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    answer = client.send(form, FIELDS)

    other.rollback()
    other.close()
    assert (answer.status, kept(answer)) == (503, TYPED)
    assert client.send(form, FIELDS).url.endswith("/form/#saved")
