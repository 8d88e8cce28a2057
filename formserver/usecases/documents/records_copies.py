"""Copies of a frozen document to the parties' records addresses.

Whole, in numbered mails, with no link at all.
"""

from collections.abc import Iterable, Sequence

from formserver.domain import media_types
from formserver.domain.content import Attachment, AttachmentKind
from formserver.domain.dialog import Dialog, Document, Party
from formserver.storage.outbox import AttachedFile
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools

Enclosure = tuple[AttachedFile, int]  # a file and its size in bytes


def enclosures(document: Document, attachments: Iterable[Attachment]) -> list[Enclosure]:
    """The document and the attachments that have bytes, with their sizes."""
    word = AttachedFile(sha256=document.sha256, file_name=document.file_name, media_type=media_types.WORD)
    files = [(_file(one), one.size) for one in attachments if one.kind is AttachmentKind.FILE]
    return [(word, document.size), *files]


def parts(files: Sequence[Enclosure], limit: int) -> list[list[AttachedFile]]:
    """The files in as few mails as their order allows, each within `limit` bytes unless one file is over."""
    found: list[list[AttachedFile]] = []
    room = 0
    for file, size in files:
        if not found or size > room:
            found.append([])
            room = limit
        found[-1].append(file)
        room -= size
    return found


def send_copies(
    tools: Tools,
    dialog: Dialog,
    document: Document,
    attachments: Iterable[Attachment],
    parties: Iterable[Party],
) -> None:
    """Writes the copies to every party that has a records address. Called inside a writing transaction."""
    files = enclosures(document, attachments)
    split = parts(files, tools.settings.records_limit_bytes)
    total = sum(size for _, size in files)
    for party in parties:
        for number, part in enumerate(split, 1) if party.records_address else ():
            names = letter_names.of_document(
                dialog, document, party.language, [one.file_name for one in part], total
            )
            if len(split) > 1:
                names["part"] = letter_names.part(number, len(split), party.language)
            letter = dialog.process.letters["records_copy"]
            fact = f"{document.id}-{number}"
            write_letters.to_records(
                tools, dialog, party, Post(letter=letter, fact=fact, names={"document": names}, files=part)
            )


def _file(one: Attachment) -> AttachedFile:
    return AttachedFile(
        sha256=one.sha256, file_name=one.file_name, media_type=media_types.by_ending(one.file_name)
    )
