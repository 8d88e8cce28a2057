"""Which dialog the worker looks at next, found by index: an idle round costs the same whatever their number.

Whatever changes the facts from which a dialog's work follows makes it due at once: triggers of the database
see to it (step 0006), so that nobody can forget to.
"""

from datetime import UTC, date, datetime

import peewee

from formserver.storage import tables

AT_ONCE = datetime(1, 1, 1, tzinfo=UTC)  # as the triggers write it: what changed comes before what is timed


def first(now: datetime) -> int | None:
    """The dialog that is to be looked at now, or None."""
    table = tables.DueDialogRow
    row = table.select(table.dialog).where(table.at <= now).order_by(table.at, table.dialog).limit(1)
    return next((found.dialog_id for found in row), None)


def look_again(dialog_id: int, at: datetime | None) -> None:
    """Look at a dialog at that moment, or (None) not before something changes in it."""
    table = tables.DueDialogRow
    if at is None:
        table.delete().where(table.dialog == dialog_id).execute()
    else:
        table.insert(dialog=dialog_id, at=at).on_conflict_replace().execute()


def look_at_all(meeting_since: date) -> None:
    """Look at once at every dialog in use that has not been cancelled and meets on this day or later."""
    dialog, table = tables.DialogRow, tables.DueDialogRow
    at_once = peewee.Value(AT_ONCE, converter=table.at.db_value)
    running = dialog.select(dialog.id, at_once).where(
        dialog.taken_into_use_at.is_null(False)
        & dialog.cancelled_at.is_null()
        & (dialog.day >= meeting_since)
    )
    table.insert_from(running, [table.dialog, table.at]).on_conflict_replace().execute()
