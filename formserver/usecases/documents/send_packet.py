"""The organiser wants the packet out now, ahead of its time. The worker freezes and sends it."""

from formserver.domain.refusals import AlreadySent, DialogCancelled, NotInUse
from formserver.storage import database, dialogs, journal
from formserver.usecases.actors import Actor
from formserver.usecases.tools import Tools


def send_packet(tools: Tools, actor: Actor, dialog_id: int) -> None:
    """Asks for the packet. Raises NotInUse, DialogCancelled and AlreadySent."""
    with database.writing():
        dialog = dialogs.get(dialog_id)
        if dialog.cancelled_at:
            raise DialogCancelled
        if not dialog.taken_into_use_at:
            raise NotInUse
        if dialog.packet or dialog.packet_asked_at:
            raise AlreadySent
        dialogs.mark_packet_asked(dialog_id, tools.clock())
        journal.note(dialog_id, "packet_asked", actor.name, {}, tools.clock())
