"""Worker: freezes the packet at its time, or when the organiser asks, and writes to everybody.

Holes do not stop it.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from formserver.domain import progress
from formserver.domain.dialog import Dialog
from formserver.domain.packet import Packet
from formserver.storage import database, dialogs, documents
from formserver.storage.attempts import WorkKey
from formserver.usecases.documents import make_document
from formserver.usecases.documents.make_document import DocumentSource
from formserver.usecases.documents.send_document import Sending
from formserver.usecases.due_work import DueWork, WorkKind
from formserver.usecases.mail import letter_names
from formserver.usecases.tools import Tools


def due(dialog: Dialog, now: datetime) -> Iterator[DueWork]:
    """The packet, when its time has come."""
    if is_due(dialog, now):
        key = WorkKey(dialog.id, WorkKind.DOCUMENT, dialog.process.packet.key)
        yield DueWork(key=key, do=partial(_compile, dialog=dialog))


def is_due(dialog: Dialog, now: datetime) -> bool:
    """Whether the packet should be frozen now."""
    if dialog.packet or dialog.cancelled_at or not dialog.taken_into_use_at or now >= dialog.meeting.ends:
        return False
    return bool(dialog.packet_asked_at) or now >= progress.packet_deadline(dialog).at


def _compile(tools: Tools, *, dialog: Dialog) -> None:
    kind = dialog.process.packet
    source = make_document.read(dialog.id, kind)
    with database.reading():
        number = documents.next_number(dialog.id, kind.key)
    filled = make_document.packet(tools, source, kind, number)
    _send(tools, filled, *make_document.made(tools, source, filled))


def _send(tools: Tools, filled: Packet, source: DocumentSource, word: bytes) -> None:
    dialog = source.dialog
    with database.writing():
        now_standing = dialogs.get(dialog.id)
        if now_standing.packet or now_standing.cancelled_at:
            return  # another worker was first, or the meeting was cancelled meanwhile
        sending = Sending.freeze(tools, source, filled, word)
        missing = filled.missing
        sending.to_everybody(
            lambda language: {"missing": letter_names.missing_in_packet(dialog, missing, language)}
        )
