"""The one door to the organiser's pages: an open account, and for a dialog one that runs it."""

from formserver.domain.dialog import Dialog, Meeting
from formserver.usecases.mail import letter_names
from formserver.web import facts, guards, pages
from formserver.web.organiser.words import board_words, letter_words

door = guards.guarded("organiser", __name__, guards.organiser_of_dialog)


@door.context_processor
def names() -> dict[str, object]:
    """What the pages behind this door may say beside what every page may."""
    return {"said": said, "when": when, "where": where, "readable": letter_words.readable}


def said(dialog: Dialog, key: str) -> str:
    """One of the process's own words in the reader's language."""
    return facts.said(dialog, key, facts.of_dialog(dialog))


def when(meeting: Meeting, *, sentence: bool = False) -> str:
    """Day and times of a meeting in the reader's language; `sentence` when a sentence begins so."""
    said = letter_names.when(meeting, pages.language())
    return board_words.sentence(said) if sentence else said


def where(meeting: Meeting) -> str:
    """Where it is, in the reader's language."""
    return letter_names.where(meeting, pages.language())
