"""Work of dialogs that failed: why, how often, and when it is tried again."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import peewee

from formserver.storage import tables
from formserver.storage.due_dialogs import AT_ONCE
from formserver.storage.engine import rows


class WorkKey(NamedTuple):
    """What tells a piece of work from every other: its dialog, its kind, and what it is about."""

    dialog_id: int
    kind: str
    about: str


@dataclass(frozen=True, kw_only=True)
class FailedWork:
    """A piece of work that failed, how often, and why; `next_try_at` is None when it was given up."""

    dialog_id: int
    kind: str
    about: str
    tries: int
    reason: str
    next_try_at: datetime | None

    @property
    def key(self) -> WorkKey:
        """What tells it from every other."""
        return WorkKey(self.dialog_id, self.kind, self.about)


def first_due(now: datetime) -> FailedWork | None:
    """The piece that is to be tried again now, or None."""
    table = tables.AttemptRow
    due = table.select().where(table.next_try_at <= now).order_by(table.next_try_at, table.id).limit(1)
    return next((rows.value(FailedWork, row) for row in due), None)


def of_dialog(dialog_id: int) -> list[FailedWork]:
    """What failed in a dialog so far, in the order in which it first did."""
    table = tables.AttemptRow
    found = table.select().where(table.dialog == dialog_id).order_by(table.id)
    return [rows.value(FailedWork, row) for row in found]


def note(failed: FailedWork) -> None:
    """Keep what became of the last try of a piece, in place of what was known of it."""
    table, known = tables.AttemptRow, rows.columns(failed)
    changed = {name: known[name] for name in ("tries", "reason", "next_try_at")}
    if not table.update(**changed).where(_one(failed.key)).execute():
        rows.add(table, **known)


def forget(key: WorkKey) -> None:
    """The piece was done, or is due no longer."""
    tables.AttemptRow.delete().where(_one(key)).execute()


def try_what_was_given_up() -> None:
    """Let every piece that was given up be tried once more."""
    table = tables.AttemptRow
    table.update(next_try_at=AT_ONCE).where(table.next_try_at.is_null()).execute()


def _one(key: WorkKey) -> peewee.Expression:
    table = tables.AttemptRow
    return (table.dialog == key.dialog_id) & (table.kind == key.kind) & (table.about == key.about)
