"""Tables of what people write: sheets, items, every version of every answer, and what was submitted."""

import peewee

from formserver.storage.engine.fields import JsonField, OptionalUtcField, UtcField
from formserver.storage.tables.base import Table
from formserver.storage.tables.dialogs import DialogRow, PartyRow
from formserver.storage.tables.processes import FileRow


class SheetRow(Table):
    """One copy of a form; `party` is None for the one that the hosts fill in together.

    `on_behalf`: the organiser's own copy, for registering an answer that came another way.
    """

    id = peewee.AutoField()
    dialog = peewee.ForeignKeyField(DialogRow)
    dialog_id: int
    form = peewee.TextField()
    party = peewee.ForeignKeyField(PartyRow, null=True)
    party_id: int | None
    on_behalf = peewee.BooleanField(default=False)
    saved_at = OptionalUtcField()
    saved_by = peewee.TextField(default="")

    class Meta:
        """A party has one copy; the joint one is held by the index below, for NULL differs from NULL."""

        indexes = ((("dialog", "form", "party", "on_behalf"), True),)


SheetRow.add_index(
    SheetRow.dialog, SheetRow.form, unique=True, where=SheetRow.party.is_null(), name="sheet_one_joint"
)


class ItemRow(Table):
    """A repeating part of a sheet. `number` is "" until it is submitted for the first time."""

    id = peewee.AutoField()
    sheet = peewee.ForeignKeyField(SheetRow)
    sheet_id: int
    theme = peewee.IntegerField()
    position = peewee.IntegerField()
    number = peewee.TextField(default="")
    removed_at = OptionalUtcField()


class AnswerRow(Table):
    """One version of one answer; rows are only ever added. `item` is None for a once-field.

    In an answering sheet `item` is the item of the asking sheet that is answered.
    """

    id = peewee.AutoField()
    sheet = peewee.ForeignKeyField(SheetRow, index=False)
    sheet_id: int
    item = peewee.ForeignKeyField(ItemRow, null=True)
    item_id: int | None
    field = peewee.TextField()
    version = peewee.IntegerField()
    value = JsonField()
    at = UtcField()
    by = peewee.TextField()

    class Meta:
        """A version is written once; for once-fields the index below sees to it."""

        indexes = ((("sheet", "item", "field", "version"), True),)


AnswerRow.add_index(
    AnswerRow.sheet,
    AnswerRow.field,
    AnswerRow.version,
    unique=True,
    where=AnswerRow.item.is_null(),
    name="answer_once_field_version",
)


class ConflictRow(Table):
    """A text that met a newer one, kept until somebody has joined the two."""

    id = peewee.AutoField()
    sheet = peewee.ForeignKeyField(SheetRow)
    sheet_id: int
    item = peewee.ForeignKeyField(ItemRow, null=True)
    item_id: int | None
    field = peewee.TextField()
    mine = JsonField()
    mine_by = peewee.TextField()
    at = UtcField()
    base_version = peewee.IntegerField()
    settled_at = OptionalUtcField()


class AttachmentRow(Table):
    """An attachment of a sheet. `file` is None when there are no bytes here."""

    id = peewee.AutoField()
    sheet = peewee.ForeignKeyField(SheetRow)
    sheet_id: int
    kind = peewee.TextField()
    title = peewee.TextField()
    file_name = peewee.TextField()
    size = peewee.IntegerField()
    file = peewee.ForeignKeyField(FileRow, column_name="sha256", object_id_name="sha256", null=True)
    sha256: str | None
    address = peewee.TextField()
    removed_at = OptionalUtcField()


class SubmissionRow(Table):
    """A numbered, frozen copy of a sheet.

    The content stands last, so that a row can be read without it.
    """

    id = peewee.AutoField()
    sheet = peewee.ForeignKeyField(SheetRow, index=False)
    sheet_id: int
    number = peewee.IntegerField()
    year = peewee.IntegerField()
    year_count = peewee.IntegerField()
    at = UtcField()
    by = peewee.TextField()
    on_behalf = peewee.BooleanField()
    silent = peewee.BooleanField()
    asked = JsonField()
    contact_id = peewee.IntegerField(null=True)
    account_id = peewee.IntegerField(null=True)
    content = JsonField()

    class Meta:
        """Submissions are counted within the sheet, and receipts within the year."""

        indexes = ((("sheet", "number"), True), (("year", "year_count"), True))


class ReopeningRow(Table):
    """A submitted sheet that was opened again."""

    id = peewee.AutoField()
    sheet = peewee.ForeignKeyField(SheetRow)
    sheet_id: int
    at = UtcField()
    by = peewee.TextField()
    reason = peewee.TextField()
    until = UtcField()
