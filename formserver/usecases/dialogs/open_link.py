"""Who comes by a personal link, and whether it still works. Reading changes nothing."""

from formserver.domain.refusals import LinkDoesNotWork
from formserver.storage import database, dialogs, personal_links
from formserver.usecases.actors import Visitor
from formserver.usecases.tools import Tools


def visitor(tools: Tools, link_id: int) -> Visitor:
    """The person whose link it is, with the dialog as it stands.

    Raises LinkDoesNotWork when it is unknown, withdrawn, replaced or past its time, or the person left.
    """
    with database.reading():
        holder = personal_links.holder(link_id)
        if holder is None or holder.withdrawn_at or holder.until <= tools.clock():
            raise LinkDoesNotWork
        dialog = dialogs.get(holder.dialog_id)
    party = dialog.party(holder.party_id)
    contact = next((one for one in party.contacts if one.id == holder.contact_id), None)
    if contact is None or party.withdrawn_at:
        raise LinkDoesNotWork
    return Visitor(link_id=link_id, contact=contact, party=party, dialog=dialog)
