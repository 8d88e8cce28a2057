"""The known name that is most like one that is not known: by its letters, or by what people call it."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from formserver.documents.names.process_names import Leaf, NameGroup, Shape
from formserver.domain.words import LANGUAGES
from formserver.i18n import say

_ENOUGH = 0.55  # alike; 1 is the same
_WORD = re.compile(r"\w+")
_SURE = 0.75  # alike enough for a name that stands elsewhere
_SHORTEST = 4  # letters of a word that may be part of a longer one
_ENDING = 3  # letters that grammar adds to one
_SHORT = 3  # words of an explanation that tells of a name elsewhere
_CALLED_SO = 0.95
_A_WORD = 0.01  # less for each word of an explanation: the shorter it is, the more a word of it means
_OTHERWHERE = 0.85  # as much is a name worth that stands under another one than was written


def nearest_name(written: str, known: Iterable[str]) -> str:
    """The one of these that may be meant, or nothing; capital letters count for nothing."""
    by_lower = {name.lower(): name for name in reversed(list(known))}
    near = difflib.get_close_matches(written.lower(), by_lower, n=1, cutoff=_ENOUGH)
    return by_lower[near[0]] if near else ""


def meant(written: str, names: Mapping[str, Shape]) -> str:
    """The name that may be meant where these are known, or nothing, by letters and by explanations."""
    best, score = "", _ENOUGH
    for name, shape in _sayable(names):
        alike = max(_alike(written.lower(), name.lower()), _called(written.lower(), name.lower(), shape))
        if isinstance(shape, Leaf) and written.startswith(f"{name}."):  # nothing stands under a value
            alike = max(alike, _ENOUGH)
        if alike > score or (alike == score and not best):
            best, score = name, alike
    return best


def _sayable(names: Mapping[str, Shape], before: str = "") -> Iterator[tuple[str, Shape]]:
    """Every name that can be said where these names are known, without going into lists."""
    for name, shape in names.items():
        yield before + name, shape
        if isinstance(shape, NameGroup):
            yield from _sayable(shape.names, f"{before}{name}.")


def _alike(written: str, name: str) -> float:
    """How alike the letters are: of the last names where those before are the same, else of the whole too."""
    holder, _, last = written.rpartition(".")
    its_holder, _, its_last = name.rpartition(".")
    lasts = difflib.SequenceMatcher(None, last, its_last).ratio()
    if holder == its_holder:
        return lasts
    whole = difflib.SequenceMatcher(None, written, name).ratio()
    fits = whole > _SURE or (holder and its_holder and lasts > _ENOUGH)
    return max(whole if fits else 0, lasts * _OTHERWHERE if lasts > _SURE else 0)


def _called(written: str, name: str, shape: Shape) -> float:
    """How well the last name written is a word of what people call this one; groups say it of themselves."""
    if isinstance(shape, NameGroup):
        return 0
    holder, _, last = written.rpartition(".")
    if holder == name.rpartition(".")[0]:
        return max((_said_in(last, words) for words in _words(shape)), default=0)
    return max((_said_in(last, one) for one in _words(shape) if len(one) <= _SHORT), default=0) * _OTHERWHERE


def _said_in(last: str, words: tuple[str, ...]) -> float:
    end = re.compile(rf"{re.escape(last)}\w{{0,{_ENDING}}}$")
    found = any(one == last or (len(last) >= _SHORTEST and end.search(one)) for one in words)
    return _CALLED_SO - _A_WORD * len(words) if found else 0


def _words(shape: Shape) -> tuple[tuple[str, ...], ...]:
    """The words of its label, or of its explanation, in each language."""
    if shape.label:
        return tuple(tuple(_WORD.findall(text.lower())) for text in shape.label.by_language.values())
    return _explained(shape.about) if shape.about else ()


@lru_cache(maxsize=1000)
def _explained(about: str) -> tuple[tuple[str, ...], ...]:
    said = (say(language, f"template_name.{about}") for language in LANGUAGES)
    return tuple(tuple(_WORD.findall(text.lower())) for text in said)
