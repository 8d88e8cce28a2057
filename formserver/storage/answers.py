"""Drafts: every version of every answer, who wrote it when, and texts that met a newer one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

import peewee

from formserver.domain.content import Attachment, Content, Item, Value
from formserver.storage import attachments, tables
from formserver.storage.engine import rows
from formserver.storage.engine.prepared import among, ask_together
from formserver.storage.items import (
    add_item,
    given_numbers,
    item_sheet,
    move_item,
    number_items,
    remove_item,
    restore_item,
    set_number,
    set_theme,
)

_by_id = attrgetter("id")

__all__ = [
    "Conflict",
    "Draft",
    "DraftItem",
    "Saved",
    "Written",
    "add_item",
    "after",
    "conflicts",
    "current",
    "draft",
    "draft_with_conflicts",
    "given_numbers",
    "item_sheet",
    "keep_conflicts",
    "move_item",
    "number_items",
    "remove_item",
    "restore_item",
    "set_number",
    "set_theme",
    "settle_conflict",
    "settle_conflicts",
    "value_at",
    "values_at",
    "write",
    "write_all",
]


@dataclass(frozen=True, kw_only=True)
class Saved:
    """One version of an answer; versions count from 1."""

    value: Value
    version: int
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class Written:
    """A new version of an answer: of an item's field, or (item_id None) of a once-field."""

    item_id: int | None
    field: str
    value: Value
    version: int


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
    """What is saved on a sheet."""
    return draft_with_conflicts(sheet_id)[0]


def draft_with_conflicts(sheet_id: int) -> tuple[Draft, tuple[Conflict, ...]]:
    """What is saved on a sheet, and the conflicts that nobody has settled yet, in one question.

    Its items are its own, and those of another sheet that anything is saved about: an answering sheet has the
    items it answers, with the numbers they have where they were asked, removed or not.
    """
    newest, items, enclosed, met = ask_together(_DRAFT, [sheet_id])
    saved: dict[int | None, dict[str, Saved]] = {}
    for row in sorted(newest, key=_by_id):
        saved.setdefault(row.item_id, {})[row.field] = rows.value(Saved, row)
    found = Draft(
        fields=saved.get(None, {}),
        items=tuple(
            rows.value(DraftItem, row, fields=saved.get(row.id, {}))
            for row in sorted(items, key=attrgetter("theme", "position", "id"))
        ),
        attachments=tuple(attachments.from_row(row) for row in sorted(enclosed, key=_by_id)),
    )
    return found, tuple(rows.value(Conflict, row) for row in sorted(met, key=_by_id))


def write(sheet_id: int, item_id: int | None, field: str, value: Value, by: str, now: datetime) -> int:
    """Save a new version of an answer (item_id None: a once-field), and give its version. Nothing is lost."""
    version = after(current(sheet_id, item_id, field))
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


def write_all(sheet_id: int, written: Sequence[Written], by: str, now: datetime) -> None:
    """Save new versions of several answers, each higher than the newest there is, in one question."""
    common = {"sheet": sheet_id, "at": now, "by": by}
    rows.add_all(
        tables.AnswerRow,
        [common | _where(one) | {"version": one.version, "value": one.value} for one in written],
    )


def after(newest: Saved | None) -> int:
    """The version that follows the newest one, 1 where nothing was ever written."""
    return rows.next_after(newest.version if newest else None)


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


def values_at(sheet_id: int, item_id: int | None, versions: Mapping[str, int]) -> dict[str, Value]:
    """What several answers of one place said, each in one version, by field; those that never were lack."""
    if not versions:
        return {}
    table = tables.AnswerRow
    same_place = table.item.is_null() if item_id is None else table.item == item_id
    some = table.field.in_(list(versions)) & table.version.in_(set(versions.values()))
    found = table.select().where((table.sheet == sheet_id) & same_place & some)
    return {row.field: row.value for row in found if row.version == versions[row.field]}


def keep_conflicts(sheet_id: int, texts: Sequence[Written], by: str, now: datetime) -> list[int]:
    """Keep texts that met newer ones, each with the version it began from; gives the conflicts' numbers."""
    common = {"sheet": sheet_id, "mine_by": by, "at": now}
    met = [common | _where(one) | {"mine": one.value, "base_version": one.version} for one in texts]
    return rows.add_all(tables.ConflictRow, met)


def conflicts(sheet_id: int) -> list[Conflict]:
    """The conflicts of a sheet that nobody has settled yet, oldest first."""
    (found,) = ask_together(((_conflicts,),), [sheet_id])
    return [rows.value(Conflict, row) for row in sorted(found, key=_by_id)]


def settle_conflict(conflict_id: int, now: datetime) -> None:
    """Note that somebody has joined the two texts."""
    rows.change(tables.ConflictRow, conflict_id, settled_at=now)


def settle_conflicts(conflict_ids: Collection[int], now: datetime) -> None:
    """Note the same of several conflicts."""
    table = tables.ConflictRow
    if conflict_ids:
        table.update(settled_at=now).where(table.id.in_(list(conflict_ids))).execute()


def _where(one: Written) -> dict[str, object]:
    """The place of a text as columns."""
    return {"item": one.item_id, "field": one.field}


def _values(fields: Mapping[str, Saved]) -> dict[str, Value]:
    return {key: saved.value for key, saved in fields.items()}


def _field(sheet_id: int, item_id: int | None, field: str) -> peewee.Expression:
    table = tables.AnswerRow
    same_item = table.item.is_null() if item_id is None else table.item == item_id
    return (table.sheet == sheet_id) & same_item & (table.field == field)


# Questions, each written once.


def _newest() -> "peewee.ModelSelect[tables.AnswerRow]":
    table = tables.AnswerRow
    newest = table.select(peewee.fn.MAX(table.id)).where(among(table.sheet))
    return table.select().where(table.id.in_(newest.group_by(table.sheet, table.item, table.field)))


def _items() -> "peewee.ModelSelect[tables.ItemRow]":
    table, answer = tables.ItemRow, tables.AnswerRow
    own = among(table.sheet) & table.removed_at.is_null()
    written = answer.select(answer.item).where(among(answer.sheet) & answer.item.is_null(False))
    answered = table.id.in_(written) & ~among(table.sheet)
    return table.select().where(own | answered)


def _conflicts() -> "peewee.ModelSelect[tables.ConflictRow]":
    table = tables.ConflictRow
    return table.select().where(among(table.sheet) & table.settled_at.is_null())


_DRAFT = ((_newest,), (_items,), (attachments.of_sheets,), (_conflicts,))
