"""Who comes by a personal link, and whether it still works. Reading changes nothing."""

from formserver.domain.refusals import LinkDoesNotWork
from formserver.storage import database, dialogs, parties, personal_links
from formserver.usecases.actors import Visitor
from formserver.usecases.tools import Tools


def visitor(tools: Tools, link_id: int) -> Visitor:
    """The person whose link it is, with the dialog as it stands.

    Raises LinkDoesNotWork when it is unknown, withdrawn, replaced or past its time, or the person left.
    """
    with database.reading():
        link = personal_links.get(link_id)
        if link is None or link.withdrawn_at or link.until <= tools.clock():
            raise LinkDoesNotWork
        contact, party_id, removed = parties.contact(link.contact_id)
        dialog = dialogs.get(dialogs.id_of_contact(link.contact_id))
    party = dialog.party(party_id)
    if removed or party.withdrawn_at:
        raise LinkDoesNotWork
    return Visitor(link_id=link_id, contact=contact, party=party, dialog=dialog)
