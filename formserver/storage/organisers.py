"""Which accounts run a dialog, and which one of them is responsible."""

from datetime import datetime

import peewee

from formserver.domain.refusals import AlreadyThere, NotFound
from formserver.storage import tables
from formserver.storage.engine import rows


def add(dialog_id: int, account_id: int, responsible: bool, now: datetime) -> None:
    """Let an account run the dialog; as the responsible one it takes over. Raises AlreadyThere."""
    table = tables.OrganiserRow
    if table.get_or_none(_one(dialog_id, account_id)) is not None:
        raise AlreadyThere(value=account_id)
    rows.add(table, dialog=dialog_id, account=account_id, responsible=False, added_at=now)
    if responsible:
        make_responsible(dialog_id, account_id)


def remove(dialog_id: int, account_id: int) -> None:
    """Let an account run the dialog no longer."""
    tables.OrganiserRow.delete().where(_one(dialog_id, account_id)).execute()


def make_responsible(dialog_id: int, account_id: int) -> None:
    """Make this organiser the responsible one, and no other. Raises NotFound when it runs the dialog not."""
    table = tables.OrganiserRow
    table.update(responsible=False).where(table.dialog == dialog_id).execute()
    if not table.update(responsible=True).where(_one(dialog_id, account_id)).execute():
        raise NotFound(kind="Organiser", id=account_id)


def account_ids(dialog_id: int) -> list[int]:
    """The accounts that run the dialog, in the order in which they came to do so."""
    table = tables.OrganiserRow
    found = table.select(table.account).where(table.dialog == dialog_id).order_by(table.id)
    return [row.account_id for row in found]


def _one(dialog_id: int, account_id: int) -> peewee.Expression:
    return (tables.OrganiserRow.dialog == dialog_id) & (tables.OrganiserRow.account == account_id)
