"""Say what is wrong with letters before anybody gets one; it changes nothing."""

import contextlib
import dataclasses
import difflib
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from formserver import i18n
from formserver.domain.words import LANGUAGES
from formserver.mail import letter_codes, letter_language
from formserver.mail.letter_files import CLOSING, LetterFolder, LetterKind, Text
from formserver.mail.letter_language import LetterLanguageError, NameUse
from formserver.mail.placeholders import ADDRESSES


class LetterFaultKind(StrEnum):
    """What can be wrong; each has its words in the catalogues."""

    MISSING_LANGUAGE = "missing_language"
    UNKNOWN_LETTER = "unknown_letter"
    NO_SUBJECT = "no_subject"
    NO_BODY = "no_body"
    TOO_LONG = "too_long"
    NOT_UNDERSTOOD = "not_understood"
    MISWRITTEN = "miswritten"
    UNSEEN = "unseen"
    OTHERWISE = "otherwise"
    UNKNOWN_NAME = "unknown_name"
    UNKNOWN_CLOSING = "unknown_closing"
    NEEDS_ADDRESS = "needs_address"
    FORBIDDEN_ADDRESS = "forbidden_address"
    NEEDS_IF = "needs_if"
    LIST_IN_SUBJECT = "list_in_subject"
    NAMES_DIFFER = "names_differ"


SUBJECT, BODY = "subject", "body"
LONGEST = 30_000  # characters with closings, which may stand in it again and again


@dataclass(frozen=True, order=True)
class LetterFault:
    """One thing wrong, in a file. `name` is the name it is about, `nearest` what may have been meant.

    `line` counts from 1 in the `part` (SUBJECT or BODY), and is 0 where all of it is meant; `part` is ""
    where the whole file is.
    """

    file: str
    key: str
    reason: LetterFaultKind
    name: str = ""
    nearest: str = ""
    line: int = 0
    part: str = ""

    def told(self, language: str) -> str:
        """Say what is wrong and how it is mended."""
        nearest = self.nearest or "–"
        return i18n.say(
            language, f"letter.fault.{self.reason}", name=self.name, nearest=nearest, line=self.line
        )


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A part of a text with the names it uses."""

    file: str
    name: str
    uses: tuple[NameUse, ...]


def check(letters: LetterFolder) -> list[LetterFault]:
    """Give every fault, by file; an empty list means that every letter can be written and sent."""
    found = {
        *_unknown_letters(letters),
        *(fault for letter in letters.letters.values() for fault in _letter(letters, letter)),
    }
    return sorted(found)


def check_text(letters: LetterFolder, letter: LetterKind, language: str, text: Text) -> list[LetterFault]:
    """Give the faults of one text of a letter, be it in the set or not yet."""
    odd = _odd(letter.key, text, {*may_use(letters, letter), *_closings_of(letters, language)})
    try:
        parts = _read(letter.key, text, text.subject, letter_language.without_closings(text.body))
    except _NotUnderstoodError as found:
        return odd or [found.fault]
    faults = [
        *odd,
        *_form(letter.key, text),
        *_closings(letters, letter, language, text),
        *(fault for part in parts for fault in _names(letters, letter, part)),
        *_addresses(letter, *parts),
        *_whole(letters, letter, language, text),
    ]
    return sorted(set(faults))


def check_closing(letters: LetterFolder, key: str, language: str, text: Text) -> list[LetterFault]:
    """Give the faults that the text of a closing would bring into the letters that use it."""
    if not text.body:
        return [LetterFault(text.file, key, LetterFaultKind.NO_BODY, part=BODY)]
    odd = _odd(key, text, letters.samples[LANGUAGES[0]])
    try:
        _read(key, text, text.body)
    except _NotUnderstoodError as faulty:
        return odd or [faulty.fault]
    with_it = dataclasses.replace(letters, texts={**letters.texts, (key, language): text})
    found = {
        fault
        for letter in using(letters, key, language)
        for fault in _closings(with_it, letter, language, letters.texts[letter.key, language])
        if fault.file == text.file
    }
    joined = {
        dataclasses.replace(fault, file=text.file)
        for letter in using(letters, key, language)
        for fault in _whole(with_it, letter, language, letters.texts[letter.key, language])
    }
    return sorted({*odd, *found, *joined})


def using(letters: LetterFolder, closing: str, language: str) -> list[LetterKind]:
    """Give the letters that end with a closing in a language."""
    return [
        letter
        for letter in letters.letters.values()
        if (text := letters.texts.get((letter.key, language)))
        and closing in letter_language.closings(text.body)
    ]


def may_use(letters: LetterFolder, letter: LetterKind) -> tuple[str, ...]:
    """Give the names that a letter may use, its address among them, in the order they are listed."""
    known = letters.samples[LANGUAGES[0]]
    return tuple(
        name
        for name in known
        if name == letter.address or (name not in ADDRESSES and _covered(name, letter.names))
    )


def differing(letters: LetterFolder, letter: LetterKind) -> list[LetterFault]:
    """Give the names that stand in one language of a letter and not in another: what one is told, all are."""
    by_file: dict[str, frozenset[str]] = {}
    for language in LANGUAGES:
        if text := letters.texts.get((letter.key, language)):
            try:
                uses = (*letter_language.uses(text.subject), *letter_language.uses(text.body))
            except LetterLanguageError:
                return []
            by_file[text.file] = frozenset(use.name for use in uses)
    everywhere = frozenset[str]().union(*by_file.values())
    return [
        LetterFault(file, letter.key, LetterFaultKind.NAMES_DIFFER, name=name)
        for file, names in by_file.items()
        for name in sorted(everywhere - names)
    ]


class _NotUnderstoodError(Exception):
    """A text does something that a letter cannot do."""

    def __init__(self, fault: LetterFault) -> None:
        super().__init__(fault.name)
        self.fault = fault


def _read(key: str, text: Text, *sources: str) -> list[_Part]:
    """Give the parts of a text, the body last, with the names they use. Raises _NotUnderstoodError."""
    read = []
    for name, source in zip((SUBJECT, BODY)[-len(sources) :], sources, strict=True):
        try:
            uses = letter_language.uses(source)
        except LetterLanguageError as found:
            fault = LetterFault(
                text.file, key, LetterFaultKind.NOT_UNDERSTOOD, found.why, line=found.line, part=name
            )
            raise _NotUnderstoodError(fault) from found
        read.append(_Part(file=text.file, name=name, uses=uses))
    return read


def _odd(key: str, text: Text, names: Collection[str]) -> list[LetterFault]:
    """Give what is meant as a code and not written as one, each once."""
    return sorted(
        {
            LetterFault(
                text.file, key, LetterFaultKind(one.habit), one.said, one.better, line=one.line, part=part
            )
            for part, source in ((SUBJECT, text.subject), (BODY, text.body))
            for one in letter_codes.odd(source, names)
        }
    )


def _closings_of(letters: LetterFolder, language: str) -> Iterator[str]:
    return (key for key, of in letters.texts if of == language and key.startswith(CLOSING))


def _unknown_letters(letters: LetterFolder) -> Iterator[LetterFault]:
    for (key, _), text in letters.texts.items():
        if key not in letters.letters and not key.startswith(CLOSING):
            yield LetterFault(text.file, key, LetterFaultKind.UNKNOWN_LETTER)


def _letter(letters: LetterFolder, letter: LetterKind) -> Iterator[LetterFault]:
    for language in LANGUAGES:
        text = letters.texts.get((letter.key, language))
        if text is None:
            yield LetterFault(
                f"{letter.key}.{language}.txt", letter.key, LetterFaultKind.MISSING_LANGUAGE, name=language
            )
        else:
            yield from check_text(letters, letter, language, text)
    yield from differing(letters, letter)


def _form(key: str, text: Text) -> Iterator[LetterFault]:
    if not text.subject:
        yield LetterFault(text.file, key, LetterFaultKind.NO_SUBJECT, part=SUBJECT)
    if not text.body:
        yield LetterFault(text.file, key, LetterFaultKind.NO_BODY, part=BODY)


def _closings(letters: LetterFolder, letter: LetterKind, language: str, text: Text) -> Iterator[LetterFault]:
    """Give the faults that a letter gets from its closings."""
    for closing in letter_language.closings(text.body):
        found = letters.texts.get((closing, language))
        if found is None:
            yield LetterFault(text.file, letter.key, LetterFaultKind.UNKNOWN_CLOSING, name=closing, part=BODY)
            continue
        try:
            (body,) = _read(closing, found, found.body)
        except _NotUnderstoodError as faulty:
            yield faulty.fault
        else:
            yield from _names(letters, letter, body)
            yield from _forbidden(letter.key, body, allowed=())


def _names(letters: LetterFolder, letter: LetterKind, part: _Part) -> Iterator[LetterFault]:
    known = frozenset(may_use(letters, letter))
    for use in part.uses:
        found = LetterFault(part.file, letter.key, LetterFaultKind.UNKNOWN_NAME)
        if use.name in ADDRESSES:
            continue
        if not _is_known(use, known):
            nearest = difflib.get_close_matches(use.name, sorted(known), n=1, cutoff=0.5)
            yield dataclasses.replace(_unknown(found, use, part), nearest="".join(nearest))
        elif _needs_if(use, letter):
            yield dataclasses.replace(_unknown(found, use, part), reason=LetterFaultKind.NEEDS_IF)
        elif use.said and part.name == SUBJECT and isinstance(letters.samples[LANGUAGES[0]][use.name], list):
            yield dataclasses.replace(_unknown(found, use, part), reason=LetterFaultKind.LIST_IN_SUBJECT)


def _is_known(use: NameUse, known: Collection[str]) -> bool:
    """Whether a name may be used so: an if may also ask for a group of names."""
    if use.name in known:
        return True
    return not use.said and any(_covered(name, {use.name}) for name in known)


def _needs_if(use: NameUse, letter: LetterKind) -> bool:
    return any(_covered(use.name, {name}) and name not in use.guards for name in letter.optional)


def _unknown(fault: LetterFault, use: NameUse, part: _Part) -> LetterFault:
    """Put the place of a name into a fault."""
    return dataclasses.replace(fault, name=use.name, line=use.line, part=part.name)


def _addresses(letter: LetterKind, subject: _Part, body: _Part) -> Iterator[LetterFault]:
    yield from _forbidden(letter.key, subject, allowed=())
    yield from _forbidden(letter.key, body, allowed=(letter.address,))


def _whole(letters: LetterFolder, letter: LetterKind, language: str, text: Text) -> Iterator[LetterFault]:
    """Give the faults of a letter with its closings put in: too long, or no address alone on a line."""
    asked = letter_language.closings(text.body)
    closings = {one: found.body if (found := letters.texts.get((one, language))) else "" for one in asked}
    if len(text.body) + sum(len(closings[one]) for one in asked) > LONGEST:
        yield LetterFault(text.file, letter.key, LetterFaultKind.TOO_LONG, name=str(LONGEST), part=BODY)
        return
    source = letter_language.with_closings(text.body, closings)
    with contextlib.suppress(LetterLanguageError):  # of a closing, which has that fault itself
        if letter.address and not letter_language.stands_alone(source, letter.address):
            yield LetterFault(
                text.file, letter.key, LetterFaultKind.NEEDS_ADDRESS, name=letter.address, part=BODY
            )


def _forbidden(key: str, part: _Part, *, allowed: tuple[str | None, ...]) -> Iterator[LetterFault]:
    for use in part.uses:
        if use.name in ADDRESSES and use.name not in allowed:
            yield _unknown(LetterFault(part.file, key, LetterFaultKind.FORBIDDEN_ADDRESS), use, part)


def _covered(name: str, names: AbstractSet[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in names)
