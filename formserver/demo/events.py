"""What happens next in the dialogs by itself, so that the demo's clock can be turned to it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from formserver.domain import progress, reminders
from formserver.domain.dialog import Dialog
from formserver.storage import clock, database, dialogs
from formserver.usecases.tools import Tools
from formserver.worker import loop

A_MOMENT_AFTER = timedelta(minutes=1)


def next_event(tools: Tools) -> datetime | None:
    """When the next reminder, deadline, packet or meeting comes due, or None. Aware."""
    now = tools.clock()
    with database.reading():
        running = dialogs.many(dialogs.all_ids())
    moments = [at for dialog in running for at in _moments(dialog, now) if at > now]
    return min(moments, default=None)


def turn_to(tools: Tools, moment: datetime) -> None:
    """Lets the clock of web and worker go on from `moment` (aware), by way of every event before it.

    Before each turn all that is due is done, by the worker or here, so that nothing is leapt over because the
    worker had not come to it. What is due at `moment` itself is left to the worker. It never goes back.
    """
    _do_what_is_due(tools)
    while (event := next_event(tools)) and event + A_MOMENT_AFTER < moment:
        _move_to(tools, event + A_MOMENT_AFTER)
        _do_what_is_due(tools)
    _move_to(tools, moment)


def _do_what_is_due(tools: Tools) -> None:
    """Rounds of the worker's steps, each with nothing remembered, until one finds nothing."""
    try:
        while loop.Rounds(tools).one():
            pass
    finally:
        tools.transport.close()


def _move_to(tools: Tools, moment: datetime) -> None:
    ahead = moment - tools.clock()
    if ahead > timedelta():
        with database.writing():
            clock.move(clock.offset() + ahead)


def _moments(dialog: Dialog, now: datetime) -> Iterator[datetime]:
    if dialog.cancelled_at or not dialog.taken_into_use_at:
        return
    for at in reminders.upcoming(dialog, now):
        if any(reminder.at == at for reminder in reminders.due(dialog, at)):
            yield at
    for deadline in progress.deadlines(dialog).values():
        yield deadline.at
    yield dialog.meeting.starts
    yield dialog.meeting.ends
