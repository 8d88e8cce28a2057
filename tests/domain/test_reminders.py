"""Reminders go only to those who are missing, in the morning of a working day, and stop at once."""

from datetime import UTC, datetime, timedelta

from formserver.domain import progress, reminders, workdays
from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Dialog
from tests.domain.dialogs import COUNTY, GOVERNOR, HOST, a_dialog, note, response

NOTE_IN = datetime(2027, 3, 23, 13, tzinfo=UTC)
NOTE = note(NOTE_IN, p2=2, p3=1)


def _due(dialog: Dialog, *when: int) -> list[tuple[int, str, bool]]:
    now = datetime(2027, *when, tzinfo=OSLO)
    return [(one.party.id, one.form.key, one.overdue) for one in reminders.due(dialog, now)]


def test_the_times_lie_before_and_after_the_deadline_at_eight_in_the_morning() -> None:
    dialog = a_dialog()

    times = reminders.times(progress.deadline_of(dialog, dialog.process.form("response")))

    assert times == [
        (datetime(2027, 4, 1, 8, tzinfo=OSLO), False),
        (datetime(2027, 4, 6, 8, tzinfo=OSLO), False),
        (datetime(2027, 4, 9, 8, tzinfo=OSLO), True),
    ]


def test_no_reminder_of_the_example_leaves_on_a_day_off() -> None:
    dialog = a_dialog()
    times = [
        at for form in dialog.process.forms for at, _ in reminders.times(progress.deadline_of(dialog, form))
    ]

    assert [at for at in times if workdays.day_off(at.date())] == []


def test_nobody_is_reminded_before_the_first_time() -> None:
    assert _due(a_dialog(), 3, 16) == []


def test_the_hosts_are_reminded_while_their_form_is_missing() -> None:
    assert _due(a_dialog(), 3, 17, 8) == [(HOST, "note", False)]


def test_the_hosts_are_told_when_they_are_late() -> None:
    assert _due(a_dialog(), 3, 30, 8) == [(HOST, "note", True)]


def test_a_reminder_from_before_the_deadline_is_silent_after_it() -> None:
    assert _due(a_dialog(), 3, 24, 13) == []


def test_only_those_who_have_not_answered_are_reminded() -> None:
    dialog = a_dialog(sheets=(NOTE, response(COUNTY, NOTE_IN + timedelta(days=5))))

    assert _due(dialog, 4, 6, 8) == [(GOVERNOR, "response", False)]


def test_nobody_is_reminded_of_what_was_asked_after_the_reminder() -> None:
    dialog = a_dialog(sheets=(note(datetime(2027, 4, 2, 9, tzinfo=UTC), p2=1),))

    assert _due(dialog, 4, 5, 12) == []
    assert _due(dialog, 4, 6, 8) == [(COUNTY, "response", False)]


def test_several_that_came_due_in_a_stop_count_as_one() -> None:
    dialog = a_dialog(sheets=(NOTE,))

    assert _due(dialog, 4, 7, 12) == [(COUNTY, "response", False), (GOVERNOR, "response", False)]


def test_a_cancelled_held_or_unsent_dialog_reminds_nobody() -> None:
    now = datetime(2027, 4, 6, 8, tzinfo=OSLO)

    assert reminders.due(a_dialog(sheets=(NOTE,)), now) != []
    assert reminders.due(a_dialog(sheets=(NOTE,), cancelled_at=NOTE_IN), now) == []
    assert reminders.due(a_dialog(sheets=(NOTE,), taken_into_use_at=None), now) == []
    assert reminders.due(a_dialog(sheets=(NOTE,)), datetime(2027, 4, 16, 8, tzinfo=OSLO)) == []


def test_each_reminder_knows_its_letter() -> None:
    dialog = a_dialog(sheets=(NOTE,))

    before = reminders.due(dialog, datetime(2027, 4, 6, 8, tzinfo=OSLO))[0]
    after = reminders.due(dialog, datetime(2027, 4, 9, 8, tzinfo=OSLO))[0]

    assert (before.letter, after.letter) == ("response_reminder", "response_overdue")


def test_what_comes_next_is_known() -> None:
    assert reminders.upcoming(a_dialog(), datetime(2027, 4, 6, 8, tzinfo=OSLO)) == [
        datetime(2027, 4, 9, 8, tzinfo=OSLO)
    ]
