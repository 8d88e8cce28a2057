"""Worker: reminds those who are missing, and tells the organisers once when a deadline has passed."""

from datetime import datetime

from formserver import i18n
from formserver.domain import progress, reminders
from formserver.domain.deadlines import OSLO, Deadline
from formserver.domain.dialog import Dialog, Party
from formserver.domain.process import Form
from formserver.domain.reminders import Reminder
from formserver.storage import database, dialogs, journal, outbox
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.write_letters import LetterNotWritten, Post
from formserver.usecases.tools import Tools


def send_due(tools: Tools) -> bool:
    """Writes every reminder that is due and not written; says whether there was one.

    A dialog whose letters cannot be written keeps nobody else waiting. Raises LetterNotWritten for it then.
    """
    now = tools.clock()
    with database.reading():
        running = dialogs.many(dialogs.running_ids(now.astimezone(OSLO).date()))
        waiting = [dialog for dialog in running if _anything(dialog, tools)]
    faults = []
    for dialog in waiting:
        try:
            with database.writing():
                _write(tools, dialogs.get(dialog.id))
        except LetterNotWritten as fault:
            faults.append(fault)
    if faults:
        raise faults[0]
    return bool(waiting)


def _anything(dialog: Dialog, tools: Tools) -> bool:
    now = tools.clock()
    due = (
        not outbox.has(_key(dialog, one, contact.id))
        for one in reminders.due(dialog, now)
        if one.letter
        for contact in one.party.reachable
    )
    return any(due) or any(
        not outbox.has(_overdue_key(dialog, one, account)) for one, account in _overdue(dialog, tools)
    )


def _write(tools: Tools, dialog: Dialog) -> None:
    now = tools.clock()
    for reminder in reminders.due(dialog, now):
        _remind(tools, dialog, reminder)
    for form, _ in _overdue(dialog, tools):
        _tell_organisers(tools, dialog, form)


def _remind(tools: Tools, dialog: Dialog, reminder: Reminder) -> None:
    written = False
    for contact in reminder.party.reachable if reminder.letter else ():
        language = contact.language
        names = {
            "deadline": letter_names.of_deadline(reminder.deadline, language, tools.clock()),
            "asked": letter_names.counted(progress.asked(dialog).get(reminder.party.id, 0), language),
        }
        told = Post(letter=reminder.letter or "", fact=_fact(reminder), names=names)
        written |= write_letters.to_contact(tools, dialog, reminder.party, contact, told) is not None
    if written:
        facts = {"party": reminder.party.id, "overdue": reminder.overdue}
        journal.note(dialog.id, "reminded", "", facts, tools.clock())


def _fact(reminder: Reminder) -> str:
    return f"{reminder.deadline.key}-{reminder.deadline.day:%Y-%m-%d}-{reminder.at:%Y-%m-%d}"


def _key(dialog: Dialog, reminder: Reminder, contact_id: int) -> str:
    return f"dialog-{dialog.id}/{reminder.letter}/{contact_id}/{_fact(reminder)}"


def _overdue(dialog: Dialog, tools: Tools) -> list[tuple[Form, int]]:
    """The forms that are missing after their deadline, with each account that is to be told."""
    now = tools.clock()
    over = bool(dialog.cancelled_at) or now >= dialog.meeting.ends
    late = [form for form in dialog.process.forms if not over and _is_overdue(dialog, form, now)]
    return [(form, organiser.account_id) for form in late for organiser in dialog.organisers]


def _is_overdue(dialog: Dialog, form: Form, now: datetime) -> bool:
    deadline = progress.deadline_of(dialog, form)
    return now > deadline.at and bool(_missing(dialog, form))


def _missing(dialog: Dialog, form: Form) -> tuple[Party, ...]:
    if form.answers:
        return progress.missing(dialog)
    sheet = dialog.sheet(form, None)
    return () if sheet and sheet.latest else dialog.parties_of(form.role)


def _overdue_key(dialog: Dialog, form: Form, account_id: int) -> str:
    letter = dialog.process.letters["overdue_to_organiser"]
    fact = _overdue_fact(progress.deadline_of(dialog, form))
    return f"dialog-{dialog.id}/{letter}/account-{account_id}/{fact}"


def _overdue_fact(deadline: Deadline) -> str:
    return f"{deadline.key}-{deadline.day:%Y-%m-%d}"


def _tell_organisers(tools: Tools, dialog: Dialog, form: Form) -> None:
    deadline = progress.deadline_of(dialog, form)
    for organiser in dialog.organisers:
        language = organiser.language
        names = {
            "deadline": letter_names.of_deadline(deadline, language, tools.clock()),
            "missing": [_line(dialog, form, party, language) for party in _missing(dialog, form)],
        }
        letter = dialog.process.letters["overdue_to_organiser"]
        write_letters.to_organiser(
            tools, dialog, organiser, Post(letter=letter, fact=_overdue_fact(deadline), names=names)
        )


def _line(dialog: Dialog, form: Form, party: Party, language: str) -> str:
    whose = dialog.process.words[f"forms.{form.key}.from_party"].to(language)
    count = progress.asked(dialog).get(party.id, 0) if form.answers else 0
    line = whose.format(party_name=party.name.to(language))
    return f"{line} ({i18n.count(language, 'items', count)})" if count else line
