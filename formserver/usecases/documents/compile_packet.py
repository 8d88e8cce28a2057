"""Worker: freezes the packet at its time, or when the organiser asks, and writes to everybody.

Holes do not stop it.
"""

from datetime import datetime

from formserver.domain import progress
from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Dialog
from formserver.domain.packet import Packet
from formserver.storage import database, dialogs, documents
from formserver.usecases.documents import make_document
from formserver.usecases.documents.make_document import DocumentSource
from formserver.usecases.documents.send_document import Sending, tried, waits
from formserver.usecases.mail import letter_names
from formserver.usecases.tools import Tools


def compile_due(tools: Tools) -> bool:
    """Compiles the packet of one dialog whose time has come; says whether there was one."""
    now = tools.clock()
    with database.reading():
        running = dialogs.many(dialogs.running_ids(now.astimezone(OSLO).date()))
        due = [
            dialog
            for dialog in running
            if is_due(dialog, now) and not waits(dialog, dialog.process.packet, now)
        ]
    for dialog in due[:1]:
        with tried(tools, dialog, dialog.process.packet):
            _compile(tools, dialog)
    return bool(due)


def is_due(dialog: Dialog, now: datetime) -> bool:
    """Whether the packet should be frozen now."""
    if dialog.packet or dialog.cancelled_at or not dialog.taken_into_use_at or now >= dialog.meeting.ends:
        return False
    return bool(dialog.packet_asked_at) or now >= progress.packet_deadline(dialog).at


def _compile(tools: Tools, dialog: Dialog) -> None:
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
