"""The journal in sentences: who did what. What a sentence names but an entry lacks is left empty."""

from datetime import date, datetime
from typing import Any

from formserver.domain.dialog import Dialog
from formserver.storage.journal import JournalEntry
from formserver.web import pages


def said(dialog: Dialog, entry: JournalEntry) -> str:
    """One entry as a sentence in the reader's language."""
    return pages.say(f"journal.{_key(entry)}", **_names(dialog, entry))


def rows(
    dialog: Dialog, entries: tuple[JournalEntry, ...], *, whole: bool = False
) -> list[tuple[str, str, str]]:
    """Entries as the macro shows them: time in words, sentence, time for machines.

    With `whole` the sentence goes on with what stood before a change and what stands now.
    """
    tell = _whole if whole else said
    return [(pages.moment_short(one.at), tell(dialog, one), one.at.isoformat()) for one in entries]


def _whole(dialog: Dialog, entry: JournalEntry) -> str:
    sentence = said(dialog, entry)
    if "before" not in entry.facts:
        return sentence
    before, after = (entry.facts[part] or pages.say("before_and_now.nothing") for part in ("before", "after"))
    return pages.say("before_and_now.sentence", sentence=sentence.strip(), before=before, after=after)


def _key(entry: JournalEntry) -> str:
    """Which sentence: some events have one for each outcome."""
    if entry.event == "replied":
        return "replied_yes" if entry.facts.get("attends") else "replied_no"
    if entry.event == "deadline_changed":
        return "deadline_set" if entry.facts.get("at") else "deadline_rule"
    return entry.event


def _names(dialog: Dialog, entry: JournalEntry) -> dict[str, Any]:
    told = entry.facts
    return {
        "by": entry.by,
        "name": told.get("name", "")
        or _document(dialog, told)
        or _kind(dialog, told)
        or _deadline(dialog, told),
        "number": told.get("number", ""),
        "party_name": _party(dialog, told) or told.get("name", ""),
        "form_name": _form(dialog, told),
        "reason": told.get("reason", ""),
        "old": _day(told.get("old")),
        "new": _day(told.get("new")) or _moment(told.get("at")),
        "item": f"{told.get('item', '')} {told.get('title', '')}".strip(),
    }


def _party(dialog: Dialog, told: Any) -> str:
    found = next((party for party in dialog.parties if party.id == told.get("party")), None)
    return pages.words(found.name) if found else ""


def _form(dialog: Dialog, told: Any) -> str:
    key = f"forms.{told.get('form')}.definite"
    return pages.words(dialog.process.words.get(key))


def _document(dialog: Dialog, told: Any) -> str:
    found = next((one for one in dialog.documents if one.id == told.get("document")), None)
    return found.file_name if found else ""


def _kind(dialog: Dialog, told: Any) -> str:
    known = {kind.key for kind in dialog.process.documents}
    return pages.words(dialog.process.name_of(told["document"])) if told.get("document") in known else ""


def _deadline(dialog: Dialog, told: Any) -> str:
    found = next((one for one in dialog.process.deadlines if one.key == told.get("deadline")), None)
    return pages.words(found.name) if found else ""


def _day(iso: str | None) -> str:
    return pages.day_month_year(date.fromisoformat(iso)) if iso else ""


def _moment(iso: str | None) -> str:
    return pages.moment(datetime.fromisoformat(iso)) if iso else ""
