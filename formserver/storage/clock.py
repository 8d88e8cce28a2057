"""How far the demo's clock runs ahead; nothing here knows what time it is."""

from datetime import timedelta

from formserver.storage import tables

_MICROSECOND = timedelta(microseconds=1)


def offset() -> timedelta:
    """How far ahead it runs; nothing unless it was moved."""
    row = tables.ClockOffsetRow.get_or_none()
    return row.microseconds * _MICROSECOND if row else timedelta()


def move(offset: timedelta) -> None:
    """Let it run this far ahead of the real time."""
    tables.ClockOffsetRow.delete().execute()
    tables.ClockOffsetRow.insert(microseconds=offset // _MICROSECOND).execute()
