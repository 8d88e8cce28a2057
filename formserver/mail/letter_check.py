"""Say what is wrong with letters before anybody gets one; it changes nothing."""

import difflib
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from formserver import i18n
from formserver.domain.words import LANGUAGES
from formserver.mail import letter_language
from formserver.mail.letter_files import CLOSING, Folder, Letter, Text
from formserver.mail.letter_language import LetterLanguageError, Use
from formserver.mail.placeholders import ADDRESSES


class Reason(StrEnum):
    """What can be wrong; each has its words in the catalogues."""

    MISSING_LANGUAGE = "missing_language"
    UNKNOWN_LETTER = "unknown_letter"
    NO_SUBJECT = "no_subject"
    NO_BODY = "no_body"
    NOT_UNDERSTOOD = "not_understood"
    UNKNOWN_NAME = "unknown_name"
    UNKNOWN_CLOSING = "unknown_closing"
    NEEDS_ADDRESS = "needs_address"
    FORBIDDEN_ADDRESS = "forbidden_address"
    NEEDS_IF = "needs_if"
    NAMES_DIFFER = "names_differ"


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong, in a file. `name` is the name it is about, `nearest` one that may have been meant.

    `line` counts from 1 in the subject or the body, and is 0 where the whole file is meant.
    """

    file: str
    key: str
    reason: Reason
    name: str = ""
    nearest: str = ""
    line: int = 0

    def told(self, language: str) -> str:
        """Say what is wrong and how it is mended."""
        nearest = self.nearest or "–"
        return i18n.say(
            language, f"letter.fault.{self.reason}", name=self.name, nearest=nearest, line=self.line
        )


def check(letters: Folder) -> list[Fault]:
    """Give every fault, by file; an empty list means that every letter can be written and sent."""
    found = {
        *_unknown_letters(letters),
        *(fault for letter in letters.letters.values() for fault in _letter(letters, letter)),
    }
    return sorted(found)


def check_text(letters: Folder, letter: Letter, language: str, text: Text) -> list[Fault]:
    """Give the faults of one text of a letter, be it in the set or not yet."""
    try:
        in_subject, in_body = letter_language.uses(text.subject), letter_language.uses(text.body)
    except LetterLanguageError as fault:
        return [Fault(text.file, letter.key, Reason.NOT_UNDERSTOOD, name=fault.why, line=fault.line)]
    faults = [
        *_form(letter, text),
        *_closings(letters, letter, language, text),
        *_names(letters, letter, text.file, (*in_subject, *in_body)),
        *_addresses(letter, text, in_subject, in_body),
    ]
    return sorted(set(faults))


def _unknown_letters(letters: Folder) -> Iterator[Fault]:
    for (key, _), text in letters.texts.items():
        if key not in letters.letters and not key.startswith(CLOSING):
            yield Fault(text.file, key, Reason.UNKNOWN_LETTER)


def _letter(letters: Folder, letter: Letter) -> Iterator[Fault]:
    for language in LANGUAGES:
        text = letters.texts.get((letter.key, language))
        if text is None:
            yield Fault(f"{letter.key}.{language}.txt", letter.key, Reason.MISSING_LANGUAGE, name=language)
        else:
            yield from check_text(letters, letter, language, text)
    yield from _differing(letters, letter)


def _form(letter: Letter, text: Text) -> Iterator[Fault]:
    if not text.subject:
        yield Fault(text.file, letter.key, Reason.NO_SUBJECT)
    if not text.body:
        yield Fault(text.file, letter.key, Reason.NO_BODY)


def _closings(letters: Folder, letter: Letter, language: str, text: Text) -> Iterator[Fault]:
    for closing in letter_language.closings(text.body):
        found = letters.texts.get((closing, language))
        if found is None:
            yield Fault(text.file, letter.key, Reason.UNKNOWN_CLOSING, name=closing)
            continue
        try:
            uses = letter_language.uses(found.body)
        except LetterLanguageError as fault:
            yield Fault(found.file, closing, Reason.NOT_UNDERSTOOD, name=fault.why, line=fault.line)
        else:
            yield from _names(letters, letter, found.file, uses)
            yield from _forbidden(letter.key, found.file, uses, allowed=())


def _names(letters: Folder, letter: Letter, file: str, uses: tuple[Use, ...]) -> Iterator[Fault]:
    known = frozenset(name for name in letters.samples[LANGUAGES[0]] if _covered(name, letter.names))
    for use in uses:
        if use.name.startswith(CLOSING) or use.name in ADDRESSES:
            continue
        if not (use.name in known or (not use.said and any(_covered(name, {use.name}) for name in known))):
            nearest = difflib.get_close_matches(use.name, sorted(known), n=1, cutoff=0.5)
            yield Fault(file, letter.key, Reason.UNKNOWN_NAME, name=use.name, nearest="".join(nearest))
        elif any(_covered(use.name, {name}) and name not in use.guards for name in letter.optional):
            yield Fault(file, letter.key, Reason.NEEDS_IF, name=use.name)


def _addresses(
    letter: Letter, text: Text, in_subject: tuple[Use, ...], in_body: tuple[Use, ...]
) -> Iterator[Fault]:
    if letter.address and not re.search(rf"(?m)^\{{\{{ *{letter.address} *\}}\}}$", text.body):
        yield Fault(text.file, letter.key, Reason.NEEDS_ADDRESS, name=letter.address)
    yield from _forbidden(letter.key, text.file, in_subject, allowed=())
    yield from _forbidden(letter.key, text.file, in_body, allowed=(letter.address,))


def _forbidden(
    key: str, file: str, uses: tuple[Use, ...], *, allowed: tuple[str | None, ...]
) -> Iterator[Fault]:
    for use in uses:
        if use.name in ADDRESSES and use.name not in allowed:
            yield Fault(file, key, Reason.FORBIDDEN_ADDRESS, name=use.name)


def _differing(letters: Folder, letter: Letter) -> Iterator[Fault]:
    """The same names stand in every language: what one reader is told, all are told."""
    by_file: dict[str, frozenset[str]] = {}
    for language in LANGUAGES:
        if text := letters.texts.get((letter.key, language)):
            try:
                uses = (*letter_language.uses(text.subject), *letter_language.uses(text.body))
            except LetterLanguageError:
                return
            by_file[text.file] = frozenset(use.name for use in uses)
    everywhere = frozenset[str]().union(*by_file.values())
    for file, names in by_file.items():
        for name in everywhere - names:
            yield Fault(file, letter.key, Reason.NAMES_DIFFER, name=name)


def _covered(name: str, names: AbstractSet[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in names)
