"""Worker: reminds those who are missing, and tells the organisers once when a deadline has passed."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from formserver import i18n
from formserver.domain import letter_keys, progress, reminders
from formserver.domain.dialog import Dialog, Party
from formserver.domain.process import Form
from formserver.domain.reminders import Reminder
from formserver.storage import database, dialogs, journal, outbox
from formserver.storage.attempts import WorkKey
from formserver.usecases.due_work import DueWork, WorkKind
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools

OVERDUE = "overdue_to_organiser"


def due(dialog: Dialog, now: datetime) -> Iterator[DueWork]:
    """Every reminder, and every word of a missed deadline, that is due and not written."""
    for reminder in reminders.due(dialog, now):
        if reminder.letter and not outbox.have(_keys(dialog, reminder, reminder.letter)):
            about = _about(reminder)
            yield DueWork(
                key=WorkKey(dialog.id, WorkKind.REMINDER, about),
                do=partial(_remind, dialog_id=dialog.id, about=about),
            )
    for form in _overdue(dialog, now):
        if not outbox.have(_overdue_keys(dialog, form)):
            yield DueWork(
                key=WorkKey(dialog.id, WorkKind.OVERDUE, f"{form.key}-{_overdue_fact(dialog, form)}"),
                do=partial(_tell_organisers, dialog_id=dialog.id, form_key=form.key),
            )


def _remind(tools: Tools, *, dialog_id: int, about: str) -> None:
    with database.writing():
        dialog = dialogs.get(dialog_id)
        for reminder in reminders.due(dialog, tools.clock()):
            if reminder.letter and _about(reminder) == about:
                _write(tools, dialog, reminder, reminder.letter)


def _write(tools: Tools, dialog: Dialog, reminder: Reminder, letter: str) -> None:
    written = False
    for contact in reminder.party.reachable:
        language = contact.language
        names = {
            "deadline": letter_names.of_deadline(reminder.deadline, language, tools.clock()),
            "asked": letter_names.counted(progress.asked(dialog).get(reminder.party.id, 0), language),
        }
        told = Post(letter=letter, fact=_fact(reminder), names=names)
        written |= write_letters.to_contact(tools, dialog, reminder.party, contact, told) is not None
    if written:
        facts = {"party": reminder.party.id, "overdue": reminder.overdue}
        journal.note(dialog.id, "reminded", "", facts, tools.clock())


def _about(reminder: Reminder) -> str:
    return f"{reminder.party.id}-{_fact(reminder)}"


def _fact(reminder: Reminder) -> str:
    return f"{reminder.deadline.key}-{reminder.deadline.day:%Y-%m-%d}-{reminder.at:%Y-%m-%d}"


def _keys(dialog: Dialog, reminder: Reminder, letter: str) -> list[str]:
    fact = _fact(reminder)
    return [
        letter_keys.to_contact(dialog.id, letter, contact.id, fact) for contact in reminder.party.reachable
    ]


def _overdue(dialog: Dialog, now: datetime) -> list[Form]:
    """The forms that are missing after their deadline, while it still matters."""
    if dialog.cancelled_at or not dialog.taken_into_use_at or now >= dialog.meeting.ends:
        return []
    return [form for form in dialog.process.forms if _is_overdue(dialog, form, now)]


def _is_overdue(dialog: Dialog, form: Form, now: datetime) -> bool:
    return now > progress.deadline_of(dialog, form).at and bool(_missing(dialog, form))


def _missing(dialog: Dialog, form: Form) -> tuple[Party, ...]:
    if form.answers:
        return progress.missing(dialog)
    sheet = dialog.sheet(form, None)
    return () if sheet and sheet.latest else dialog.parties_of(form.role)


def _overdue_keys(dialog: Dialog, form: Form) -> list[str]:
    letter, fact = dialog.process.letters[OVERDUE], _overdue_fact(dialog, form)
    return [
        letter_keys.to_organiser(dialog.id, letter, organiser.account_id, fact)
        for organiser in dialog.organisers
    ]


def _overdue_fact(dialog: Dialog, form: Form) -> str:
    deadline = progress.deadline_of(dialog, form)
    return f"{deadline.key}-{deadline.day:%Y-%m-%d}"


def _tell_organisers(tools: Tools, *, dialog_id: int, form_key: str) -> None:
    with database.writing():
        dialog = dialogs.get(dialog_id)
        form = dialog.process.form(form_key)
        missing = _missing(dialog, form)
        for organiser in dialog.organisers if missing else ():
            language = organiser.language
            names = {
                "deadline": letter_names.of_deadline(
                    progress.deadline_of(dialog, form), language, tools.clock()
                ),
                "missing": [_line(dialog, form, party, language) for party in missing],
            }
            told = Post(letter=dialog.process.letters[OVERDUE], fact=_overdue_fact(dialog, form), names=names)
            write_letters.to_organiser(tools, dialog, organiser, told)


def _line(dialog: Dialog, form: Form, party: Party, language: str) -> str:
    whose = dialog.process.words[f"forms.{form.key}.from_party"].to(language)
    count = progress.asked(dialog).get(party.id, 0) if form.answers else 0
    line = whose.format(party_name=party.name.to(language))
    return f"{line} ({i18n.count(language, 'items', count)})" if count else line
