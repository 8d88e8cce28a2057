"""Tables of what documents are made from: processes, Word templates, looks and the bytes of every file."""

import peewee

from formserver.storage.engine.fields import JsonField, UtcField
from formserver.storage.tables.base import Table


class FileRow(Table):
    """The bytes of a file, once, however many documents, templates and attachments hold it."""

    sha256 = peewee.TextField(primary_key=True)
    size = peewee.IntegerField()
    content = peewee.BlobField()


class ProcessRow(Table):
    """A process definition as it was when a dialog began with it."""

    id = peewee.AutoField()
    key = peewee.TextField()
    sha256 = peewee.TextField()
    pinned_at = UtcField()
    files = JsonField()

    class Meta:
        """A definition is kept once."""

        indexes = ((("key", "sha256"), True),)


class TemplateRow(Table):
    """A version of a Word template."""

    id = peewee.AutoField()
    process = peewee.TextField()
    document = peewee.TextField()
    language = peewee.TextField()
    number = peewee.IntegerField()
    file = peewee.ForeignKeyField(FileRow, column_name="sha256", object_id_name="sha256")
    sha256: str
    added_at = UtcField()
    by = peewee.TextField()
    note = peewee.TextField()

    class Meta:
        """Versions are counted within process, document and language."""

        indexes = ((("process", "document", "language", "number"), True),)


class LookRow(Table):
    """What a municipality, known by its number, looks like on paper. `file` holds its arms."""

    id = peewee.AutoField()
    municipality = peewee.TextField(unique=True)
    name = peewee.TextField()
    address = peewee.TextField()
    colour = peewee.TextField()
    file = peewee.ForeignKeyField(FileRow, column_name="sha256", object_id_name="sha256", null=True)
    sha256: str | None
    changed_at = UtcField()
    by = peewee.TextField()
