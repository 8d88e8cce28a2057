"""Tables of what administrators change: versions of definitions, and which versions are in use since when."""

import peewee

from formserver.storage.engine.fields import JsonField, UtcField
from formserver.storage.tables.base import Table
from formserver.storage.tables.post import Letter
from formserver.storage.tables.processes import Process, Template


class TemplateUse(Table):
    """A version of a Word template was taken into use for new dialogs. The last one counts."""

    id = peewee.AutoField()
    template = peewee.ForeignKeyField(Template)
    template_id: int
    at = UtcField()
    by = peewee.TextField()


class TemplateCheck(Table):
    """What a check of a Word template against a definition found; an empty list is good news."""

    id = peewee.AutoField()
    template = peewee.ForeignKeyField(Template, index=False)
    template_id: int
    process = peewee.ForeignKeyField(Process)
    process_id: int
    checked_at = UtcField()
    findings = JsonField()

    class Meta:
        """Neither template version nor definition ever changes, so the last check says it all."""

        indexes = ((("template", "process"), True),)


class ProcessVersion(Table):
    """A version of a definition, counted within the process. Two versions may hold the same files."""

    id = peewee.AutoField()
    key = peewee.TextField()
    number = peewee.IntegerField()
    process = peewee.ForeignKeyField(Process)
    process_id: int
    added_at = UtcField()
    by = peewee.TextField()
    note = peewee.TextField()

    class Meta:
        """Versions are counted within the process."""

        indexes = ((("key", "number"), True),)


class ProcessUse(Table):
    """A version of a definition was taken into use for new dialogs. The last one counts."""

    id = peewee.AutoField()
    version = peewee.ForeignKeyField(ProcessVersion)
    version_id: int
    at = UtcField()
    by = peewee.TextField()


class ProcessDraft(Table):
    """The definition that administrators are working on: its files so far, and the version it began from."""

    id = peewee.AutoField()
    key = peewee.TextField(unique=True)
    base = peewee.ForeignKeyField(ProcessVersion)
    base_id: int
    files = JsonField()
    version = peewee.IntegerField()
    changed_at = UtcField()
    by = peewee.TextField()


class LetterOrigin(Table):
    """The definition whose text a letter was written from."""

    id = peewee.AutoField()
    letter = peewee.ForeignKeyField(Letter, unique=True)
    letter_id: int
    process = peewee.ForeignKeyField(Process)
    process_id: int
