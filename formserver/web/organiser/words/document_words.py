"""What went wrong with the documents of a dialog, in sentences for its organiser."""

from formserver.storage.journal import JournalEntry
from formserver.usecases.dialogs.read_board import Board
from formserver.usecases.documents import document_failures
from formserver.web import pages


def not_done(found: Board) -> list[str]:
    """Each document or letter that could not be made and sent so far, whose it is, and why."""
    language, service_email = pages.language(), pages.tools().settings.service_email
    return [
        document_failures.sentence(found.dialog, one, language, service_email) for one in found.failed_work
    ]


def stood_in(found: Board) -> list[str]:
    """Which documents were made from another template version than meant, each told once."""
    entries = [one for one in found.journal if one.event == "template_stood_in"]
    return list(dict.fromkeys(_stood_in(found, one) for one in entries))


def _stood_in(found: Board, entry: JournalEntry) -> str:
    name = pages.words(found.dialog.process.name_of(entry.facts["document"]))
    return pages.say("board.stood_in", document=name, number=entry.facts["number"])
