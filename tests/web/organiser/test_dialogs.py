"""The list of dialogs in the browser: pages and a search when there are many, neither when there are few."""

import dataclasses

import pytest

from formserver.domain.words import same
from formserver.storage import database, dialogs, organisers, processes
from formserver.storage.dialogs import NewDialog
from formserver.usecases.dialogs.list_dialogs import PAGE
from tests.web.house import PROCESS, House, Reader, parsed, text


@pytest.fixture
def kari(house: House) -> Reader:
    return house.signed_in(house.account("Kari"))


def plan_many(house: House, count: int) -> None:
    """So many dialogs of Kari's in planning."""
    kari = house.account("Kari")
    with database.writing():
        process_id = processes.pin(house.tools.definitions[PROCESS], house.clock.now)
        for number in range(count):
            new = NewDialog(
                process_id=process_id,
                title=same(f"Dialog {number}"),
                language="nb",
                meeting=dataclasses.replace(house.meeting),
            )
            dialog_id = dialogs.create(new, house.clock.now)
            organisers.add(dialog_id, kari.id, True, house.clock.now)


def links(reader: Reader, path: str, way: str) -> list[str]:
    """Where the links to the page before or after lead."""
    return parsed(reader.open(path)).xpath(f"//a[@rel='{way}']/@href")


def test_a_short_list_has_no_pages_and_no_search(house: House, kari: Reader) -> None:
    plan_many(house, PAGE)

    page = parsed(kari.open("/dialog"))

    assert len(page.xpath("//tbody/tr")) == PAGE
    assert not page.xpath("//a[@rel='next'] | //form[@role='search']")


def test_a_long_list_is_browsed_forth_and_back(house: House, kari: Reader) -> None:
    plan_many(house, PAGE + 1)

    (after,) = links(kari, "/dialog", "next")
    (before,) = links(kari, after, "prev")

    assert len(parsed(kari.open(after)).xpath("//tbody/tr")) == 1
    assert "Side 2 av 2" in text(kari.open(after))
    assert links(kari, before, "next") == [after]


def test_a_search_keeps_to_its_words_from_page_to_page(house: House, kari: Reader) -> None:
    plan_many(house, PAGE + 10)

    page = kari.open("/dialog?show=running&find=dialog+1")

    shown = parsed(page).xpath("//tbody//th//a/text()")
    assert {one.strip() for one in shown} == {"Dialog 1", *(f"Dialog {number}" for number in range(10, 20))}
    assert parsed(page).xpath("//input[@name='find']/@value") == ["dialog 1"]
    (after,) = links(kari, "/dialog?find=dialog", "next")
    assert "find=dialog" in after


def test_a_search_that_finds_nothing_says_so(house: House, kari: Reader) -> None:
    house.plan()

    assert "Ingen dialog har «Vikvær» i tittelen." in text(kari.open("/dialog?find=Vikvær"))
