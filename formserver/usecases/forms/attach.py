"""Attachments of a form: a file, a web address, or the announcement of what comes through another channel."""

import hashlib
from collections.abc import Sequence

from formserver.domain.content import Attachment, AttachmentKind
from formserver.domain.dialog import Dialog, Document, Party, Sheet, Submission
from formserver.domain.process import Form
from formserver.domain.refusals import FileRefused, NotFound
from formserver.storage import attachments, database, dialogs, files, sheets, submissions
from formserver.storage.accounts import Account
from formserver.storage.attachments import NewAttachment
from formserver.usecases.actors import Visitor, Writer
from formserver.usecases.forms.save_draft import ensure_sheet, open_for_writing
from formserver.usecases.tools import Tools


def attach_file(
    tools: Tools, writer: Writer, form_key: str, file_name: str, content: bytes, title: str
) -> int:
    """Encloses a file whose type was found good.

    Raises FileRefused for size, emptiness or count; as `save_draft`.
    """
    limit = tools.settings.upload_limit_bytes
    if not content:
        raise FileRefused(why="empty", file=file_name)
    if len(content) > limit:
        raise FileRefused(why="size", file=file_name, size=len(content), limit=limit)
    new = NewAttachment(
        kind=AttachmentKind.FILE,
        title=title or file_name.rpartition(".")[0] or file_name,
        file_name=file_name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        address="",
    )
    return _attach(tools, writer, form_key, new, content)


def attach_address(tools: Tools, writer: Writer, form_key: str, title: str, address: str) -> int:
    """Names a web address as attachment."""
    new = NewAttachment(
        kind=AttachmentKind.ADDRESS, title=title or address, file_name="", size=0, sha256="", address=address
    )
    return _attach(tools, writer, form_key, new, None)


def announce(tools: Tools, writer: Writer, form_key: str, title: str) -> int:
    """Lists something that must not be uploaded, because it is exempt from public access."""
    new = NewAttachment(
        kind=AttachmentKind.OTHER_CHANNEL, title=title, file_name="", size=0, sha256="", address=""
    )
    return _attach(tools, writer, form_key, new, None)


def remove_attachment(tools: Tools, writer: Writer, form_key: str, attachment_id: int) -> None:
    """Takes an attachment off the draft; what was submitted keeps it. Raises NotFound and as `save_draft`."""
    with database.writing():
        page = open_for_writing(tools, writer, form_key)
        if page.desk is None or all(one.id != attachment_id for one in page.draft.attachments):
            raise NotFound
        attachments.remove(attachment_id, tools.clock())
        sheets.touch(page.desk.id, tools.clock(), writer.actor.name)


def read_attachment(tools: Tools, reader: Visitor | Account, attachment_id: int) -> tuple[Attachment, bytes]:
    """An enclosed file, for those who may read it.

    That is the party's own people, the organisers once it is submitted, and everybody once it is shown.
    Raises NotFound.
    """
    del tools
    with database.reading():
        attachment, sheet_id = attachments.get(attachment_id)
        sheet, dialog_id = sheets.get(sheet_id)
        if attachment.kind is not AttachmentKind.FILE:
            raise NotFound
        if not _may_read(dialogs.get(dialog_id), reader, attachment, sheet):
            raise NotFound
        return attachment, files.content(attachment.sha256)


def _may_read(dialog: Dialog, reader: Visitor | Account, attachment: Attachment, sheet: Sheet) -> bool:
    if isinstance(reader, Visitor):
        return _party_may_read(dialog, reader, attachment, sheet)
    return _organiser_may_read(dialog, reader, attachment, sheet)


def _party_may_read(dialog: Dialog, reader: Visitor, attachment: Attachment, sheet: Sheet) -> bool:
    form = dialog.process.form(sheet.form)
    if reader.dialog.id != dialog.id:
        return False
    if not _is_theirs(reader.party, form, sheet):
        return _is_in(attachment, _shown_to_all(dialog, form, sheet))
    if not sheet.on_behalf:
        return True
    # What is about to be registered for them is nobody's answer yet.
    return _is_in(attachment, _submitted(dialog, form, sheet))


def _organiser_may_read(dialog: Dialog, reader: Account, attachment: Attachment, sheet: Sheet) -> bool:
    form = dialog.process.form(sheet.form)
    organises = any(one.account_id == reader.id for one in dialog.organisers)
    if not organises and not reader.administrator:
        return False
    if form.joint or sheet.on_behalf:
        return True
    return _is_in(attachment, _submitted(dialog, form, sheet))


def _is_theirs(party: Party, form: Form, sheet: Sheet) -> bool:
    """Whether a party fills in a sheet."""
    return party.role == form.role if form.joint else party.id == sheet.party_id


def _submitted(dialog: Dialog, form: Form, sheet: Sheet) -> Sequence[Submission]:
    standing = dialog.sheet(form, sheet.party_id)
    return standing.submissions if standing else ()


def _shown_to_all(dialog: Dialog, form: Form, sheet: Sheet) -> Sequence[Submission]:
    """Every submission of a sheet, or those that a compiled document holds."""
    submitted = _submitted(dialog, form, sheet)
    if form.shown == "as_sent":
        return submitted
    compiled = [document for document in dialog.documents if _is_compiled(dialog, document)]
    told = {held for document in compiled for held in document.holds}
    return [one for one in submitted if one.id in told]


def _is_in(attachment: Attachment, submitted: Sequence[Submission]) -> bool:
    return any(attachment in submissions.content(one.id).attachments for one in submitted)


def _is_compiled(dialog: Dialog, document: Document) -> bool:
    return dialog.process.document(document.kind).compiled


def _attach(tools: Tools, writer: Writer, form_key: str, new: NewAttachment, content: bytes | None) -> int:
    with database.writing():
        page = open_for_writing(tools, writer, form_key)
        if not page.form.attachments:
            raise NotFound
        if len(page.draft.attachments) >= tools.settings.upload_count:
            raise FileRefused(why="count", file=new.file_name or new.title, limit=tools.settings.upload_count)
        if content is not None:
            files.keep(content)
        sheet_id = ensure_sheet(page)
        attachment_id = attachments.add(sheet_id, new)
        sheets.touch(sheet_id, tools.clock(), writer.actor.name)
    return attachment_id
