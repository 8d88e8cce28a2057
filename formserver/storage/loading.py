"""Puts whole dialogs together from their rows, with as many questions for a hundred dialogs as for one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from formserver.domain.deadlines import Override
from formserver.domain.dialog import (
    Contact,
    Dialog,
    Meeting,
    Organiser,
    Party,
    ProgrammeLine,
    Reply,
    Theme,
)
from formserver.storage import documents, processes, sheets, tables
from formserver.storage.engine import rows
from formserver.storage.engine.prepared import among, ask, numbered

if TYPE_CHECKING:
    import peewee

_Child = TypeVar("_Child")


def dialogs(ids: Sequence[int]) -> list[Dialog]:
    """The dialogs with these numbers, in this order.

    Numbers that no dialog has are left out, and dialogs whose definition cannot be read.
    """
    ids = [one for one in ids if one <= rows.LARGEST]
    found = {row.id: row for row in ask(numbered, ids, tables.DialogRow)}
    of_each = processes.some({row.process_id for row in found.values()})
    children = _children(list(found))
    return [
        rows.value(
            Dialog,
            found[one],
            process=of_each[found[one].process_id],
            meeting=rows.value(Meeting, found[one]),
            imported_id=found[one].imported_id or "",
            overrides=dict(children["overrides"][one]),
            **{name: tuple(children[name][one]) for name in children if name != "overrides"},
        )
        for one in ids
        if one in found and found[one].process_id in of_each
    ]


def _children(ids: Sequence[int]) -> dict[str, dict[int, list[Any]]]:
    """What hangs on the dialogs, by the name of the dialog's field and the dialog's number."""
    written = list(sheets.of_dialogs(ids))
    return {
        "themes": _grouped(
            (row.dialog_id, rows.value(Theme, row))
            for row in ask(_children_of, ids, tables.ThemeRow, "position")
        ),
        "programme": _grouped(
            (row.dialog_id, rows.value(ProgrammeLine, row))
            for row in ask(_children_of, ids, tables.ProgrammeLineRow, "position")
        ),
        "overrides": _grouped(
            (row.dialog_id, (row.key, rows.value(Override, row)))
            for row in ask(_children_of, ids, tables.OverrideRow)
        ),
        "organisers": _grouped(_organisers(ids)),
        "parties": _grouped(_parties(ids)),
        "sheets": _grouped((dialog, sheet) for dialog, sheet in written if not sheet.on_behalf),
        "registrations": _grouped((dialog, sheet) for dialog, sheet in written if sheet.on_behalf),
        "documents": _grouped(
            (row.dialog_id, documents.from_row(row)) for row in ask(_children_of, ids, tables.DocumentRow)
        ),
    }


def _grouped(children: Iterable[tuple[int, _Child]]) -> dict[int, list[_Child]]:
    grouped: dict[int, list[_Child]] = defaultdict(list)
    for parent, child in children:
        grouped[parent].append(child)
    return grouped


def _organisers(ids: Sequence[int]) -> Iterable[tuple[int, Organiser]]:
    found = sorted(ask(_children_of, ids, tables.OrganiserRow), key=lambda row: not row.responsible)
    accounts = {row.id: row for row in ask(numbered, {row.account_id for row in found}, tables.AccountRow)}
    for row in found:
        account = accounts[row.account_id]
        yield (
            row.dialog_id,
            rows.value(Organiser, account, account_id=account.id, responsible=row.responsible),
        )


def _parties(ids: Sequence[int]) -> Iterable[tuple[int, Party]]:
    contacts = _grouped((row.party_id, rows.value(Contact, row)) for row in ask(_contacts_of, ids))
    for row in ask(_children_of, ids, tables.PartyRow, "position"):
        yield row.dialog_id, rows.value(Party, row, contacts=tuple(contacts[row.id]), reply=_reply(row))


def _reply(row: tables.PartyRow) -> Reply | None:
    if row.reply_at is None:
        return None
    return Reply(
        attends=bool(row.reply_attends), proposal=row.reply_proposal, by=row.reply_by, at=row.reply_at
    )


# Questions, each written once.


def _children_of(table: Any, order: str = "id") -> "peewee.ModelSelect[Any]":
    of_dialogs: peewee.ModelSelect[Any] = table.select().where(among(table.dialog))
    return of_dialogs.order_by(getattr(table, order), table.id)


def _contacts_of() -> "peewee.ModelSelect[Any]":
    table = tables.ContactRow
    of_dialogs = table.select().join(tables.PartyRow).where(among(tables.PartyRow.dialog))
    return of_dialogs.where(table.removed_at.is_null()).order_by(table.id)
