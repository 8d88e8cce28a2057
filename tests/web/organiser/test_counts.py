"""A page asks the database as much of a large house as of a small one."""

import pytest

from tests.support import questions
from tests.web.house import House, Reader
from tests.web.organiser.test_board import answer

MOST_OF_A_BOARD = 12


def asked(reader: Reader, path: str) -> int:
    with questions.counted() as found:
        assert reader.open(path).status_code == 200
    return len(found)


@pytest.mark.parametrize("path", ["/dialog", "/outbox", "/dialog/1"])
def test_a_page_asks_no_more_when_there_are_many_dialogs(house: House, path: str) -> None:
    house.invited()
    kari = house.signed_in(house.account("Kari"))
    few = asked(kari, path)
    for _ in range(4):
        house.invited()

    many = asked(kari, path)

    assert 0 < many <= few


def test_a_board_with_answers_asks_at_most_twelve_questions(house: House) -> None:
    dialog_id = house.asked()
    answer(house, dialog_id)
    kari = house.signed_in(house.account("Kari"))

    assert 0 < asked(kari, f"/dialog/{dialog_id}") <= MOST_OF_A_BOARD


def test_a_form_page_asks_no_more_when_there_are_many_items(house: House) -> None:
    dialog_id = house.asked(items=1)
    nils, address = house.visitor(house.host(dialog_id).contacts[0])
    few = asked(nils, f"{address}form/")
    other_id = house.asked(items=6)
    nils, address = house.visitor(house.host(other_id).contacts[0])

    many = asked(nils, f"{address}form/")

    assert 0 < many <= few
