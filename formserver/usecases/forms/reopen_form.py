"""The organiser opens a submitted form again, with a reason and till when; the party is told."""

from datetime import datetime

from formserver.domain.dialog import Reopening
from formserver.domain.refusals import DialogCancelled, MeetingPast, NotFound, NothingChanged
from formserver.storage import database, dialogs, journal, sheets
from formserver.usecases.actors import Actor
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools


def reopen_form(
    tools: Tools, actor: Actor, dialog_id: int, sheet_id: int, *, reason: str, until: datetime
) -> None:
    """Opens a submitted form until `until` (aware).

    Raises NothingChanged when it was never submitted, MeetingPast when `until` is past, DialogCancelled,
    NotFound.
    """
    now = tools.clock()
    with database.writing():
        dialog = dialogs.get(dialog_id)
        sheet = next((one for one in dialog.sheets if one.id == sheet_id), None)
        if sheet is None:
            raise NotFound
        if dialog.cancelled_at:
            raise DialogCancelled
        if sheet.latest is None:
            raise NothingChanged
        if until <= now:
            raise MeetingPast(day=until)
        sheets.reopen(sheet_id, Reopening(at=now, by=actor.name, reason=reason, until=until))
        form = dialog.process.form(sheet.form)
        whose = dialog.parties_of(form.role) if sheet.party_id is None else (dialog.party(sheet.party_id),)
        for party in whose:
            for contact in party.reachable:
                names = {
                    "by": {"name": actor.name},
                    "form": {"name": dialog.process.words[f"forms.{form.key}.definite"].to(contact.language)},
                    "reason": reason,
                    "deadline": letter_names.limit(until, contact.language, now),
                }
                letter = dialog.process.letters["form_reopened"]
                fact = f"{sheet_id}-{now:%Y-%m-%dT%H:%M:%S}"
                write_letters.to_contact(
                    tools, dialog, party, contact, Post(letter=letter, fact=fact, names=names)
                )
        facts = {"form": sheet.form, "reason": reason, "until": until.isoformat(), "party": sheet.party_id}
        journal.note(dialog_id, "reopened", actor.name, facts, now)
