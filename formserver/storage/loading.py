"""Puts whole dialogs together from their rows: one question, for a hundred dialogs as for one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
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
from formserver.storage.engine.prepared import among, ask_together, numbered

if TYPE_CHECKING:
    import peewee

_Child = TypeVar("_Child")
_by_position = attrgetter("position", "id")
_by_id = attrgetter("id")


def dialogs(ids: Sequence[int]) -> list[Dialog]:
    """The dialogs with these numbers, in this order.

    Numbers that no dialog has are left out, and dialogs whose definition cannot be read.
    """
    ids = [one for one in ids if one <= rows.LARGEST]
    of_dialogs, pinned, *of_children = ask_together(_QUESTIONS, ids)
    found = {row.id: row for row in of_dialogs}
    of_each = processes.named(pinned)
    children = _children(*of_children)
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


def _children(  # noqa: PLR0917 - what is asked together, in its order
    themes: list[Any],
    programme: list[Any],
    overrides: list[Any],
    organisers: list[Any],
    parties: list[Any],
    contacts: list[Any],
    made: list[Any],
    *written: list[Any],
) -> dict[str, dict[int, list[Any]]]:
    """What hangs on the dialogs, by the name of the dialog's field and the dialog's number."""
    copies = list(sheets.put_together(*written))
    responsible_first = sorted(organisers, key=lambda row: (not row.responsible, row.id))
    return {
        "themes": _grouped(_values(Theme, sorted(themes, key=_by_position))),
        "programme": _grouped(_values(ProgrammeLine, sorted(programme, key=_by_position))),
        "overrides": _grouped(
            (row.dialog_id, (row.key, rows.value(Override, row))) for row in sorted(overrides, key=_by_id)
        ),
        "organisers": _grouped(_values(Organiser, responsible_first)),
        "parties": _grouped(_parties(parties, contacts)),
        "sheets": _grouped((dialog, sheet) for dialog, sheet in copies if not sheet.on_behalf),
        "registrations": _grouped((dialog, sheet) for dialog, sheet in copies if sheet.on_behalf),
        "documents": _grouped((row.dialog_id, documents.from_row(row)) for row in sorted(made, key=_by_id)),
    }


def _grouped(children: Iterable[tuple[int, _Child]]) -> dict[int, list[_Child]]:
    grouped: dict[int, list[_Child]] = defaultdict(list)
    for parent, child in children:
        grouped[parent].append(child)
    return grouped


def _values(kind: type[_Child], found: Iterable[Any]) -> Iterator[tuple[int, _Child]]:
    return ((row.dialog_id, rows.value(kind, row)) for row in found)


def _parties(found: Iterable[Any], contacts: Iterable[Any]) -> Iterator[tuple[int, Party]]:
    of_each = _grouped((row.party_id, rows.value(Contact, row)) for row in sorted(contacts, key=_by_id))
    for row in sorted(found, key=_by_position):
        yield row.dialog_id, rows.value(Party, row, contacts=tuple(of_each[row.id]), reply=_reply(row))


def _reply(row: Any) -> Reply | None:
    if row.reply_at is None:
        return None
    return Reply(
        attends=bool(row.reply_attends), proposal=row.reply_proposal, by=row.reply_by, at=row.reply_at
    )


# Questions, each written once.


def _children_of(table: Any) -> "peewee.ModelSelect[Any]":
    of_dialogs: peewee.ModelSelect[Any] = table.select().where(among(table.dialog))
    return of_dialogs


def _processes_of() -> "peewee.ModelSelect[Any]":
    table, dialog = tables.ProcessRow, tables.DialogRow
    return table.select(table.id, table.sha256).join(dialog).where(among(dialog.id))


def _organisers_of() -> "peewee.ModelSelect[Any]":
    table, account = tables.OrganiserRow, tables.AccountRow
    of_account = (account.name, account.email, account.phone, account.language)
    columns = (table.id, table.dialog, table.account, table.responsible, *of_account)
    return table.select(*columns).join(account).where(among(table.dialog))


def _contacts_of() -> "peewee.ModelSelect[Any]":
    table = tables.ContactRow
    of_dialogs = table.select().join(tables.PartyRow).where(among(tables.PartyRow.dialog))
    return of_dialogs.where(table.removed_at.is_null())


_QUESTIONS = (
    (numbered, tables.DialogRow),
    (_processes_of,),
    (_children_of, tables.ThemeRow),
    (_children_of, tables.ProgrammeLineRow),
    (_children_of, tables.OverrideRow),
    (_organisers_of,),
    (_children_of, tables.PartyRow),
    (_contacts_of,),
    (_children_of, tables.DocumentRow),
    *sheets.questions("dialog"),
)
