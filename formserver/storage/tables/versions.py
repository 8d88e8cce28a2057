"""Tables of what administrators change: versions of definitions, and which versions are in use since when."""

import peewee

from formserver.storage.engine.fields import JsonField, UtcField
from formserver.storage.tables.base import Table
from formserver.storage.tables.post import LetterRow
from formserver.storage.tables.processes import ProcessRow, TemplateRow


class TemplateUseRow(Table):
    """A version of a Word template was taken into use for new dialogs. The last one counts."""

    id = peewee.AutoField()
    template = peewee.ForeignKeyField(TemplateRow)
    template_id: int
    at = UtcField()
    by = peewee.TextField()


class TemplateCheckRow(Table):
    """What a check of a Word template against a definition found; an empty list is good news."""

    id = peewee.AutoField()
    template = peewee.ForeignKeyField(TemplateRow, index=False)
    template_id: int
    process = peewee.ForeignKeyField(ProcessRow)
    process_id: int
    checked_at = UtcField()
    findings = JsonField()

    class Meta:
        """Neither template version nor definition ever changes, so the last check says it all."""

        indexes = ((("template", "process"), True),)


class ProcessVersionRow(Table):
    """A version of a definition, counted within the process. Two versions may hold the same files."""

    id = peewee.AutoField()
    key = peewee.TextField()
    number = peewee.IntegerField()
    process = peewee.ForeignKeyField(ProcessRow)
    process_id: int
    added_at = UtcField()
    by = peewee.TextField()
    note = peewee.TextField()

    class Meta:
        """Versions are counted within the process."""

        indexes = ((("key", "number"), True),)


class ProcessUseRow(Table):
    """A version of a definition was taken into use for new dialogs. The last one counts."""

    id = peewee.AutoField()
    version = peewee.ForeignKeyField(ProcessVersionRow)
    version_id: int
    at = UtcField()
    by = peewee.TextField()


class ProcessDraftRow(Table):
    """The definition that administrators are working on: its files so far, and the version it began from."""

    id = peewee.AutoField()
    key = peewee.TextField(unique=True)
    base = peewee.ForeignKeyField(ProcessVersionRow)
    base_id: int
    files = JsonField()
    version = peewee.IntegerField()
    changed_at = UtcField()
    by = peewee.TextField()


class LetterOriginRow(Table):
    """The definition whose text a letter was written from."""

    id = peewee.AutoField()
    letter = peewee.ForeignKeyField(LetterRow, unique=True)
    letter_id: int
    process = peewee.ForeignKeyField(ProcessRow)
    process_id: int
