"""A party says whether the day suits; when it does not, the organisers are told at once."""

from formserver.domain.dialog import Reply
from formserver.domain.refusals import DialogCancelled
from formserver.i18n import dates
from formserver.storage import database, dialogs, journal, parties
from formserver.usecases.actors import Visitor
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools


def answer_invitation(tools: Tools, visitor: Visitor, attends: bool, proposal: str) -> Reply:
    """Stores the party's reply, which replaces an earlier one. Raises DialogCancelled."""
    now = tools.clock()
    reply = Reply(attends=attends, proposal="" if attends else proposal, by=visitor.contact.name, at=now)
    with database.writing():
        dialog = dialogs.get(visitor.dialog.id)
        if dialog.cancelled_at:
            raise DialogCancelled
        parties.set_reply(visitor.party.id, reply)
        facts = {"party": visitor.party.id, "attends": attends, "proposal": reply.proposal}
        journal.note(dialog.id, "replied", visitor.contact.name, facts, now)
        if not attends:
            _tell(tools, visitor, reply)
    return reply


def _tell(tools: Tools, visitor: Visitor, reply: Reply) -> None:
    dialog = visitor.dialog
    for organiser in dialog.organisers:
        language = organiser.language
        names = {
            "party": letter_names.of_party(visitor.party, language),
            "reply": {"proposal": reply.proposal, "by": reply.by, "when": dates.moment(reply.at, language)},
        }
        fact = f"{visitor.party.id}-{reply.at:%Y-%m-%dT%H:%M:%S}"
        letter = dialog.process.letters["date_does_not_fit"]
        write_letters.to_organiser(tools, dialog, organiser, Post(letter=letter, fact=fact, names=names))
