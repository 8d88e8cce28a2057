"""Tables of a dialog, its parties, and the links their contacts hold."""

import peewee

from formserver.storage.engine.fields import OptionalUtcField, UtcField, WordsField
from formserver.storage.tables.accounts import AccountRow
from formserver.storage.tables.base import Table
from formserver.storage.tables.processes import ProcessRow, TemplateRow


class DialogRow(Table):
    """A dialog. `imported_id` is None for one that was planned here."""

    id = peewee.AutoField()
    process = peewee.ForeignKeyField(ProcessRow)
    process_id: int
    title = WordsField()
    language = peewee.TextField()
    day = peewee.DateField(index=True)
    start = peewee.TimeField()
    end = peewee.TimeField()
    place = peewee.TextField()
    online = peewee.TextField()
    practical = peewee.TextField()
    created_at = UtcField()
    imported_id = peewee.TextField(null=True, unique=True)
    sequence = peewee.IntegerField(default=0)
    taken_into_use_at = OptionalUtcField()
    cancelled_at = OptionalUtcField()
    cancel_reason = peewee.TextField(default="")
    packet_asked_at = OptionalUtcField()


class ThemeRow(Table):
    """A theme of a dialog."""

    id = peewee.AutoField()
    dialog = peewee.ForeignKeyField(DialogRow)
    dialog_id: int
    position = peewee.IntegerField()
    number = peewee.IntegerField()
    title = WordsField()

    class Meta:
        """A number means one theme."""

        indexes = ((("dialog", "number"), True),)


class ProgrammeLineRow(Table):
    """A line of the programme."""

    id = peewee.AutoField()
    dialog = peewee.ForeignKeyField(DialogRow)
    dialog_id: int
    position = peewee.IntegerField()
    at = peewee.TimeField(null=True)
    title = WordsField()


class OverrideRow(Table):
    """A deadline that the host set by hand."""

    id = peewee.AutoField()
    dialog = peewee.ForeignKeyField(DialogRow)
    dialog_id: int
    key = peewee.TextField()
    at = UtcField()
    reason = peewee.TextField()

    class Meta:
        """A deadline is set once."""

        indexes = ((("dialog", "key"), True),)


class OrganiserRow(Table):
    """An account that runs a dialog."""

    id = peewee.AutoField()
    dialog = peewee.ForeignKeyField(DialogRow)
    dialog_id: int
    account = peewee.ForeignKeyField(AccountRow)
    account_id: int
    responsible = peewee.BooleanField()
    added_at = UtcField()

    class Meta:
        """An account runs a dialog once."""

        indexes = ((("dialog", "account"), True),)


OrganiserRow.add_index(
    OrganiserRow.dialog,
    unique=True,
    where=OrganiserRow.responsible == True,  # noqa: E712 - SQL, not Python
    name="organiser_one_responsible",
)


class PartyRow(Table):
    """A party of a dialog, with what it said to the invitation."""

    id = peewee.AutoField()
    dialog = peewee.ForeignKeyField(DialogRow)
    dialog_id: int
    position = peewee.IntegerField()
    role = peewee.TextField()
    type = peewee.TextField()
    name = WordsField()
    short_name = WordsField()
    number = peewee.TextField()
    description = WordsField()
    language = peewee.TextField()
    records_address = peewee.TextField()
    case_number = peewee.TextField()
    reply_attends = peewee.BooleanField(null=True)
    reply_proposal = peewee.TextField(default="")
    reply_by = peewee.TextField(default="")
    reply_at = OptionalUtcField()
    withdrawn_at = OptionalUtcField()


class ContactRow(Table):
    """A person of a party. `address_key` is the address as it is compared."""

    id = peewee.AutoField()
    party = peewee.ForeignKeyField(PartyRow)
    party_id: int
    name = peewee.TextField()
    title = peewee.TextField()
    email = peewee.TextField()
    address_key = peewee.TextField(index=True)
    phone = peewee.TextField()
    language = peewee.TextField()
    deputy = peewee.BooleanField()
    invited_at = OptionalUtcField()
    removed_at = OptionalUtcField()


class PersonalLinkRow(Table):
    """A link that a contact holds. The secret is not here: the address is signed."""

    id = peewee.AutoField()
    contact = peewee.ForeignKeyField(ContactRow)
    contact_id: int
    made_at = UtcField()
    until = UtcField()
    withdrawn_at = OptionalUtcField()


class PinnedTemplateRow(Table):
    """A template version that a dialog makes its documents from."""

    id = peewee.AutoField()
    dialog = peewee.ForeignKeyField(DialogRow)
    dialog_id: int
    template = peewee.ForeignKeyField(TemplateRow)
    template_id: int

    class Meta:
        """A version is pinned once."""

        indexes = ((("dialog", "template"), True),)
