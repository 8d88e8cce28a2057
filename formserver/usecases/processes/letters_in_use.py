"""Which letters new dialogs get, and the service's own: from the versions in use.

The service's own letters have versions as those of a process have, under a key of their own.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from formserver.definitions.folder import LETTERS_FOLDER
from formserver.domain.refusals import DefinitionUnreadable, NotFound
from formserver.domain.words import LANGUAGES, Words
from formserver.mail import letter_check, letter_files
from formserver.mail.letter_files import CLOSING, LetterKind, LettersFileError, Text
from formserver.mail.letters import LetterSet
from formserver.storage import database, process_versions, processes
from formserver.storage.process_versions import ProcessVersion
from formserver.usecases.processes import process_in_use
from formserver.usecases.tools import Tools

SERVICE = "service"
PREFIX = f"{LETTERS_FOLDER}/"


@dataclass(frozen=True, kw_only=True)
class LetterPlace:
    """A letter or closing in one language: `process` is the key of a process, or SERVICE."""

    process: str
    letter: str
    language: str

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.letter}.{self.language}.txt"

    @property
    def path(self) -> str:
        """The path of its file."""
        return f"{PREFIX}{self.file}"

    @property
    def is_closing(self) -> bool:
        """Whether it is a closing, which stands in other letters."""
        return self.letter.startswith(CLOSING)


@dataclass(frozen=True, kw_only=True)
class ProcessLetters:
    """The letters of one process as they are in use: `files` are all texts of the version, by path."""

    key: str
    name: Words
    version: ProcessVersion
    files: Mapping[str, str]
    letters: LetterSet

    @property
    def own(self) -> tuple[str, ...]:
        """The letters and closings that stand here, by key: the letters as letters.toml lists them."""
        here = {key for key, language in _places(self.files) if language in LANGUAGES}
        known = [key for key in self.letters.letters if key in here]
        return (*known, *sorted(key for key in here if key.startswith(CLOSING)))

    def letter(self, key: str) -> LetterKind | None:
        """What a letter is; None for a closing."""
        return self.letters.letters.get(key)

    def text(self, place: LetterPlace) -> Text:
        """The text in use; one that is missing is empty. Raises NotFound for a letter that is not here."""
        if place.letter not in self.own or place.language not in LANGUAGES:
            raise NotFound(kind="letter", id=place.file)
        return letter_files.parse(place.file, self.files.get(place.path, ""))

    def with_text(self, place: LetterPlace, text: Text) -> LetterSet:
        """The letters as they would be with another text in this place."""
        texts = {**self.letters.texts, (place.letter, place.language): text}
        return dataclasses.replace(self.letters, texts=texts)

    def shown_in(self, place: LetterPlace) -> str | None:
        """The letter that shows a place: itself, or the first one that a closing stands in, or None."""
        if not place.is_closing:
            return place.letter
        return next((letter.key for letter in self.users(place)), None)

    def users(self, place: LetterPlace) -> list[LetterKind]:
        """The letters that a closing stands in."""
        return letter_check.using(self.letters, place.letter, place.language)


def every(tools: Tools) -> Iterator[ProcessLetters]:
    """The letters of every process that can be read, and then the service's own."""
    for key in (*tools.definitions, SERVICE):
        with suppress(DefinitionUnreadable):
            yield of_process(tools, key)


def of_process(tools: Tools, key: str) -> ProcessLetters:
    """The letters in use of a process, or the service's own. Raises NotFound, DefinitionUnreadable."""
    with database.reading():
        if key != SERVICE and key not in tools.definitions:
            raise NotFound(kind="process", id=key)
        version = process_versions.in_use(key)
        if key == SERVICE:
            files = processes.texts([version.process_id])[version.process_id]
            return _shelf(version, files, tools.letters.own(version.process_id, _texts(files)))
        definition = process_in_use.stored(tools, key, version.process_id)
        letters = tools.letters.of(definition.process)
        return _shelf(version, definition.files, letters, definition.process.name)


def index_fault(shelf: ProcessLetters) -> str:
    """What is wrong in the letters.toml of a process, in a technician's words; empty where nothing is."""
    texts = {path.removeprefix(PREFIX): text for path, text in shelf.files.items()}
    if shelf.key == SERVICE:
        return ""
    try:
        letter_files.judge(texts, LANGUAGES)
    except LettersFileError as fault:
        return str(fault)
    return ""


def service(tools: Tools) -> tuple[LetterSet, int]:
    """The service's own letters in use, and the number of their version's definition."""
    shelf = of_process(tools, SERVICE)
    return shelf.letters, shelf.version.process_id


def shipped(tools: Tools) -> dict[str, str]:
    """The service's own letters as they came with the program, by path."""
    return {f"{PREFIX}{name}": text for name, text in tools.letters.shipped.items() if name.endswith(".txt")}


def _shelf(
    version: ProcessVersion, files: Mapping[str, str], letters: LetterSet, name: Words | None = None
) -> ProcessLetters:
    return ProcessLetters(
        key=version.key, name=name or Words({}), version=version, files=files, letters=letters
    )


def _places(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in _texts(files):
        key, language, _ = name.rsplit(".", 2)
        yield key, language


def _texts(files: Mapping[str, str]) -> dict[str, str]:
    return {
        path.removeprefix(PREFIX): text
        for path, text in files.items()
        if path.startswith(PREFIX) and path.endswith(".txt")
    }
