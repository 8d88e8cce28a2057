"""Changes a letter in one language: judged first, then a version that new dialogs get.

Running dialogs keep theirs. Two who change the same letter never overwrite each other; two who change
different letters do not meet.
"""

import hashlib
from dataclasses import dataclass

from formserver.domain.refusals import LetterChanged, LetterFaulty
from formserver.mail import letter_check, letter_files
from formserver.mail.letter_check import LetterFault
from formserver.mail.letter_files import Text
from formserver.storage import database
from formserver.usecases.actors import Actor
from formserver.usecases.letters import letter_history
from formserver.usecases.processes import change_process, letters_in_use
from formserver.usecases.processes.letters_in_use import SERVICE, LetterPlace, ProcessLetters
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class TypedLetter:
    """A letter as it was typed, and why it was changed. `seen`: fingerprint of the text it began from."""

    subject: str
    body: str
    note: str
    seen: str


def fingerprint(text: Text) -> str:
    """A short name for a text, another for every other text."""
    return hashlib.sha256(letter_files.source(text).encode()).hexdigest()[:16]


def judge_text(shelf: ProcessLetters, place: LetterPlace, text: Text) -> list[LetterFault]:
    """What is wrong with a text in this place; for a closing, in any letter that it stands in."""
    letter = shelf.letter(place.letter)
    if letter is None:
        return letter_check.check_closing(shelf.letters, place.letter, place.language, text)
    return letter_check.check_text(shelf.letters, letter, place.language, text)


def differing(shelf: ProcessLetters, place: LetterPlace) -> list[LetterFault]:
    """The names that the letter has in one language and not in another: no reason not to keep it."""
    letter = shelf.letter(place.letter)
    return letter_check.differing(shelf.letters, letter) if letter else []


def save_letter(tools: Tools, actor: Actor, place: LetterPlace, typed: TypedLetter) -> bool:
    """Takes a text into use, and says whether it is another than before.

    Raises NotFound, LetterFaulty, and LetterChanged when the text in use is not the one that was seen.
    """
    text = Text(file=place.file, subject=typed.subject, body=typed.body)
    with database.writing():
        shelf = letters_in_use.of_process(tools, place.process)
        before = shelf.text(place)
        if text == before:
            return False
        if fingerprint(before) != typed.seen:
            raise LetterChanged
        if found := judge_text(shelf, place, text):
            raise LetterFaulty(faults=tuple(found))
        _take(tools, actor, shelf, place, letter_files.source(text), typed.note)
    return True


def use_again(tools: Tools, actor: Actor, place: LetterPlace, number: int, note: str) -> None:
    """Takes an earlier version of a letter into use; all other letters stay as they are.

    Raises NotFound, and LetterFaulty when it no longer fits what letters may say.
    """
    with database.writing():
        text = letter_history.get(tools, place, number).text
        shelf = letters_in_use.of_process(tools, place.process)
        if text == shelf.text(place):
            return
        if found := judge_text(shelf, place, text):
            raise LetterFaulty(faults=tuple(found))
        _take(tools, actor, shelf, place, letter_files.source(text), note)


def _take(
    tools: Tools, actor: Actor, shelf: ProcessLetters, place: LetterPlace, source: str, note: str
) -> None:
    files = {**shelf.files, place.path: source}
    take = change_process.keep_version if place.process == SERVICE else change_process.new_version
    take(tools, actor, place.process, files, note)
