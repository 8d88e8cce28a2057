"""Tables of what people write: sheets, items, every version of every answer, and what was submitted."""

import peewee

from formserver.storage.engine.fields import JsonField, OptionalUtcField, UtcField
from formserver.storage.tables.base import Table
from formserver.storage.tables.dialogs import Dialog, Party
from formserver.storage.tables.processes import File


class Sheet(Table):
    """One copy of a form; `party` is None for the one that the hosts fill in together.

    `on_behalf`: the organiser's own copy, for registering an answer that came another way.
    """

    id = peewee.AutoField()
    dialog = peewee.ForeignKeyField(Dialog)
    dialog_id: int
    form = peewee.TextField()
    party = peewee.ForeignKeyField(Party, null=True)
    party_id: int | None
    on_behalf = peewee.BooleanField(default=False)
    saved_at = OptionalUtcField()
    saved_by = peewee.TextField(default="")

    class Meta:
        """A party has one copy; the joint one is held by the index below, for NULL differs from NULL."""

        indexes = ((("dialog", "form", "party", "on_behalf"), True),)


Sheet.add_index(Sheet.dialog, Sheet.form, unique=True, where=Sheet.party.is_null(), name="sheet_one_joint")


class Item(Table):
    """A repeating part of a sheet. `number` is "" until it is submitted for the first time."""

    id = peewee.AutoField()
    sheet = peewee.ForeignKeyField(Sheet)
    sheet_id: int
    theme = peewee.IntegerField()
    position = peewee.IntegerField()
    number = peewee.TextField(default="")
    removed_at = OptionalUtcField()


class Answer(Table):
    """One version of one answer; rows are only ever added. `item` is None for a once-field.

    In an answering sheet `item` is the item of the asking sheet that is answered.
    """

    id = peewee.AutoField()
    sheet = peewee.ForeignKeyField(Sheet, index=False)
    sheet_id: int
    item = peewee.ForeignKeyField(Item, null=True)
    item_id: int | None
    field = peewee.TextField()
    version = peewee.IntegerField()
    value = JsonField()
    at = UtcField()
    by = peewee.TextField()

    class Meta:
        """A version is written once; for once-fields the index below sees to it."""

        indexes = ((("sheet", "item", "field", "version"), True),)


Answer.add_index(
    Answer.sheet,
    Answer.field,
    Answer.version,
    unique=True,
    where=Answer.item.is_null(),
    name="answer_once_field_version",
)


class Conflict(Table):
    """A text that met a newer one, kept until somebody has joined the two."""

    id = peewee.AutoField()
    sheet = peewee.ForeignKeyField(Sheet)
    sheet_id: int
    item = peewee.ForeignKeyField(Item, null=True)
    item_id: int | None
    field = peewee.TextField()
    mine = JsonField()
    mine_by = peewee.TextField()
    at = UtcField()
    base_version = peewee.IntegerField()
    settled_at = OptionalUtcField()


class Attachment(Table):
    """An attachment of a sheet. `file` is None when there are no bytes here."""

    id = peewee.AutoField()
    sheet = peewee.ForeignKeyField(Sheet)
    sheet_id: int
    kind = peewee.TextField()
    title = peewee.TextField()
    file_name = peewee.TextField()
    size = peewee.IntegerField()
    file = peewee.ForeignKeyField(File, column_name="sha256", object_id_name="sha256", null=True)
    sha256: str | None
    address = peewee.TextField()
    removed_at = OptionalUtcField()


class Submission(Table):
    """A numbered, frozen copy of a sheet. `published_at` is when its document was made.

    The content stands last, so that a row can be read without it.
    """

    id = peewee.AutoField()
    sheet = peewee.ForeignKeyField(Sheet, index=False)
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
    published_at = OptionalUtcField()
    retry_at = OptionalUtcField()
    failure = peewee.TextField(default="")
    content = JsonField()

    class Meta:
        """Submissions are counted within the sheet, and receipts within the year."""

        indexes = ((("sheet", "number"), True), (("year", "year_count"), True))


Submission.add_index(Submission.id, where=Submission.published_at.is_null(), name="submission_unpublished")


class Reopening(Table):
    """A submitted sheet that was opened again."""

    id = peewee.AutoField()
    sheet = peewee.ForeignKeyField(Sheet)
    sheet_id: int
    at = UtcField()
    by = peewee.TextField()
    reason = peewee.TextField()
    until = UtcField()
