"""Who did what when, in the order it happened; rows are only ever added."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import peewee

from formserver.storage import tables
from formserver.storage.engine import rows


@dataclass(frozen=True, kw_only=True)
class JournalEntry:
    """One thing that was done. `facts` is JSON; "party" in it is the number of the party it concerns."""

    id: int
    dialog_id: int | None
    at: datetime
    event: str
    by: str
    facts: Mapping[str, Any]


def note(dialog_id: int | None, event: str, by: str, facts: Mapping[str, Any], now: datetime) -> None:
    """Write down that `by` did something; `dialog_id` is None for what belongs to no dialog."""
    tables.JournalEntryRow.insert(
        dialog=dialog_id, at=now, event=event, by=by, party_id=facts.get("party"), facts=dict(facts)
    ).execute()


def of_dialog(dialog_id: int, limit: int = 200) -> list[JournalEntry]:
    """The last entries of a dialog, newest first."""
    table = tables.JournalEntryRow
    found = table.select().where(table.dialog == dialog_id).order_by(table.id.desc()).limit(limit)
    return [rows.value(JournalEntry, row) for row in found]


def of_house(limit: int = 200) -> list[JournalEntry]:
    """The last entries that belong to no dialog, newest first."""
    table = tables.JournalEntryRow
    found = table.select().where(table.dialog.is_null()).order_by(table.id.desc()).limit(limit)
    return [rows.value(JournalEntry, row) for row in found]


def last_by_party(dialog_id: int, but_not: Collection[str] = ()) -> dict[int, JournalEntry]:
    """The newest entry about each party of a dialog, by the party's number; none of the events `but_not`."""
    table = tables.JournalEntryRow
    newest = (
        table.select(peewee.fn.MAX(table.id))
        .where(
            (table.dialog == dialog_id) & table.party_id.is_null(False) & table.event.not_in(list(but_not))
        )
        .group_by(table.party_id)
    )
    found = table.select().where(table.id.in_(newest))
    return {row.party_id: rows.value(JournalEntry, row) for row in found if row.party_id is not None}
