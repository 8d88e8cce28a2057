"""What municipalities look like, as rows."""

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest

from formserver.domain.look import Arms, Look
from formserver.domain.refusals import NotFound
from formserver.storage import database, files, looks
from tests.storage.planned import NOW
from tests.support.picture_files import jpeg, png

ARMS = Arms(content=png(30, 40), media_type="image/png", width=30, height=40)
LOOK = Look(
    municipality="5026", name="Holtålen", address="Bygdaveien 1", colour="0B5B6E", arms=ARMS, changed_at=NOW,
    by="Ada",
)  # fmt: skip
BARE = Look(municipality="0301", changed_at=NOW, by="Ada")


@pytest.fixture(autouse=True)
def kept(path: Path) -> None:
    """Two looks."""
    with database.writing():
        looks.keep(LOOK, "Ada", NOW)
        looks.keep(BARE, "Ada", NOW)


def test_a_look_comes_back_whole_with_the_size_of_its_arms() -> None:
    with database.reading():
        assert looks.get("5026") == LOOK
        assert looks.all() == [BARE, LOOK]
        assert looks.by_municipality(["5026", "5027"]) == {"5026": LOOK}


def test_a_municipality_has_one_look_and_the_newer_one_stands() -> None:
    arms = Arms(content=jpeg(8, 9), media_type="image/jpeg", width=8, height=9)
    newer = dataclasses.replace(LOOK, name="Holtålen kommune", arms=arms)

    with database.writing():
        looks.keep(newer, "Nils", NOW + timedelta(days=1))

    with database.reading():
        found = looks.get("5026")
        assert found == dataclasses.replace(newer, by="Nils", changed_at=NOW + timedelta(days=1))
        assert files.content(files.keep(ARMS.content)) == ARMS.content


def test_a_look_that_is_taken_away_is_gone() -> None:
    with database.writing():
        looks.remove("5026")

    with database.reading():
        assert looks.all() == [BARE]
    with database.reading(), pytest.raises(NotFound):
        looks.get("5026")
    with database.writing(), pytest.raises(NotFound):
        looks.remove("5026")


def test_nothing_is_wrong_with_a_database_that_holds_looks() -> None:
    assert database.verify() == []
