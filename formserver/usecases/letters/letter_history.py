"""The versions of one letter: its different texts, numbered as they came, and which one a letter came from.

A letter that goes back to an earlier text has the earlier text's number again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from formserver.domain.refusals import NotFound
from formserver.domain.words import LANGUAGES
from formserver.mail import letter_files
from formserver.mail.letter_files import Text
from formserver.mail.letters import FALLBACK
from formserver.storage import database, letter_origins, process_versions, processes
from formserver.storage.letter_rows import LetterInOutbox
from formserver.storage.process_versions import ProcessUse, ProcessVersion
from formserver.usecases.processes import letters_in_use
from formserver.usecases.processes.letters_in_use import LetterPlace
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class LetterVersion:
    """One text of a letter, and who first made it when. `by` is empty for those that came with the program.

    `again` and `again_by` say when it was last taken into use, if that was later.
    """

    number: int
    text: Text
    at: datetime
    by: str
    note: str
    in_use: bool
    again: datetime | None = None
    again_by: str = ""


@dataclass(frozen=True, kw_only=True)
class _Past:
    """All versions of a definition, oldest first, with their texts by path, and which was chosen when."""

    versions: list[ProcessVersion]
    texts: Mapping[int, Mapping[str, str]]
    uses: list[ProcessUse]

    def text(self, version: ProcessVersion, place: LetterPlace) -> Text | None:
        return _text(place, self.texts[version.process_id])


def versions(tools: Tools, place: LetterPlace) -> list[LetterVersion]:
    """Every version of a letter, the last one first. Raises NotFound."""
    with database.reading():
        shelf = letters_in_use.of_process(tools, place.process)
        shelf.text(place)
        return _versions(_past(place.process), place, _text(place, shelf.files))[::-1]


def get(tools: Tools, place: LetterPlace, number: int) -> LetterVersion:
    """One version. Raises NotFound."""
    for one in versions(tools, place):
        if one.number == number:
            return one
    raise NotFound(kind="letter version", id=number)


def in_use(tools: Tools, key: str) -> dict[LetterPlace, LetterVersion]:
    """The version in use of every letter and closing, in every language it has. Raises NotFound."""
    with database.reading():
        shelf, past = letters_in_use.of_process(tools, key), _past(key)
    places = [
        LetterPlace(process=key, letter=letter, language=language)
        for letter in shelf.own
        for language in LANGUAGES
    ]
    return {
        place: one
        for place in places
        for one in _versions(past, place, _text(place, shelf.files))
        if one.in_use
    }


def origin(tools: Tools, letter: LetterInOutbox) -> LetterVersion | None:
    """The version that a letter in the outbox was written from, or None where that is not known."""
    del tools
    with database.reading():
        process_id = letter_origins.definition_id(letter.id)
        if process_id is None:
            return None
        key, files = processes.key_of(process_id), processes.texts([process_id])[process_id]
        places = [
            LetterPlace(process=key, letter=letter.letter, language=code)
            for code in (letter.language, FALLBACK)
        ]
        place = next(one for one in places if one.path in files)
        found = _versions(_past(key), place, _text(place, files))
    return next((one for one in found if one.in_use), None)


def _past(key: str) -> _Past:
    found = process_versions.versions(key)[::-1]
    texts = processes.texts({version.process_id for version in found})
    return _Past(versions=found, texts=texts, uses=process_versions.uses(key))


def _text(place: LetterPlace, files: Mapping[str, str]) -> Text | None:
    return letter_files.parse(place.file, files[place.path]) if place.path in files else None


def _versions(past: _Past, place: LetterPlace, chosen: Text | None) -> list[LetterVersion]:
    """The versions, the first one first; `chosen` is the text that counts as the one in use."""
    first: dict[Text, ProcessVersion] = {}
    for version in past.versions:
        text = past.text(version, place)
        if text is not None:
            first.setdefault(text, version)
    again = _taken_again(past, place)
    return [
        LetterVersion(
            number=number,
            text=text,
            at=version.added_at,
            by=version.by,
            note=version.note,
            in_use=text == chosen,
            again=again[text].at if text in again else None,
            again_by=again[text].by if text in again else "",
        )
        for number, (text, version) in enumerate(first.items(), 1)
    ]


def _taken_again(past: _Past, place: LetterPlace) -> dict[Text | None, ProcessUse]:
    """When and by whom a text was last taken into use after it had been out of use."""
    texts = {version.id: past.text(version, place) for version in past.versions}
    before = next(iter(texts.values()), None)
    taken, found = {before}, dict[Text | None, ProcessUse]()
    for use in past.uses:
        text = texts[use.version_id]
        if text != before and text in taken:
            found[text] = use
        before = text
        taken.add(text)
    return found
