"""The items of a sheet: added, moved, removed and numbered. What they say is in `answers`."""

from datetime import datetime

import peewee

from formserver.domain import numbering
from formserver.storage import tables
from formserver.storage.engine import rows


def add_item(sheet_id: int, theme: int) -> int:
    """Add an item at the end of its theme, and give its number."""
    return rows.add(tables.ItemRow, sheet=sheet_id, theme=theme, position=_end(sheet_id, theme))


def remove_item(item_id: int, now: datetime) -> None:
    """Take an item out of the draft; it stays here, with all answers to it."""
    rows.change(tables.ItemRow, item_id, removed_at=now)


def restore_item(item_id: int) -> None:
    """Put a removed item back where it was."""
    rows.change(tables.ItemRow, item_id, removed_at=None)


def move_item(item_id: int, by: int) -> None:
    """Let an item change places with the one before (-1) or after it (+1) in its theme, if there is one."""
    item, table = rows.found(tables.ItemRow, item_id), tables.ItemRow
    further = table.position < item.position if by < 0 else table.position > item.position
    nearest = table.position.desc() if by < 0 else table.position.asc()
    other = (
        table.select()
        .where(
            (table.sheet == item.sheet_id)
            & (table.theme == item.theme)
            & table.removed_at.is_null()
            & further
        )
        .order_by(nearest)
        .get_or_none()
    )
    if other is not None:
        rows.change(table, item.id, position=other.position)
        rows.change(table, other.id, position=item.position)


def set_theme(item_id: int, theme: int) -> None:
    """Put an item at the end of another theme. A number it was given stays: people have quoted it."""
    item = rows.found(tables.ItemRow, item_id)
    if item.theme != theme:
        rows.change(tables.ItemRow, item_id, theme=theme, position=_end(item.sheet_id, theme))


def number_items(sheet_id: int) -> None:
    """Number the items that have none yet."""
    table = tables.ItemRow
    found = table.select().where(
        (table.sheet == sheet_id) & (table.number == "") & table.removed_at.is_null()
    )
    unnumbered = [(item.id, item.theme) for item in found.order_by(table.theme, table.position)]
    given = given_numbers(rows.found(tables.SheetRow, sheet_id).dialog_id)
    for item_id, number in numbering.new_numbers(unnumbered, given).items():
        set_number(item_id, number)


def given_numbers(dialog_id: int) -> list[str]:
    """Every number that was ever given in a dialog, those of removed items too."""
    table = tables.ItemRow
    of_dialog = table.select(table.number).join(tables.SheetRow).where(tables.SheetRow.dialog == dialog_id)
    return [item.number for item in of_dialog if item.number]


def set_number(item_id: int, number: str) -> None:
    """Give an item the number that it had where it was imported from."""
    rows.change(tables.ItemRow, item_id, number=number)


def item_sheet(item_id: int) -> int:
    """The sheet that an item belongs to. Raises NotFound."""
    return rows.found(tables.ItemRow, item_id).sheet_id


def _end(sheet_id: int, theme: int) -> int:
    table = tables.ItemRow
    last = table.select(peewee.fn.MAX(table.position)).where(
        (table.sheet == sheet_id) & (table.theme == theme)
    )
    return rows.next_after(last.scalar())
