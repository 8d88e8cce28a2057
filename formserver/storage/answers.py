"""Drafts: every version of every answer, who wrote it when, and texts that met a newer one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import peewee

from formserver.domain.content import Attachment, Content, Item, Value
from formserver.storage import attachments, tables
from formserver.storage.engine import rows
from formserver.storage.items import (
    add_item,
    item_sheet,
    move_item,
    number_items,
    remove_item,
    restore_item,
    set_number,
    set_theme,
)

__all__ = [
    "Conflict",
    "Draft",
    "DraftItem",
    "Saved",
    "add_item",
    "conflicts",
    "current",
    "draft",
    "item_sheet",
    "keep_conflict",
    "move_item",
    "number_items",
    "remove_item",
    "restore_item",
    "set_number",
    "set_theme",
    "settle_conflict",
    "value_at",
    "write",
]


@dataclass(frozen=True, kw_only=True)
class Saved:
    """One version of an answer; versions count from 1."""

    value: Value
    version: int
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class DraftItem:
    """An item with what is saved for it, by the key of the field."""

    id: int
    number: str
    theme: int
    fields: Mapping[str, Saved]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All that is saved on a sheet now, items in the order of their themes."""

    fields: Mapping[str, Saved]
    items: tuple[DraftItem, ...]
    attachments: tuple[Attachment, ...]

    def content(self) -> Content:
        """The same without versions, as it would be submitted."""
        return Content(
            values=_values(self.fields),
            items=tuple(
                Item(id=item.id, number=item.number, theme=item.theme, values=_values(item.fields))
                for item in self.items
            ),
            attachments=self.attachments,
        )

    @property
    def saved_at(self) -> datetime | None:
        """When an answer was last saved, or None when none is."""
        return self._last.at if self._last else None

    @property
    def saved_by(self) -> str:
        """Who saved an answer last, or ""."""
        return self._last.by if self._last else ""

    @property
    def _last(self) -> Saved | None:
        saved = [*self.fields.values(), *(one for item in self.items for one in item.fields.values())]
        return max(saved, key=lambda one: one.at, default=None)


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A text that was written on top of `base_version` while somebody else saved a newer one."""

    id: int
    item_id: int | None
    field: str
    mine: Value
    mine_by: str
    at: datetime
    base_version: int


def draft(sheet_id: int) -> Draft:
    """What is saved on a sheet.

    Its items are its own, and those of another sheet that anything is saved about: an answering sheet has the
    items it answers, with the numbers they have where they were asked, removed or not.
    """
    saved: dict[int | None, dict[str, Saved]] = {}
    for row in _newest(sheet_id):
        saved.setdefault(row.item_id, {})[row.field] = rows.value(Saved, row)
    return Draft(
        fields=saved.get(None, {}),
        items=tuple(
            rows.value(DraftItem, item, fields=saved.get(item.id, {})) for item in _items(sheet_id, saved)
        ),
        attachments=attachments.of_sheet(sheet_id),
    )


def write(sheet_id: int, item_id: int | None, field: str, value: Value, by: str, now: datetime) -> int:
    """Save a new version of an answer (item_id None: a once-field), and give its version. Nothing is lost."""
    before = current(sheet_id, item_id, field)
    version = rows.next_after(before.version if before else None)
    rows.add(
        tables.AnswerRow,
        sheet=sheet_id,
        item=item_id,
        field=field,
        version=version,
        value=value,
        at=now,
        by=by,
    )
    return version


def current(sheet_id: int, item_id: int | None, field: str) -> Saved | None:
    """The newest version of an answer, or None."""
    versions = tables.AnswerRow.select().where(_field(sheet_id, item_id, field))
    row = versions.order_by(tables.AnswerRow.version.desc()).get_or_none()
    return rows.value(Saved, row) if row else None


def value_at(sheet_id: int, item_id: int | None, field: str, version: int) -> Value | None:
    """What an answer said in one version; None for version 0 and for one that never was."""
    same = _field(sheet_id, item_id, field) & (tables.AnswerRow.version == version)
    row = tables.AnswerRow.get_or_none(same)
    return row.value if row else None


def keep_conflict(  # noqa: PLR0917 - the columns of a row, in their order
    sheet_id: int, item_id: int | None, field: str, value: Value, base_version: int, by: str, now: datetime
) -> int:
    """Keep a text that met a newer one, and give the conflict's number."""
    return rows.add(
        tables.ConflictRow,
        sheet=sheet_id,
        item=item_id,
        field=field,
        mine=value,
        mine_by=by,
        at=now,
        base_version=base_version,
    )


def conflicts(sheet_id: int) -> list[Conflict]:
    """The conflicts of a sheet that nobody has settled yet, oldest first."""
    table = tables.ConflictRow
    found = table.select().where((table.sheet == sheet_id) & table.settled_at.is_null()).order_by(table.id)
    return [rows.value(Conflict, row) for row in found]


def settle_conflict(conflict_id: int, now: datetime) -> None:
    """Note that somebody has joined the two texts."""
    rows.change(tables.ConflictRow, conflict_id, settled_at=now)


def _values(fields: Mapping[str, Saved]) -> dict[str, Value]:
    return {key: saved.value for key, saved in fields.items()}


def _field(sheet_id: int, item_id: int | None, field: str) -> peewee.Expression:
    table = tables.AnswerRow
    same_item = table.item.is_null() if item_id is None else table.item == item_id
    return (table.sheet == sheet_id) & same_item & (table.field == field)


def _newest(sheet_id: int) -> Iterator[tables.AnswerRow]:
    table = tables.AnswerRow
    newest = table.select(peewee.fn.MAX(table.id)).where(table.sheet == sheet_id)
    newest = newest.group_by(table.item, table.field)
    return iter(table.select().where(table.id.in_(newest)).order_by(table.id))


def _items(sheet_id: int, saved: Mapping[int | None, object]) -> Iterator[tables.ItemRow]:
    table = tables.ItemRow
    own = (table.sheet == sheet_id) & table.removed_at.is_null()
    answered = table.id.in_([item for item in saved if item is not None]) & (table.sheet != sheet_id)
    return iter(table.select().where(own | answered).order_by(table.theme, table.position, table.id))
