"""Say things in the reader's language: look a key up in its catalogue and fill in the names.

It knows no sentence itself: the words stand in translations/, those of a process in its own folder.
"""

import gettext
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "translations"
FALLBACK = "nb"
FIRST = ("nb", "nn", "en")
_PLURAL = re.compile(r"Plural-Forms:[^\n]*plural=([^;\n]+)")


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The words of a language by key, in one form or in one for each number; `plural` says which for n."""

    forms: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]


@cache
def languages() -> tuple[str, ...]:
    """Give the codes of all languages that have a catalogue, in the order a reader is offered them."""
    found = {path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/messages.po")}
    return (*(code for code in FIRST if code in found), *sorted(found.difference(FIRST)))


def say(language: str, key: str, /, **values: object) -> str:
    """Give the words of a key in a language, with `{name}` filled in from values.

    What the language lacks is said in bokmål, and so is everything in a language without a catalogue. Raises
    KeyError(key) if the key stands nowhere, and KeyError(name) if a value is missing.
    """
    return _text(language, key).format_map(values) if values else _said(language, key)


def count(language: str, key: str, n: int, /, **values: object) -> str:
    """Give the words of a key for n of something, in the plural form of the language, with `{n}` filled in.

    Raises KeyError(key) if the key stands nowhere.
    """
    catalogue = _with(language, key)
    forms = catalogue.forms[key]
    if len(forms) == 1:
        raise KeyError(key)
    return forms[catalogue.plural(n)].format_map({**values, "n": n})


def _with(language: str, key: str) -> Catalogue:
    """The language's own catalogue, or that of bokmål for what it lacks."""
    if language in languages() and key in catalogue(language).forms:
        return catalogue(language)
    return catalogue(FALLBACK)


@cache
def _said(language: str, key: str) -> str:
    """The words of a key without names to fill in."""
    return _text(language, key).format_map({})


@cache
def _text(language: str, key: str) -> str:
    found = _with(language, key)
    forms = found.forms[key]
    return forms[found.plural(1) if len(forms) > 1 else 0]


@cache
def catalogue(language: str) -> Catalogue:
    """Read a catalogue once for the life of the program; what is empty or fuzzy is left out.

    The files are read here and not by Babel, which takes ten times as long at every start.
    """
    text = (FOLDER / language / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    heading, *entries = _entries(text)
    plural = _PLURAL.search(heading["msgstr"])
    return Catalogue(
        forms={one["msgid"]: forms for one in entries if (forms := _forms(one))},
        plural=gettext.c2py(plural[1] if plural else "n != 1"),
    )


def _entries(text: str) -> Iterator[dict[str, str]]:
    """The fields of each entry by name, such as msgid."""
    for block in text.split("\n\n"):
        entry: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("msg"):
                name, _, line = line.partition(" ")  # noqa: PLW2901 - a text may go on for several lines
            if line.startswith('"'):
                entry[name] = entry.get(name, "") + _unquoted(line)
        if entry and "#, fuzzy" not in block:
            yield entry


def _unquoted(text: str) -> str:
    """What stands between the quotes; PO escapes as JSON does."""
    return str(json.loads(text)) if "\\" in text else text[1:-1]


def _forms(entry: Mapping[str, str]) -> tuple[str, ...]:
    """What stands for a key, or nothing when any form of it is missing."""
    forms = tuple(text for name, text in entry.items() if name.startswith("msgstr"))
    return forms if all(forms) else ()
