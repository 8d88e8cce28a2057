"""Counts knocks on doors, so that codes and links are not guessed; who is let in, others decide."""

from datetime import datetime, timedelta

from formserver.storage import tables
from formserver.storage.engine import connection


def hit(door: str, who: str, now: datetime, window: timedelta) -> int:
    """Count this knock, and say how many there were within `window` up to `now`, this one included.

    It has a transaction of its own, for a knock counts even when what follows is refused. Knocks on this door
    that are older than the window are forgotten. Raises RuntimeError inside another transaction.
    """
    if connection.bound().in_transaction():
        raise RuntimeError("a knock must be counted in a transaction of its own")
    table = tables.HitRow
    with connection.writing():
        table.delete().where((table.door == door) & (table.at <= now - window)).execute()
        table.insert(door=door, who=who, at=now).execute()
        return int(table.select().where((table.door == door) & (table.who == who)).count())
