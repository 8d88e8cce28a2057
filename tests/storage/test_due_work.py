"""Where the worker looks next, and the work that failed: found by index, and never forgotten."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from formserver.domain.content import EMPTY
from formserver.domain.deadlines import Override
from formserver.storage import (
    attempts,
    database,
    dialogs,
    documents,
    due_dialogs,
    organisers,
    parties,
    submissions,
    tables,
)
from formserver.storage.attempts import FailedWork, WorkKey
from formserver.storage.engine import connection
from formserver.storage.submissions import NewSubmission
from tests.storage import planned
from tests.storage.planned import MEETING, MINUTE, NOW, Case

LATER = NOW + MINUTE


def failed(case: Case, about: str = "packet", **others: object) -> FailedWork:
    facts = {"kind": "document", "tries": 1, "reason": "malen", "next_try_at": NOW} | others
    return FailedWork(dialog_id=case.dialog, about=about, **facts)  # type: ignore[arg-type] # a test's own


def settled(*dialog_ids: int) -> None:
    """The worker has looked at these dialogs, and found nothing ahead."""
    for dialog_id in dialog_ids:
        due_dialogs.look_again(dialog_id, None)


CHANGES: dict[str, Callable[[Case], object]] = {
    "dialog": lambda case: dialogs.mark_taken_into_use(case.dialog, NOW),
    "override": lambda case: dialogs.set_override(case.dialog, "note", Override(at=LATER)),
    "organiser": lambda case: organisers.remove(case.dialog, case.kari),
    "party": lambda case: parties.withdraw(case.agency, NOW),
    "contact": lambda case: parties.add_contact(case.agency, planned.new_contact("Bodil")),
    "contact removed": lambda case: parties.remove_contact(case.berit, NOW),
    "submission": lambda case: submissions.freeze(case.note, EMPTY, NewSubmission(by="Nils"), NOW),
    "document": lambda case: documents.freeze(case.dialog, planned.new_document("packet"), NOW),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_in_a_dialog_makes_it_due_at_once(case: Case, process: int, what: str) -> None:
    with database.writing():
        other = planned.plan(process, 2)
        settled(case.dialog, other.dialog)
        assert due_dialogs.first(NOW) is None

        CHANGES[what](case)

        assert due_dialogs.first(NOW) == case.dialog
        settled(case.dialog)
        assert due_dialogs.first(NOW) is None


def test_every_table_from_which_work_follows_has_its_triggers(path: object) -> None:
    with database.reading():
        found = connection.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")

    watched = {table for table, name in found if name.startswith("due_after_")}
    assert watched == {
        "dialog",
        "override",
        "organiser",
        "party",
        "contact",
        "submission",
        "document",
        "pinned_template",
    }


def test_a_dialog_is_due_when_its_moment_has_come_and_what_changed_comes_first(
    case: Case, process: int
) -> None:
    with database.writing():
        timed, changed = case.dialog, planned.plan(process, 2).dialog
        due_dialogs.look_again(timed, LATER)
        first = [due_dialogs.first(NOW), due_dialogs.first(LATER)]
        settled(changed)

        assert [*first, due_dialogs.first(NOW), due_dialogs.first(LATER)] == [changed, changed, None, timed]


def test_those_that_run_are_all_looked_at_when_the_worker_begins(process: int) -> None:
    with database.writing():
        old, late, planned_only, cancelled = (
            dialogs.create(planned.new_dialog(process, day=MEETING.day - timedelta(days=days)), NOW)
            for days in (61, 60, 0, 0)
        )
        for number in (old, late, cancelled):
            dialogs.mark_taken_into_use(number, NOW)
        dialogs.mark_cancelled(cancelled, NOW, "")
        settled(old, late, planned_only, cancelled)

        due_dialogs.look_at_all(MEETING.day - dialogs.RUNS_AFTER_MEETING)

        assert due_dialogs.first(NOW) == late
        settled(late)
        assert due_dialogs.first(NOW) is None


def test_what_failed_is_known_until_it_is_done(case: Case, process: int) -> None:
    with database.writing():
        other = planned.plan(process, 2)
        attempts.note(failed(case))
        attempts.note(failed(case, "supplement", next_try_at=LATER))
        attempts.note(failed(other))
        attempts.note(failed(case, tries=2, reason="minnet", next_try_at=LATER))
        both = attempts.of_dialog(case.dialog)
        attempts.forget(WorkKey(case.dialog, "document", "packet"))

        supplement = failed(case, "supplement", next_try_at=LATER)
        assert both == [failed(case, tries=2, reason="minnet", next_try_at=LATER), supplement]
        assert attempts.of_dialog(case.dialog) == [supplement]
        assert attempts.of_dialog(other.dialog) == [failed(other)]


def test_what_failed_is_tried_again_in_its_turn(case: Case) -> None:
    with database.writing():
        attempts.note(failed(case, "late", next_try_at=LATER))
        attempts.note(failed(case, "early", next_try_at=NOW))
        attempts.note(failed(case, "given up", next_try_at=None))

        found = [attempts.first_due(at) for at in (NOW - MINUTE, NOW)]
        attempts.forget(WorkKey(case.dialog, "document", "early"))
        found += [attempts.first_due(at) for at in (NOW, LATER)]

    assert [one and one.about for one in found] == [None, "early", None, "late"]


def test_what_was_given_up_is_tried_once_more_when_something_changes(case: Case, process: int) -> None:
    with database.writing():
        other = planned.plan(process, 2)
        for one in (case, other):
            settled(one.dialog)
            attempts.note(failed(one, next_try_at=None))
        attempts.note(failed(case, "waits", next_try_at=LATER))

        parties.withdraw(case.agency, NOW)

        now_due = [one.next_try_at == due_dialogs.AT_ONCE for one in attempts.of_dialog(case.dialog)]
        assert now_due == [True, False]
        assert [one.next_try_at for one in attempts.of_dialog(other.dialog)] == [None]
        attempts.try_what_was_given_up()
        assert [one.next_try_at for one in attempts.of_dialog(other.dialog)] == [due_dialogs.AT_ONCE]


def test_all_that_failed_is_tried_again_when_it_may_have_been_mended(case: Case, process: int) -> None:
    with database.writing():
        attempts.note(failed(case, next_try_at=LATER))

        connection.execute("UPDATE dialog SET process_id = ? WHERE id = ?", process, case.dialog)

        assert [one.next_try_at for one in attempts.of_dialog(case.dialog)] == [due_dialogs.AT_ONCE]


def test_looking_for_work_scans_nothing(path: object) -> None:
    due, waiting = tables.DueDialogRow.at, tables.AttemptRow.next_try_at
    with database.reading():
        asked: list[object] = []
        connection.bound().query_hooks.append(asked.append)
        due_dialogs.first(NOW)
        attempts.first_due(NOW)
        connection.bound().query_hooks.clear()
        plans = [
            step
            for event in asked
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {event.sql}", *event.params)  # type: ignore[attr-defined]
        ]

    assert [step.split(" ")[0] for step in plans] == ["SEARCH", "SEARCH"]
    assert [due.column_name in plans[0], waiting.column_name in plans[1]] == [True, True]
