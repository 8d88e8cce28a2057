"""The documents that a reader may see and fetch.

A party its own and what is shown to all, an organiser everything.
"""

from formserver.domain.content import Attachment
from formserver.domain.dialog import Dialog, Document, Party
from formserver.domain.refusals import NotFound
from formserver.storage import database, dialogs, documents, submissions
from formserver.storage.accounts import Account
from formserver.usecases.actors import Visitor
from formserver.usecases.tools import Tools


def of_party(tools: Tools, visitor: Visitor) -> list[Document]:
    """What the visitor's party may read, the newest last."""
    del tools
    return [
        document for document in visitor.dialog.documents if may_read(visitor.dialog, visitor.party, document)
    ]


def attachments_of(tools: Tools, visitor: Visitor) -> list[Attachment]:
    """The attachments of everything submitted that stands and that the visitor's party may read.

    So a packet that came as a link has what belongs to it beside it.
    """
    dialog = visitor.dialog
    readable = {document.submission_id for document in of_party(tools, visitor)}
    for document in dialog.documents:
        if _is_compiled(dialog, document):
            readable |= set(document.holds)
    standing = [sheet.latest.id for sheet in dialog.sheets if sheet.latest and sheet.latest.id in readable]
    if not standing:
        return []
    with database.reading():
        contents = submissions.contents(standing)
    return [one for found in standing for one in contents[found].attachments]


def _is_compiled(dialog: Dialog, document: Document) -> bool:
    return dialog.process.document(document.kind).compiled


def content(tools: Tools, reader: Visitor | Account, document_id: int) -> tuple[Document, bytes]:
    """One document with its bytes. Raises NotFound when it is not this reader's."""
    del tools
    with database.reading():
        document, dialog_id = documents.get(document_id)
        dialog = dialogs.get(dialog_id)
        if isinstance(reader, Visitor):
            allowed = reader.dialog.id == dialog_id and may_read(dialog, reader.party, document)
        else:
            allowed = reader.administrator or any(one.account_id == reader.id for one in dialog.organisers)
        if not allowed:
            raise NotFound
        return document, documents.content(document_id)


def may_read(dialog: Dialog, party: Party, document: Document) -> bool:
    """Whether a party may read a document.

    Compiled ones and those shown as sent are everybody's, others its own.
    """
    kind = dialog.process.document(document.kind)
    if kind.compiled or kind.form is None:
        return True
    form = dialog.process.form(kind.form)
    own = party.role == form.role if form.joint else document.party_id == party.id
    return own or form.shown == "as_sent"
