"""From the facts of a dialog to the names that its letters use, in the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from formserver import i18n
from formserver.domain import progress
from formserver.domain.changes import Change, ChangeKind
from formserver.domain.content import Item
from formserver.domain.deadlines import OSLO, Deadline
from formserver.domain.delivery import Reason
from formserver.domain.dialog import Dialog, Document, Meeting, Party, Submission
from formserver.domain.process import DocumentKind, Form
from formserver.i18n import dates
from formserver.mail import placeholders
from formserver.storage.outbox import Letter
from formserver.usecases.tools import Tools

Names = dict[str, Any]


def of_dialog(tools: Tools, dialog: Dialog, language: str) -> Names:
    """What every letter of a dialog may say."""
    organiser = dialog.responsible
    return {
        "host": {"name": dates.join([party.name.to(language) for party in dialog.hosts], language)},
        "organiser": {
            "name": organiser.name if organiser else tools.settings.service_name,
            "phone": organiser.phone if organiser else tools.settings.service_phone,
            "email": organiser.email if organiser else tools.settings.service_email,
        },
        "dialog": {
            "title": dialog.title.to(language),
            "when": when(dialog.meeting, language),
            "date": dates.day_short(dialog.meeting.day, language),
            "where": where(dialog.meeting, language),
            "themes": [theme.title.to(language) for theme in dialog.themes],
        },
        "deadlines": {key: of_deadline(one, language) for key, one in progress.deadlines(dialog).items()},
        "service": {"name": tools.settings.service_name, "email": tools.settings.service_email},
        "board": tools.signer.page(f"/dialog/{dialog.id}"),
        "link": placeholders.LINK,
    }


def when(meeting: Meeting, language: str) -> str:
    """Day and times of a meeting."""
    return dates.period(meeting.day, meeting.start, meeting.end, language)


def where(meeting: Meeting, language: str) -> str:
    """The place, and that one can join from afar."""
    places = [meeting.place] if meeting.place else []
    if meeting.online:
        places.append(i18n.say(language, "meeting.online"))
    return i18n.say(language, "meeting.or").join(places) or i18n.say(language, "meeting.place_later")


def of_deadline(deadline: Deadline, language: str, now: datetime | None = None) -> Names:
    """A deadline in words; with `now`, also how long it is till then."""
    names: Names = {
        "when": dates.moment(deadline.at, language),
        "date": dates.day_short(deadline.day, language),
    }
    if now is not None:
        days = (deadline.day - now.astimezone(OSLO).date()).days
        names["in_words"] = dates.in_days(days, language) if days >= 0 else ""
    return names


def limit(at: datetime, language: str, now: datetime) -> Names:
    """A moment that counts as the deadline of one letter, such as the end of a reopening."""
    day = at.astimezone(OSLO).date()
    days = (day - now.astimezone(OSLO).date()).days
    return {
        "when": dates.moment(at, language),
        "date": dates.day_short(day, language),
        "in_words": dates.in_days(max(days, 0), language),
    }


def of_party(party: Party, language: str) -> Names:
    """A party in a letter."""
    return {"name": party.name.to(language), "case_number": party.case_number}


def of_receipt(submission: Submission, language: str) -> Names:
    """A submission in a letter or on a page."""
    return {
        "by": submission.by,
        "when": dates.moment(submission.at, language),
        "date": dates.day_short(submission.at.astimezone(OSLO).date(), language),
        "number": submission.receipt,
    }


def counted(count: int, language: str) -> Names:
    """A number of items with its noun."""
    return {"count": i18n.count(language, "items", count)}


def shown_when(dialog: Dialog, form: Form, language: str) -> str:
    """From when others can read what is submitted in a form."""
    if dialog.packet:
        return i18n.say_as(dialog.process, language, "shown.in_supplement")
    day = dates.day_short(progress.packet_deadline(dialog).day, language)
    return i18n.say_as(dialog.process, language, f"shown.{form.shown}", date=day)


def item_name(item: Item, form: Form) -> str:
    """Number and title of an item."""
    return f"{item.number} {item.value(form.item_title or '') or ''}".strip()


def of_changes(found: Sequence[Change], form: Form, language: str) -> list[str]:
    """What a correction changed, a line each."""
    return [_change(change, form, language) for change in found]


def _change(change: Change, form: Form, language: str) -> str:
    if change.kind is ChangeKind.FIELD and change.item is None and change.field:
        return i18n.say(language, "change.once_field", field=change.field.label.to(language))
    if change.item is None:
        return i18n.say(language, f"change.{change.kind}", name=change.name)
    field = change.field.label.to(language) if change.field else ""
    return i18n.say(language, f"change.{change.kind}", item=item_name(change.item, form), field=field)


def missing_in_packet(dialog: Dialog, missing: Mapping[int, int], language: str) -> list[str]:
    """Who has not answered, with the number of questions, as all parties read it."""
    return [
        i18n.say(
            language,
            "missing.in_packet",
            party=dialog.party(party_id).name.to(language),
            items=i18n.count(language, "items", count),
        )
        for party_id, count in missing.items()
    ]


def document_name(
    dialog: Dialog, kind: DocumentKind, language: str, *, number: int, party: Party | None
) -> str:
    """What a document is called in a letter or a list."""
    name = (
        party.name.to(language)
        if party
        else dates.join([host.name.to(language) for host in dialog.hosts], language)
    )
    return kind.name.to(language).format(number=number, party=name)


def of_document(dialog: Dialog, document: Document, language: str, files: Sequence[str], size: int) -> Names:
    """A frozen document in a letter. `size` is the total in bytes with attachments."""
    kind = dialog.process.document(document.kind)
    party = dialog.party(document.party_id) if document.party_id else None
    hosts = dates.join([host.name.to(language) for host in dialog.hosts], language)
    return {
        "name": document_name(dialog, kind, language, number=document.number, party=party),
        "number": str(document.number),
        "size": dates.size(size, language),
        "from": party.name.to(language) if party else hosts,
        "date": dates.day_month_year(document.frozen_at.astimezone(OSLO).date(), language),
        "files": list(files),
        "part": "",
        "sha256": document.sha256,
    }


def day(at: datetime | date, language: str) -> str:
    """A day with year, of a moment in Europe/Oslo or of a date."""
    plain = at.astimezone(OSLO).date() if isinstance(at, datetime) else at
    return dates.day_month_year(plain, language)


def part(number: int, total: int, language: str) -> str:
    """Which of several mails this is."""
    return i18n.say(language, "document.part", n=number, total=total)


def of_failure(dialog: Dialog, letter: Letter, reason: Reason, language: str) -> Names:
    """A letter that did not arrive, in a letter to the organiser."""
    party = next((one for one in dialog.parties if one.id == letter.party_id), None)
    upcoming = progress.deadline_of(dialog, progress.form_of(dialog, party)) if party else None
    state = "given_up" if reason is Reason.TEMPORARY else str(reason)
    return {
        "party": of_party(party, language) if party else {"name": letter.recipient_name, "case_number": ""},
        "failure": {
            "name": letter.recipient_name,
            "address": letter.recipient_address,
            "subject": letter.subject,
            "reason": i18n.say(language, f"letter_state.{state}", n=letter.attempts),
        },
        "deadline": of_deadline(upcoming, language)
        if upcoming and party and progress.has_duty(dialog, party)
        else "",
    }
