"""Tables of what leaves the house: documents, letters, and the journal of who did what."""

import peewee

from formserver.storage.engine.fields import JsonField, OptionalUtcField, UtcField
from formserver.storage.tables.accounts import AccountRow, SignInCodeRow
from formserver.storage.tables.answers import SubmissionRow
from formserver.storage.tables.base import Table
from formserver.storage.tables.dialogs import ContactRow, DialogRow, PartyRow, PersonalLinkRow
from formserver.storage.tables.processes import FileRow, TemplateRow


class DocumentRow(Table):
    """A Word document that was made and frozen."""

    id = peewee.AutoField()
    dialog = peewee.ForeignKeyField(DialogRow, index=False)
    dialog_id: int
    kind = peewee.TextField()
    number = peewee.IntegerField()
    file_name = peewee.TextField()
    size = peewee.IntegerField()
    file = peewee.ForeignKeyField(FileRow, column_name="sha256", object_id_name="sha256")
    sha256: str
    frozen_at = UtcField()
    language = peewee.TextField()
    party = peewee.ForeignKeyField(PartyRow, null=True)
    party_id: int | None
    submission = peewee.ForeignKeyField(SubmissionRow, null=True)
    submission_id: int | None
    holds = JsonField()
    template = peewee.ForeignKeyField(TemplateRow, null=True)
    template_id: int | None

    class Meta:
        """Documents are looked up by dialog and kind."""

        indexes = ((("dialog", "kind", "number"), False), (("submission", "language"), True))


DocumentRow.add_index(
    DocumentRow.dialog,
    DocumentRow.kind,
    DocumentRow.number,
    DocumentRow.language,
    unique=True,
    where=DocumentRow.submission.is_null(),
    name="document_one_compiled",
)


class LetterRow(Table):
    """An e-mail that is to be sent or was. `key` names fact and recipient: it is written once.

    A letter waits while it is neither sent, failed, held nor stopped. The long texts stand last,
    so that a row can be read without them.
    """

    id = peewee.AutoField()
    key = peewee.TextField(unique=True)
    letter = peewee.TextField()
    language = peewee.TextField()
    dialog = peewee.ForeignKeyField(DialogRow, null=True)
    dialog_id: int | None
    party = peewee.ForeignKeyField(PartyRow, null=True)
    party_id: int | None
    contact = peewee.ForeignKeyField(ContactRow, null=True)
    contact_id: int | None
    account = peewee.ForeignKeyField(AccountRow, null=True)
    account_id: int | None
    link = peewee.ForeignKeyField(PersonalLinkRow, null=True)
    link_id: int | None
    code = peewee.ForeignKeyField(SignInCodeRow, null=True)
    code_id: int | None
    recipient_name = peewee.TextField()
    recipient_address = peewee.TextField()
    reply_name = peewee.TextField()
    reply_address = peewee.TextField()
    message_id = peewee.TextField()
    due_at = UtcField()
    written_at = UtcField()
    attempts = peewee.IntegerField(default=0)
    next_try_at = UtcField()
    claimed_by = peewee.TextField(default="")
    claimed_until = OptionalUtcField()
    sent_at = OptionalUtcField()
    server_reply = peewee.TextField(default="")
    failed_at = OptionalUtcField()
    failure = peewee.TextField(default="")
    failure_text = peewee.TextField(default="")
    held_at = OptionalUtcField()
    held_by = peewee.TextField(default="")
    stopped_at = OptionalUtcField()
    stopped_why = peewee.TextField(default="")
    urgent = peewee.BooleanField(default=False)
    files = JsonField()
    calendar_method = peewee.TextField()
    subject = peewee.TextField()
    calendar = peewee.TextField()
    text = peewee.TextField()
    html = peewee.TextField()


def waiting() -> peewee.Expression:
    """What makes a letter wait; the index of the waiting ones says the same."""
    return (
        LetterRow.sent_at.is_null()
        & LetterRow.failed_at.is_null()
        & LetterRow.held_at.is_null()
        & LetterRow.stopped_at.is_null()
    )


TRIED = peewee.SQL('("attempts" > 0)')  # a failed letter waits behind those that were never tried
LetterRow.add_index(
    LetterRow.urgent, TRIED, LetterRow.next_try_at, LetterRow.id, where=waiting(), name="letter_waiting"
)
LetterRow.add_index(
    LetterRow.dialog, LetterRow.party, where=LetterRow.failed_at.is_null(False), name="letter_failed"
)


class JournalEntryRow(Table):
    """One thing that was done. `party_id` repeats the fact of that name, to find a party's last event."""

    id = peewee.AutoField()
    dialog = peewee.ForeignKeyField(DialogRow, null=True, index=False)
    dialog_id: int | None
    at = UtcField()
    event = peewee.TextField()
    by = peewee.TextField()
    party_id = peewee.IntegerField(null=True)
    facts = JsonField()

    class Meta:
        """A dialog's journal is read from its end, and each party's last entry is looked up."""

        indexes = ((("dialog", "party_id"), False),)
