"""Puts whole dialogs together from their rows, with as many questions for a hundred dialogs as for one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

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
from formserver.storage import documents, processes, rows, sheets, tables

_Child = TypeVar("_Child")


def dialogs(ids: Sequence[int]) -> list[Dialog]:
    """The dialogs with these numbers, in this order; numbers that no dialog has are left out."""
    table = tables.Dialog
    ids = [one for one in ids if one <= rows.LARGEST]
    found = {row.id: row for row in table.select().where(table.id.in_(ids))}
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
        if one in found
    ]


def _children(ids: Sequence[int]) -> dict[str, dict[int, list[Any]]]:
    """What hangs on the dialogs, by the name of the dialog's field and the dialog's number."""
    written = list(sheets.of_dialogs(ids))
    return {
        "themes": _grouped(
            (row.dialog_id, rows.value(Theme, row))
            for row in _ordered(tables.Theme, ids, tables.Theme.position)
        ),
        "programme": _grouped(
            (row.dialog_id, rows.value(ProgrammeLine, row))
            for row in _ordered(tables.ProgrammeLine, ids, tables.ProgrammeLine.position)
        ),
        "overrides": _grouped(
            (row.dialog_id, (row.key, rows.value(Override, row)))
            for row in _ordered(tables.Override, ids, tables.Override.id)
        ),
        "organisers": _grouped(_organisers(ids)),
        "parties": _grouped(_parties(ids)),
        "sheets": _grouped((dialog, sheet) for dialog, sheet in written if not sheet.on_behalf),
        "registrations": _grouped((dialog, sheet) for dialog, sheet in written if sheet.on_behalf),
        "documents": _grouped(
            (row.dialog_id, documents.from_row(row))
            for row in _ordered(tables.Document, ids, tables.Document.id)
        ),
    }


def _grouped(children: Iterable[tuple[int, _Child]]) -> dict[int, list[_Child]]:
    grouped: dict[int, list[_Child]] = defaultdict(list)
    for parent, child in children:
        grouped[parent].append(child)
    return grouped


def _ordered(table: Any, ids: Sequence[int], column: Any) -> Iterable[Any]:
    return table.select().where(table.dialog.in_(ids)).order_by(column, table.id)  # type: ignore[no-any-return]


def _organisers(ids: Sequence[int]) -> Iterable[tuple[int, Organiser]]:
    table = tables.Organiser
    found = (
        table.select(table, tables.Account)
        .join(tables.Account)
        .where(table.dialog.in_(ids))
        .order_by(table.responsible.desc(), table.id)
    )
    for row in found:
        account = row.account
        yield (
            row.dialog_id,
            rows.value(Organiser, account, account_id=account.id, responsible=row.responsible),
        )


def _parties(ids: Sequence[int]) -> Iterable[tuple[int, Party]]:
    contacts = _contacts(ids)
    for row in _ordered(tables.Party, ids, tables.Party.position):
        yield row.dialog_id, rows.value(Party, row, contacts=tuple(contacts[row.id]), reply=_reply(row))


def _contacts(ids: Sequence[int]) -> dict[int, list[Contact]]:
    table = tables.Contact
    found = (
        table.select()
        .join(tables.Party)
        .where(tables.Party.dialog.in_(ids) & table.removed_at.is_null())
        .order_by(table.id)
    )
    return _grouped((row.party_id, rows.value(Contact, row)) for row in found)


def _reply(row: tables.Party) -> Reply | None:
    if row.reply_at is None:
        return None
    return Reply(
        attends=bool(row.reply_attends), proposal=row.reply_proposal, by=row.reply_by, at=row.reply_at
    )
