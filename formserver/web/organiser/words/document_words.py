"""What went wrong with the documents of a dialog, in sentences for its organiser."""

from collections.abc import Iterator

from formserver.domain.dialog import Sheet
from formserver.storage.documents import DocumentFailure
from formserver.storage.journal import JournalEntry
from formserver.storage.submissions import PublishFailure
from formserver.usecases.dialogs.read_board import Board
from formserver.usecases.documents import document_failures as why_not_made
from formserver.web import pages


def not_made(found: Board) -> list[str]:
    """Each document that could not be made and sent so far, whose it is, and why."""
    over_dialog = (_of_dialog(found, one) for one in found.document_failures)
    return [*over_dialog, *(_of_submission(found, one) for one in found.publish_failures)]


def stood_in(found: Board) -> list[str]:
    """Which documents were made from another template version than meant, each told once."""
    entries = [one for one in found.journal if one.event == "template_stood_in"]
    return list(dict.fromkeys(_stood_in(found, one) for one in entries))


def _stood_in(found: Board, entry: JournalEntry) -> str:
    name = pages.words(found.dialog.process.name_of(entry.facts["document"]))
    return pages.say("board.stood_in", document=name, number=entry.facts["number"])


def _of_dialog(found: Board, failure: DocumentFailure) -> str:
    name = pages.words(found.dialog.process.name_of(failure.kind))
    return pages.say("board.render_failed", document=name, why=_why(failure.reason))


def _of_submission(found: Board, failure: PublishFailure) -> str:
    process = found.dialog.process
    sheet = next(one for one in found.dialog.sheets if failure.submission_id in _submissions(one))
    whose = [found.dialog.party(sheet.party_id)] if sheet.party_id else found.dialog.hosts
    return pages.say(
        "board.publish_failed",
        document=pages.words(process.name_of(process.form(sheet.form).document)),
        party_name=pages.join([pages.words(party.name) for party in whose]),
        why=_why(failure.reason),
    )


def _submissions(sheet: Sheet) -> Iterator[int]:
    return (one.id for one in sheet.submissions)


def _why(reason: str) -> str:
    return why_not_made.told(reason, pages.language(), pages.tools().settings.service_email)
