"""Moves one running dialog to the letters in use: its questions, deadlines and documents stay as they are.

The administrator sees first what changes, and each changed letter as this dialog would get it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from formserver import definitions
from formserver.definitions import Definition, DefinitionFault
from formserver.domain.dialog import Dialog
from formserver.domain.refusals import LetterChanged, LetterFaulty, NotFound
from formserver.domain.text_changes import TextLine, between
from formserver.domain.words import LANGUAGES, Words
from formserver.mail import letter_files
from formserver.mail.letter_files import Text
from formserver.mail.letters import LetterSet, NameMissingError, Wording
from formserver.storage import database, dialogs, journal, processes
from formserver.storage.dialogs import RUNS_AFTER_MEETING
from formserver.usecases.actors import Actor
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.processes import letters_in_use
from formserver.usecases.processes.letters_in_use import PREFIX, LetterPlace, ProcessLetters
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class Behind:
    """A dialog whose letters are not those in use, and how many texts differ."""

    dialog: Dialog
    differs: int


@dataclass(frozen=True, kw_only=True)
class MovedText:
    """A text that would change. `wording`: the letter as this dialog would get it; None where none shows it.

    `name` is what the letter is called, None for a closing.
    """

    place: LetterPlace
    name: Words | None
    lines: tuple[TextLine, ...]
    wording: Wording | None


@dataclass(frozen=True, kw_only=True)
class Move:
    """What moving would do. `fits` is False where the letters in use say what this dialog does not have.

    `seen` names the version that is shown.
    """

    dialog: Dialog
    texts: tuple[MovedText, ...]
    fits: bool
    seen: int


def behind(tools: Tools, key: str) -> list[Behind]:
    """The dialogs of a process, running or planned, that moving would change. Raises NotFound."""
    with database.reading():
        shelf, follows = letters_in_use.of(tools, key), dialogs.process_ids(key)
        texts = processes.texts(set(follows.values()))
        differ = {process_id: len(list(_differing(shelf, files))) for process_id, files in texts.items()}
        found = dialogs.many([dialog_id for dialog_id, one in follows.items() if differ[one]])
    over = tools.clock().date() - RUNS_AFTER_MEETING
    return [
        Behind(dialog=dialog, differs=differ[follows[dialog.id]])
        for dialog in found
        if not dialog.cancelled_at and dialog.meeting.day >= over
    ]


def preview(tools: Tools, key: str, dialog_id: int) -> Move:
    """What moving a dialog would change. Raises NotFound."""
    with database.reading():
        shelf, dialog = letters_in_use.of(tools, key), dialogs.get(dialog_id)
        if dialog.process.key != key:
            raise NotFound(kind="Dialog", id=dialog_id)
        own = processes.files(dialogs.process_id(dialog_id))
    places = list(_differing(shelf, own))
    written = _written(tools, dialog, shelf, own)
    texts = tuple(_text(shelf, own, place, written) for place in places)
    return Move(dialog=dialog, texts=texts, fits=written is not None, seen=shelf.version.id)


def move(tools: Tools, actor: Actor, key: str, dialog_id: int, seen: int) -> None:
    """Lets a dialog follow the letters in use; what is in the outbox already stays as it is.

    Raises NotFound, LetterFaulty where they do not fit, LetterChanged when others than those seen are in use.
    """
    now = tools.clock()
    with database.writing():
        shown = preview(tools, key, dialog_id)
        if shown.seen != seen:
            raise LetterChanged
        if not shown.fits:
            raise LetterFaulty(faults=())
        if not shown.texts:
            return
        own = processes.files(dialogs.process_id(dialog_id))
        moved = _moved(own, letters_in_use.of(tools, key))
        dialogs.set_process(dialog_id, processes.pin(moved, now))
        journal.note(dialog_id, "letters_moved", actor.name, {"letters": len(shown.texts)}, now)


def _differing(shelf: ProcessLetters, own: Mapping[str, str]) -> Iterator[LetterPlace]:
    """The places of the texts in use that a dialog's own files say otherwise."""
    for letter in shelf.own:
        for language in LANGUAGES:
            place = LetterPlace(process=shelf.key, letter=letter, language=language)
            if shelf.text(place) != _own_text(own, place):
                yield place


def _own_text(own: Mapping[str, str], place: LetterPlace) -> Text:
    return letter_files.parse(place.file, own.get(place.path, ""))


def _moved(own: Mapping[str, str], shelf: ProcessLetters) -> Definition:
    """The dialog's own definition with the letters in use. Raises DefinitionFault when they do not fit."""
    kept = {path: text for path, text in own.items() if not path.startswith(PREFIX)}
    taken = {path: text for path, text in shelf.files.items() if path.startswith(PREFIX)}
    return definitions.made_of(kept | taken)


def _written(
    tools: Tools, dialog: Dialog, shelf: ProcessLetters, own: Mapping[str, str]
) -> dict[tuple[str, str], Wording] | None:
    """Every letter of a dialog as it would get it, by letter and language; None if one cannot be written."""
    try:
        letters = tools.letters.made_of(_moved(own, shelf).process.letter_texts)
        return {
            (letter, language): letters.write(letter, language, names)
            for language in LANGUAGES
            for names in (_names(tools, dialog, letters, language),)
            for letter in shelf.own
            if letter in letters.letters
        }
    except (DefinitionFault, NameMissingError):
        return None


def _names(tools: Tools, dialog: Dialog, letters: LetterSet, language: str) -> dict[str, Any]:
    """What letters of this dialog may say, to its last contact; made up where they tell of later facts."""
    names = letters.sample(language) | letter_names.of_dialog(tools, dialog, language)
    names["link_until"] = letter_names.day(write_letters.link_until(tools, dialog), language)
    reached = [(party, contact) for party in dialog.parties for contact in party.contacts]
    for party, contact in reached[-1:]:
        names |= {"party": letter_names.of_party(party, language), "recipient": {"name": contact.name}}
    return names


def _text(
    shelf: ProcessLetters,
    own: Mapping[str, str],
    place: LetterPlace,
    written: dict[tuple[str, str], Wording] | None,
) -> MovedText:
    letter = shelf.letter(place.letter)
    before, after = _own_text(own, place), shelf.text(place)
    return MovedText(
        place=place,
        name=letter.name if letter else None,
        lines=between(before.whole, after.whole),
        wording=(written or {}).get((shelf.shown_in(place) or "", place.language)),
    )
