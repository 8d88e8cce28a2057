"""The one way in which outside work is done: what goes wrong becomes a fact about its piece, and no more."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from formserver.domain import delivery
from formserver.storage import database, journal
from formserver.usecases import attempt
from formserver.usecases.attempt import CannotBeDone
from tests.usecases.house import House

MINUTE = timedelta(minutes=1)
WHO = "kari@example.no"


class NeverDone(CannotBeDone):
    for_good = True


@dataclass
class Work:
    """Work that fails as it is told to, and remembers what became of it."""

    tries: int = 1
    fault: Exception | None = None
    untold: Exception | None = None
    became: list[object] = field(default_factory=list)

    def do(self) -> None:
        if self.fault:
            raise self.fault

    def done(self) -> None:
        self.became.append("done")

    def failed(self, fault: Exception, next_try_at: datetime | None) -> None:
        self.became.append((fault, next_try_at))

    def tell(self, fault: Exception) -> None:
        journal.note(None, "told", "", {}, datetime(2027, 1, 1).astimezone())
        if self.untold:
            raise self.untold
        self.became.append("told")


def told() -> list[str]:
    with database.reading():
        return [entry.event for entry in journal.of_house() if entry.event == "told"]


def test_work_that_is_done_is_recorded(house: House) -> None:
    work = Work()

    attempt.attempt(house.tools, work)

    assert work.became == ["done"]


def test_work_that_failed_is_tried_again_after_the_span_of_its_tries(house: House) -> None:
    work = Work(fault=ValueError(WHO), tries=2)

    attempt.attempt(house.tools, work)

    assert work.became == [(work.fault, house.clock.now + delivery.RETRY_AFTER[1])]


@pytest.mark.parametrize(
    ("fault", "tries"), [(ValueError(WHO), delivery.ATTEMPTS), (NeverDone("no such person"), 1)]
)
def test_work_is_given_up_after_its_last_try_and_at_once_when_it_is_hopeless(
    house: House, fault: Exception, tries: int
) -> None:
    work = Work(fault=fault, tries=tries)

    attempt.attempt(house.tools, work)

    assert work.became == [(fault, None), "told"]
    assert told() == ["told"]


def test_what_became_of_work_is_kept_also_where_it_cannot_be_told(house: House) -> None:
    work = Work(fault=ValueError(WHO), tries=delivery.ATTEMPTS, untold=KeyError("nobody"))

    attempt.attempt(house.tools, work)

    assert work.became == [(work.fault, None)]
    assert told() == []


def test_a_fault_of_ours_is_logged_by_place_and_type_and_one_that_is_nobodys_is_not(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    attempt.attempt(house.tools, Work(fault=NeverDone("no such person")))
    assert caplog.text == ""

    attempt.attempt(house.tools, Work(fault=ValueError(WHO)))

    assert ("in do" in caplog.text, "builtins.ValueError" in caplog.text) == (True, True)
    assert WHO not in caplog.text


def test_optional_work_that_fails_gives_what_stands_in_for_it(house: House) -> None:
    def fail() -> int:
        raise ValueError(WHO)

    assert (attempt.if_possible(lambda: 1, 0), attempt.if_possible(fail, 0)) == (1, 0)
