"""Tables of Word templates that are open in Word: who edits which, by what address, and the locks."""

import peewee

from formserver.storage.engine.fields import OptionalUtcField, UtcField
from formserver.storage.tables.accounts import AccountRow
from formserver.storage.tables.base import Table
from formserver.storage.tables.processes import TemplateRow


class EditingRow(Table):
    """An account opened a version for editing; what it saved last, if anything, is a version of its own."""

    id = peewee.AutoField()
    token_sha256 = peewee.TextField(unique=True)
    base = peewee.ForeignKeyField(TemplateRow)
    base_id: int
    account = peewee.ForeignKeyField(AccountRow)
    account_id: int
    note = peewee.TextField()
    opened_at = UtcField()
    until = UtcField()
    saved = peewee.ForeignKeyField(TemplateRow, null=True)
    saved_id: int | None
    saved_at = OptionalUtcField()


class FileLockRow(Table):
    """A lock that a program holds on a file or folder (RFC 4918 § 6)."""

    id = peewee.AutoField()
    token = peewee.TextField(unique=True)
    root = peewee.TextField(index=True)
    principal = peewee.TextField()
    exclusive = peewee.BooleanField()
    depth = peewee.TextField()
    owner = peewee.BlobField()
    until = UtcField()


FileLockRow.add_index(
    FileLockRow.root,
    unique=True,
    where=FileLockRow.exclusive == True,  # noqa: E712 - a comparison in SQL
    name="file_lock_exclusive",
)
