"""Accounts, their one-time codes, the journal, and the demo's clock."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from formserver.domain.refusals import AlreadyThere, NotFound
from formserver.storage import accounts, clock, database, journal
from formserver.storage.accounts import Account, SignInCode
from formserver.storage.journal import JournalEntry
from tests.storage import planned
from tests.storage.planned import MINUTE, NOW, Case

LATER = NOW + MINUTE


def test_an_account_is_found_by_its_address_in_whatever_letters(path: Path) -> None:
    with database.writing():
        kari = add("Kari@Fossedal.example")

        assert kari == Account(
            id=1,
            email="Kari@Fossedal.example",
            name="Kari",
            phone="123",
            language="nn",
            administrator=True,
            added_at=NOW,
            closed_at=None,
        )
        assert accounts.get(1) == accounts.find(" kari@FOSSEDAL.example") == kari
        assert accounts.find("odd@example.no") is None


def test_an_address_has_one_account_even_a_closed_one(path: Path) -> None:
    with database.writing():
        accounts.close(add("kari@example.no").id, NOW)

        with pytest.raises(AlreadyThere):
            add("KARI@example.no")
        assert len(accounts.all()) == 1


def test_an_account_can_be_changed_closed_and_opened_again(path: Path) -> None:
    with database.writing():
        number = add("kari@example.no").id
        accounts.change(number, "Kari N", "456", "en")
        accounts.set_administrator(number, False)
        accounts.close(number, LATER)
        closed = accounts.get(number)
        accounts.reopen(number)

    assert closed == Account(
        id=number,
        email="kari@example.no",
        name="Kari N",
        phone="456",
        language="en",
        administrator=False,
        added_at=NOW,
        closed_at=LATER,
    )
    with database.reading():
        assert accounts.get(number).closed_at is None


def test_accounts_are_listed_by_name(path: Path) -> None:
    with database.writing():
        for name in ("Nils", "Ada"):
            accounts.add(f"{name}@example.no", name, "", "nb", False, NOW)

        assert [account.name for account in accounts.all()] == ["Ada", "Nils"]


def test_an_account_that_is_not_there_is_not_found(path: Path) -> None:
    with database.writing():
        for change in (accounts.get, accounts.reopen, accounts.count_try, accounts.get_code):
            with pytest.raises(NotFound):
                change(9)
        with pytest.raises(NotFound):
            accounts.use_code(9, NOW)


def test_the_code_asked_for_last_is_the_one_that_counts(path: Path) -> None:
    with database.writing():
        kari, odd = add("kari@example.no").id, add("odd@example.no").id
        before = accounts.code(kari)
        numbers = [accounts.ask_code(account, NOW, LATER) for account in (kari, kari, odd)]

        assert before is None
        assert accounts.get_code(numbers[0]).id == numbers[0]
        assert accounts.code(kari) == SignInCode(
            id=numbers[1], account_id=kari, asked_at=NOW, until=LATER, used_at=None, tries=0
        )


def test_tries_are_counted(path: Path) -> None:
    with database.writing():
        code = accounts.ask_code(add("kari@example.no").id, NOW, LATER)

        assert [accounts.count_try(code) for _ in range(3)] == [1, 2, 3]


def test_a_code_is_used_by_one_alone_however_many_try_at_once(path: Path) -> None:
    with database.writing():
        code = accounts.ask_code(add("kari@example.no").id, NOW, LATER)
    results: list[bool] = []

    def use() -> None:
        with database.writing():
            results.append(accounts.use_code(code, LATER))

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == [False, False, False, True]


def test_the_journal_tells_a_dialogs_last_entries_newest_first(case: Case) -> None:
    with database.writing():
        for event in ("invited", "submitted", "moved"):
            journal.note(case.dialog, event, "Kari", {"event": event}, NOW)
        journal.note(None, "account_added", "Ada", {}, NOW)

        found = journal.of_dialog(case.dialog, limit=2)

    assert found == [
        JournalEntry(id=3, dialog_id=case.dialog, at=NOW, event="moved", by="Kari", facts={"event": "moved"}),
        JournalEntry(
            id=2, dialog_id=case.dialog, at=NOW, event="submitted", by="Kari", facts={"event": "submitted"}
        ),
    ]


def test_the_last_event_of_each_party_is_known(case: Case, process: int) -> None:
    with database.writing():
        other = planned.plan(process, 2)
        for dialog, event, party in (
            (case.dialog, "opened", case.agency),
            (case.dialog, "submitted", case.agency),
            (case.dialog, "replied", case.host),
            (case.dialog, "moved", None),
            (other.dialog, "opened", other.agency),
        ):
            journal.note(dialog, event, "Berit", {"party": party}, NOW)

        found = {party: entry.event for party, entry in journal.last_by_party(case.dialog).items()}

    assert found == {case.agency: "submitted", case.host: "replied"}


def test_the_demos_clock_is_moved_and_moved_back(path: Path) -> None:
    offsets = [timedelta(), timedelta(days=3, microseconds=1), timedelta(hours=-1)]
    found = []
    with database.writing():
        for offset in offsets:
            found.append(clock.offset())
            clock.move(offset)
        found.append(clock.offset())

    assert found == [timedelta(), *offsets]


def add(email: str) -> Account:
    return accounts.add(email, "Kari", "123", "nn", True, NOW)
