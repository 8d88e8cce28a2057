"""Tables of the worker: which dialog it looks at next, and what it tried in vain."""

import peewee

from formserver.storage.engine.fields import OptionalUtcField, UtcField
from formserver.storage.tables.base import Table
from formserver.storage.tables.dialogs import DialogRow


class DueDialogRow(Table):
    """When the worker looks at a dialog next; a dialog in which nothing is ahead has no row.

    Triggers set it to the earliest moment there is whenever a fact changes from which work follows.
    """

    dialog = peewee.ForeignKeyField(DialogRow, primary_key=True)
    dialog_id: int
    at = UtcField(index=True)


class AttemptRow(Table):
    """A piece of a dialog's work that failed, by kind and what it is about; `next_try_at` None: given up."""

    id = peewee.AutoField()
    dialog = peewee.ForeignKeyField(DialogRow, index=False)
    dialog_id: int
    kind = peewee.TextField()
    about = peewee.TextField()
    tries = peewee.IntegerField()
    reason = peewee.TextField()
    next_try_at = OptionalUtcField(index=True)

    class Meta:
        """The last failure of a piece is what counts."""

        indexes = ((("dialog", "kind", "about"), True),)
