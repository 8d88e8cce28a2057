"""Text as people type or paste it, made fit to store, mail and print; nothing meant is cut or changed."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")  # \x0b is what Word pastes for a line break
_SPACES = re.compile(r"[ \t\n]+")
_NOT_FOR_XML = {"\ufffe", "\uffff"}
_REFUSED = {"Cc", "Cs"}  # control characters and lone halves of a pair


def clean(raw: str) -> str:
    r"""The text in composed form (NFC), with \n for every kind of line end and nothing blank around it."""
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", raw)).strip()


def clean_line(raw: str) -> str:
    """The same as one line: line ends and tabs become a space."""
    return _SPACES.sub(" ", clean(raw))


def wrong_characters(text: str) -> bool:
    """Whether cleaned text holds what Word, mail or database cannot keep: control characters and the like."""
    return any(_wrong(character) for character in text)


def length(text: str) -> int:
    """How long people are told that a cleaned text is: Unicode code points, a line break being one."""
    return len(text)


def _wrong(character: str) -> bool:
    if character in "\n\t":
        return False
    return unicodedata.category(character) in _REFUSED or character in _NOT_FOR_XML
