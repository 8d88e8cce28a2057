"""Transactions: all or nothing, one after another, joined when nested, and plain errors."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import peewee
import pytest

from formserver.storage import clock, database, dialogs, files, limits
from formserver.storage.engine import connection
from tests.storage import planned
from tests.storage.planned import MINUTE, NOW, Case


class Undo(Exception):
    pass


def test_what_is_written_stays_and_the_connection_is_closed(path: Path) -> None:
    with database.writing():
        clock.move(MINUTE)

    assert connection.bound().is_closed()
    with database.reading():
        assert clock.offset() == MINUTE


def test_an_exception_undoes_everything(path: Path) -> None:
    with pytest.raises(Undo):
        move_and_undo()

    assert connection.bound().is_closed()
    with database.reading():
        assert clock.offset() == timedelta()


def test_a_nested_transaction_joins_the_outer_one(path: Path) -> None:
    with database.writing():
        with pytest.raises(Undo):
            move_and_undo()
        inside = clock.offset()

    with database.reading():
        assert inside == clock.offset() == MINUTE


def test_a_nested_transaction_is_undone_with_the_outer_one(path: Path) -> None:
    with pytest.raises(Undo), database.writing():
        move_and_undo()

    with database.reading():
        assert clock.offset() == timedelta()


def test_writing_inside_reading_is_a_mistake(path: Path) -> None:
    with database.reading(), pytest.raises(RuntimeError), database.writing():
        pass


def test_a_database_must_be_chosen_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "proxy", peewee.DatabaseProxy())

    with pytest.raises(RuntimeError), database.reading():
        pass


def test_outside_a_transaction_nothing_is_read(path: Path) -> None:
    with pytest.raises(Exception, match="not opened"):
        clock.offset()


def test_a_reader_sees_one_state_while_another_writes(path: Path) -> None:
    with database.reading():
        before = clock.offset()
        in_a_thread(lambda: write_offset(MINUTE))

        assert clock.offset() == before
    with database.reading():
        assert clock.offset() == MINUTE


def test_who_waits_too_long_for_the_lock_is_told_it_is_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0)
    database.bind(path)
    with sqlite3.connect(path) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(database.Busy), database.writing():
            pass
    other.close()


@pytest.mark.parametrize("content", [None, b"This is no database, and it is long enough to tell."])
def test_a_file_that_is_no_database_is_unusable_and_left_alone(tmp_path: Path, content: bytes | None) -> None:
    place = tmp_path / "odd name? #1%20.sqlite3"
    if content is not None:
        place.write_bytes(content)
    database.bind(place)

    with pytest.raises(database.Unusable), database.reading():
        clock.offset()

    assert place.exists() == (content is not None)


def test_a_forked_child_has_a_connection_of_its_own(path: Path) -> None:
    write_offset(MINUTE)

    child = multiprocessing.get_context("fork").Process(target=write_offset, args=(2 * MINUTE,))
    child.start()
    child.join()

    assert child.exitcode == 0
    with database.reading():
        assert clock.offset() == 2 * MINUTE


def test_two_processes_and_three_threads_lose_no_change(path: Path, case: Case) -> None:
    children = [spawn(raise_often, path, case.dialog) for _ in range(2)]
    threads = [threading.Thread(target=raise_often, args=(path, case.dialog)) for _ in range(3)]
    for one in [*children, *threads]:
        one.start()
    for one in [*children, *threads]:
        one.join()

    with database.reading():
        assert dialogs.get(case.dialog).sequence == 5 * 10


def test_a_process_killed_while_it_writes_leaves_no_trace(path: Path) -> None:
    child = spawn(write_and_die, path)
    child.start()
    child.join()

    assert child.exitcode == -signal.SIGKILL
    assert database.verify() == []
    with database.writing():
        assert clock.offset() == timedelta()
        clock.move(MINUTE)


def test_knocks_are_counted_by_door_and_person_within_the_window(path: Path) -> None:
    hour = timedelta(hours=1)
    knocks = [
        limits.hit("sign_in", "odd", NOW, hour),
        limits.hit("sign_in", "odd", NOW + 30 * MINUTE, hour),
        limits.hit("sign_in", "kari", NOW + 30 * MINUTE, hour),
        limits.hit("link", "odd", NOW + 30 * MINUTE, hour),
        limits.hit("sign_in", "odd", NOW + 60 * MINUTE, hour),
        limits.hit("sign_in", "odd", NOW + 121 * MINUTE, hour),
    ]

    assert knocks == [1, 2, 1, 1, 2, 1]


def test_a_knock_inside_another_transaction_is_a_mistake(path: Path) -> None:
    with database.writing(), pytest.raises(RuntimeError):
        limits.hit("sign_in", "odd", NOW, MINUTE)


def test_numbers_too_large_for_the_database_are_nobodys(case: Case) -> None:
    from formserver.domain.refusals import NotFound
    from formserver.storage import personal_links, sheets

    with database.reading():
        with pytest.raises(NotFound):
            dialogs.get(2**63)
        with pytest.raises(NotFound):
            sheets.get(2**80)
        assert personal_links.get(2**63) is None


def move_and_undo() -> None:
    with database.writing(), database.reading():
        clock.move(MINUTE)
        raise Undo


def write_offset(offset: timedelta) -> None:
    with database.writing():
        clock.move(offset)


def in_a_thread(work: object) -> None:
    thread = threading.Thread(target=work)  # type: ignore[arg-type]
    thread.start()
    thread.join()


def spawn(work: object, *arguments: object) -> multiprocessing.process.BaseProcess:
    return multiprocessing.get_context("spawn").Process(target=work, args=arguments)  # type: ignore[arg-type]


def raise_often(path: Path, dialog: int) -> None:
    if multiprocessing.parent_process():
        database.bind(path)
    for _ in range(10):
        with database.writing():
            dialogs.raise_sequence(dialog)


def write_and_die(path: Path) -> None:
    database.bind(path)
    with database.writing():
        clock.move(MINUTE)
        files.keep(os.urandom(3_000_000))
        connection.execute("PRAGMA cache_size = 1")
        planned.put("never")
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_connection_stays_open_between_transactions_until_it_is_closed(path: Path) -> None:
    log = path.with_name(f"{path.name}-wal")
    with database.writing():
        planned.put("packet")
    between = log.exists()

    connection.close()

    assert (between, log.exists()) == (True, False)


def test_a_file_that_was_taken_away_is_missed_at_the_next_transaction(path: Path) -> None:
    with database.writing():
        planned.put("packet")

    path.unlink()

    with pytest.raises(database.Unusable), database.writing():
        planned.put("supplement")


FORKED = """
import os, sys
from pathlib import Path
from formserver.storage import database, files
database.bind(Path(sys.argv[1]))
with database.writing():
    files.keep(b"parent")
child = os.fork()
with database.writing():
    files.keep(b"child" if child == 0 else b"parent again")
if child:
    os.waitpid(child, 0)
"""


def test_a_forked_child_and_its_parent_write_without_hurting_each_other(path: Path) -> None:
    subprocess.run([sys.executable, "-c", FORKED, str(path)], check=True)

    assert database.verify() == []
    with database.reading():
        assert connection.execute("SELECT count(*) FROM file") == [(3,)]
