"""Dialogs: begun, found and changed. What a change means, the domain decides."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from formserver.definitions import ProcessFault
from formserver.domain.deadlines import Override
from formserver.domain.dialog import Dialog, Meeting, ProgrammeLine, Theme
from formserver.domain.words import Words
from formserver.storage import loading, processes, tables
from formserver.storage.engine import rows
from formserver.storage.engine.prepared import among, ask

if TYPE_CHECKING:
    import peewee

RUNS_AFTER_MEETING = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class NewDialog:
    """What a dialog begins with. `imported_id` is the number it had in the file it was imported from."""

    process_id: int
    title: Words
    language: str
    meeting: Meeting
    imported_id: str = ""


@dataclass(frozen=True, kw_only=True)
class WaitingDialog:
    """A dialog whose definition cannot be read, and every reason: it waits for a program that can read it."""

    id: int
    title: Words
    day: date
    faults: tuple[ProcessFault, ...]


def create(new: NewDialog, now: datetime) -> int:
    """Begin a dialog, and give its number."""
    return rows.add(
        tables.DialogRow,
        process=new.process_id,
        title=new.title,
        language=new.language,
        created_at=now,
        imported_id=new.imported_id or None,
        **rows.columns(new.meeting),
    )


def get(dialog_id: int) -> Dialog:
    """The whole dialog. Raises NotFound, DefinitionUnreadable."""
    found = many([dialog_id])
    if not found:
        processes.get(process_id(dialog_id))  # says which of the two it is
    return found[0]


def many(ids: Collection[int]) -> list[Dialog]:
    """Several whole dialogs in this order, in a number of questions that does not grow with them.

    Those that wait are left out.
    """
    return loading.dialogs(list(ids))


def waiting() -> list[WaitingDialog]:
    """The dialogs whose definition cannot be read, oldest first."""
    faults = processes.unreadable()
    if not faults:
        return []
    table = tables.DialogRow
    found = table.select().where(table.process.in_(list(faults))).order_by(table.id)
    return [rows.value(WaitingDialog, row, faults=faults[row.process_id]) for row in found]


def titles(ids: Collection[int]) -> dict[int, Words]:
    """What dialogs are called, by number; numbers that no dialog has are left out."""
    return {row.id: row.title for row in ask(_titles, ids)}


def ids_of_account(account_id: int) -> list[int]:
    """The dialogs that an account runs, oldest first."""
    table = tables.OrganiserRow
    found = table.select(table.dialog).where(table.account == account_id).order_by(table.dialog)
    return [row.dialog_id for row in found]


def all_ids() -> list[int]:
    """Every dialog, oldest first."""
    return [row.id for row in tables.DialogRow.select(tables.DialogRow.id).order_by(tables.DialogRow.id)]


def id_of_import(imported_id: str) -> int | None:
    """The dialog that was imported under this number, or None."""
    row = tables.DialogRow.get_or_none(tables.DialogRow.imported_id == imported_id)
    return row.id if row else None


def id_of_party(party_id: int) -> int:
    """The dialog that a party belongs to. Raises NotFound."""
    return rows.found(tables.PartyRow, party_id).dialog_id


def id_of_contact(contact_id: int) -> int:
    """The dialog that a contact belongs to, removed or not. Raises NotFound."""
    return id_of_party(rows.found(tables.ContactRow, contact_id).party_id)


def id_of_sheet(sheet_id: int) -> int:
    """The dialog that a sheet belongs to. Raises NotFound."""
    return rows.found(tables.SheetRow, sheet_id).dialog_id


def set_title(dialog_id: int, title: Words, language: str) -> None:
    """Give it another title and written language."""
    rows.change(tables.DialogRow, dialog_id, title=title, language=language)


def set_meeting(dialog_id: int, meeting: Meeting) -> None:
    """Let it meet another time or elsewhere."""
    rows.change(tables.DialogRow, dialog_id, **rows.columns(meeting))


def raise_sequence(dialog_id: int) -> None:
    """Count one more version of its calendar entry (RFC 5545)."""
    rows.change(tables.DialogRow, dialog_id, sequence=tables.DialogRow.sequence + 1)


def set_themes(dialog_id: int, themes: Sequence[Theme]) -> None:
    """Give it these themes, in this order, instead of those it had."""
    _replace(tables.ThemeRow, dialog_id, [rows.columns(theme) for theme in themes])


def set_programme(dialog_id: int, lines: Sequence[ProgrammeLine]) -> None:
    """Give it this programme, instead of the one it had."""
    _replace(tables.ProgrammeLineRow, dialog_id, [rows.columns(line) for line in lines])


def set_override(dialog_id: int, key: str, override: Override | None) -> None:
    """Set a deadline by hand, or (None) let the rule count again."""
    table = tables.OverrideRow
    table.delete().where((table.dialog == dialog_id) & (table.key == key)).execute()
    if override is not None:
        rows.add(table, dialog=dialog_id, key=key, **rows.columns(override))


def title(dialog_id: int) -> Words:
    """Its title alone. Raises NotFound."""
    return rows.found(tables.DialogRow, dialog_id).title


def process_id(dialog_id: int) -> int:
    """The definition that it follows. Raises NotFound."""
    return rows.found(tables.DialogRow, dialog_id).process_id


def mark_taken_into_use(dialog_id: int, now: datetime) -> None:
    """Note that it was taken into use."""
    rows.change(tables.DialogRow, dialog_id, taken_into_use_at=now)


def mark_cancelled(dialog_id: int, now: datetime, reason: str) -> None:
    """Note that it was cancelled, and why."""
    rows.change(tables.DialogRow, dialog_id, cancelled_at=now, cancel_reason=reason)


def mark_packet_asked(dialog_id: int, now: datetime) -> None:
    """Note that the packet was asked for before its time."""
    rows.change(tables.DialogRow, dialog_id, packet_asked_at=now)


def _titles() -> "peewee.ModelSelect[tables.DialogRow]":
    table = tables.DialogRow
    return table.select(table.id, table.title).where(among(table.id))


def _replace(
    table: type[tables.ThemeRow | tables.ProgrammeLineRow], dialog_id: int, lines: Sequence[dict[str, object]]
) -> None:
    table.delete().where(table.dialog == dialog_id).execute()
    for position, line in enumerate(lines, 1):
        rows.add(table, dialog=dialog_id, position=position, **line)
