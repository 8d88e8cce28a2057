"""Write a letter in its reader's language as subject, plain text and HTML; it sends nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

from jinja2 import UndefinedError

from formserver.domain.words import LANGUAGES, Words
from formserver.mail import letter_check, letter_files, letter_html, letter_language, placeholders
from formserver.mail.characters import refuse_steering
from formserver.mail.letter_check import LetterFault
from formserver.mail.letter_files import LetterFolder, Text
from formserver.mail.letter_language import Marked

FALLBACK = "nb"

K = TypeVar("K")
V = TypeVar("V")

_SUBJECT = re.compile(r"(?P<heading>.+) – (?P<over>\{\{[^{}]+\}\})")
_BLANK_LINES = re.compile(r"\n[ \n]*\n")


class LetterMissingError(LookupError):
    """There is no such letter in any language that can stand in."""


class NameMissingError(LookupError):
    """A letter says a name that it was not given."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A letter in words. `language` is the one it is written in, which may not be the one asked for."""

    language: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, kw_only=True)
class LetterSet(LetterFolder):
    """All letters of an installation and a process, which are read from several folders."""

    @classmethod
    def load(cls, *folders: Path) -> Self:
        """Read folders of letters as one set; a later one wins. Raises letter_files.LettersFileError."""
        return cls.from_texts(*(letter_files.texts_of(folder) for folder in folders))

    @classmethod
    def from_texts(cls, *folders: Mapping[str, str]) -> Self:
        """Make one set of folders given as file names and texts. Raises as `load` does."""
        read = [letter_files.read(files, LANGUAGES) for files in folders]
        return cls(
            letters=_together(folder.letters for folder in read),
            texts=_together(folder.texts for folder in read),
            samples={
                language: _together(folder.samples[language] for folder in read) for language in LANGUAGES
            },
            frame_words=_together(folder.frame_words for folder in read),
            readers=_together(folder.readers for folder in read),
            explained=_together(folder.explained for folder in read),
        )

    def check(self) -> list[LetterFault]:
        """Give every fault, by file; an empty list means that every letter can be written and sent."""
        return letter_check.check(self)

    def names(self, key: str) -> frozenset[str]:
        """Give the names a letter says or asks for in any language, dotted, those of its closings included.

        Raises letter_language.LetterLanguageError for a text that is not well-formed.
        """
        languages = [language for letter, language in self.texts if letter == key]
        sources = [source for language in languages for source in self._sources(key, language)]
        return frozenset(use.name for source in sources for use in letter_language.uses(source))

    def sample(self, language: str) -> dict[str, object]:
        """Give a full set of names with sample values, nested as `write` takes them."""
        nested: dict[str, Any] = {}
        for name, value in self.samples[language].items():
            _put(nested, name, value)
        return nested

    def write(self, key: str, language: str, names: Mapping[str, object]) -> Wording:
        """Write a letter from names: nested mappings of texts, numbers and lists of texts.

        The names that may be empty may also be left out. Give `placeholders.LINK` and `placeholders.CODE` for
        what must not be stored. Falls back to bokmål. Raises LetterMissingError, NameMissingError,
        letter_language.LetterLanguageError, and characters.UnsendableError for control characters in a value.
        """
        language, text = self._found(key, language)
        known = _with_optional(names, self.letters[key].optional)
        marked, addresses = _with_marks(known)
        try:
            heading, over = (letter_language.write(part, known) for part in _parts(text.subject))
            _, body = self._sources(key, language)
            written = _BLANK_LINES.sub("\n\n", letter_language.write(body, marked)).strip()
        except UndefinedError as fault:
            raise NameMissingError(f"{text.file}: {fault.message}") from fault
        frame = self._frame(language, letter_language.unmarked(heading), letter_language.unmarked(over))
        return Wording(
            language=language,
            subject=frame.subject,
            text=placeholders.put(_plain(written), addresses),
            html=placeholders.put_html(letter_html.page(written, frame), addresses),
        )

    def _frame(self, language: str, heading: str, over: str) -> letter_html.LetterFrame:
        return letter_html.LetterFrame(
            language=language,
            subject=refuse_steering("Subject", f"{heading} – {over}" if over else heading),
            heading=heading,
            over=over,
            button_help=self.frame_words.get("button_help", Words({})).to(language),
        )

    def _found(self, key: str, language: str) -> tuple[str, Text]:
        for candidate in (language, FALLBACK):
            if key in self.letters and (key, candidate) in self.texts:
                return candidate, self.texts[key, candidate]
        raise LetterMissingError(f"{key}.{language}")

    def _sources(self, key: str, language: str) -> tuple[str, str]:
        """Give subject and body of a letter with its closings put in."""
        text = self.texts[key, language]
        closings = {name: found.body for (name, code), found in self.texts.items() if code == language}
        try:
            return text.subject, letter_language.with_closings(text.body, closings)
        except KeyError as fault:
            raise LetterMissingError(f"{text.file}: {fault.args[0]}") from fault


def _parts(subject: str) -> tuple[str, str]:
    """Split "what – {{ name }}" into what it is about and the name it stands under, which may be empty."""
    found = _SUBJECT.fullmatch(subject)
    return (found["heading"], found["over"]) if found else (subject, "")


def _put(nested: dict[str, Any], name: str, value: object) -> None:
    head, _, rest = name.partition(".")
    if not rest:
        nested[head] = value
        return
    _put(nested.setdefault(head, {}), rest, value)


def _together(parts: Iterable[Mapping[K, V]]) -> dict[K, V]:
    """All entries; a later one wins."""
    found: dict[K, V] = {}
    for part in parts:
        found |= part
    return found


def _with_optional(names: Mapping[str, object], optional: frozenset[str]) -> dict[str, object]:
    known = dict(names)
    for name in optional:
        head, _, rest = name.partition(".")
        given = known.get(head) or {}
        if rest and isinstance(given, Mapping):
            known[head] = {rest: "", **given}
        else:
            known.setdefault(head, "")
    return known


def _with_marks(names: Mapping[str, object]) -> tuple[dict[str, object], dict[str, str]]:
    """Put marks in the addresses' place, so that only they and nothing that was typed can become a button."""
    addresses = {name: str(names[name]) for name in placeholders.ADDRESSES if name in names}
    return {**names, **{name: Marked(placeholders.mark(name)) for name in addresses}}, addresses


def _plain(body: str) -> str:
    """Give the text part; "-- " is the line that mail programs know a signature by (RFC 3676, 4.3)."""
    return letter_language.unmarked(body).replace(letter_html.FOOTER, "\n-- \n") + "\n"
