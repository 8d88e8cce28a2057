"""Work that was not done, and why: kept without wording, told to each reader in their language."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from formserver import i18n
from formserver.documents.check import finding_words
from formserver.documents.word.findings import Finding
from formserver.domain.dialog import Dialog, Sheet
from formserver.domain.words import Words
from formserver.i18n import dates
from formserver.storage.attempts import FailedWork
from formserver.usecases.documents.make_document import DocumentNotMade, NotMadeReason
from formserver.usecases.due_work import WorkKind
from formserver.usecases.mail.write_letters import LetterNotWritten

LETTER, OURS = "letter", "ours"
MOST = 3  # findings that are kept and told; who mends the template is shown them all
Reason = Mapping[str, Any]


def kept(fault: Exception) -> str:
    """The reason as it is stored (JSON); of a fault of ours only its type, for it may quote a person."""
    return json.dumps(_reason(fault), ensure_ascii=False)


def sentence(dialog: Dialog | None, failed: FailedWork, language: str, service_email: str) -> str:
    """What was not done, whether it is tried again, and why; without the dialog for a look at one only."""
    names = _names(dialog, failed, language) if dialog else {}
    why = reason_in_words(failed.reason, language, service_email)
    what = failed.kind if failed.next_try_at else f"{failed.kind}_given_up"
    return i18n.say(language, f"not_done.{what}", why=why, n=failed.tries, **names)


def reason_in_words(stored: str, language: str, service_email: str) -> str:
    """A stored reason in sentences, with who can mend it; `service_email` is asked about faults of ours."""
    return _told(_read(stored), language, service_email)


def told_at_once(fault: DocumentNotMade, language: str) -> str:
    """The same of what was not made just now."""
    return _told(_reason(fault), language, "")


def fault_of_template(fault: DocumentNotMade, language: str) -> str:
    """What is wrong, alone, for those who mend templates."""
    return _fault(fault.why, fault.findings, language)


def _names(dialog: Dialog, failed: FailedWork, language: str) -> dict[str, str]:
    process = dialog.process
    match failed.kind:
        case WorkKind.PUBLISH:
            return _names_of_submission(dialog, int(failed.about), language)
        case WorkKind.DOCUMENT:
            return {"document": process.name_of(failed.about).to(language)}
        case WorkKind.REMINDER:
            reminded = [party for party in dialog.parties if failed.about.startswith(f"{party.id}-")]
            return {"party_name": dates.join([party.name.to(language) for party in reminded], language)}
        case _:
            return {}


def _names_of_submission(dialog: Dialog, submission_id: int, language: str) -> dict[str, str]:
    process = dialog.process
    sheet = next(one for one in dialog.sheets if submission_id in _submissions(one))
    whose = [dialog.party(sheet.party_id)] if sheet.party_id else dialog.hosts
    return {
        "document": process.name_of(process.form(sheet.form).document).to(language),
        "party_name": dates.join([party.name.to(language) for party in whose], language),
    }


def _submissions(sheet: Sheet) -> set[int]:
    return {one.id for one in sheet.submissions}


def _reason(fault: Exception) -> Reason:
    match fault:
        case DocumentNotMade():
            findings = [{"kind": one.kind, "facts": dict(one.facts)} for one in fault.findings[:MOST]]
            return {"why": fault.why, "findings": findings}
        case LetterNotWritten():
            return {"why": LETTER, "letter": fault.key, "name": fault.name.by_language if fault.name else {}}
        case _:
            return {"why": OURS, "fault": type(fault).__name__}


def _read(stored: str) -> Reason:
    """What is stored; what an earlier version of the program wrote says nothing to people."""
    try:
        found = json.loads(stored)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"why": OURS}


def _told(reason: Reason, language: str, service_email: str) -> str:
    why = reason["why"]
    if why == OURS:
        return i18n.say(language, "not_made.ours", service_email=service_email)
    if why == LETTER:
        name = Words(reason["name"]).to(language) if reason["name"] else reason["letter"]
        return i18n.say(language, "not_made.letter", letter=name)
    findings = (Finding(kind=one["kind"], facts=one["facts"]) for one in reason["findings"])
    return i18n.say(language, "not_made.template", fault=_fault(NotMadeReason(why), findings, language))


def _fault(why: NotMadeReason, findings: Iterable[Finding], language: str) -> str:
    if why is not NotMadeReason.TEMPLATE:
        return i18n.say(language, f"not_made.{why}")
    said = [finding_words.sentence(one, language) for one in findings]
    return " ".join(said) or i18n.say(language, "templates.why_unknown")
