"""Read letters from files, `<key>.<language>.txt` and letters.toml, and judge that index of new ones.

What the letters say, `letter_check` judges.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from formserver.domain.words import Words

Sample = str | list[str]

CLOSING = "closing."
INDEX = "letters.toml"
_FILE_NAME = re.compile(r"(?P<key>(?:closing\.)?[a-z_]+)\.(?P<language>[a-z]{2,3})\.txt")
_HEAD = re.compile(r"Subject: *(?P<subject>[^\n]*)\n(?:\n(?P<body>.*))?", re.DOTALL)
_MAY_BE_EMPTY = "?"
_NEEDED = ("name", "to")
ENTRY = frozenset({*_NEEDED, "address", "names"})  # what may be said of a letter


class LettersFileError(ValueError):
    """A file of letters that cannot be read at all; the text names file and reason.

    For those who tell it in words: `key` is the dotted place in letters.toml, `lacks` the line that is not
    there, `strange` the lines that nobody knows.
    """

    def __init__(self, text: str, *, key: str = "", lacks: str = "", strange: Sequence[str] = ()) -> None:
        super().__init__(text)
        self.key = key
        self.lacks = lacks
        self.strange = strange


@dataclass(frozen=True, kw_only=True)
class Text:
    """A letter or closing in one language as its author wrote it. Closings have no subject."""

    file: str
    subject: str
    body: str

    @property
    def whole(self) -> str:
        """Subject and body as people read them."""
        return f"{self.subject}\n\n{self.body}".strip()


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """What a letter is, whatever its language.

    `address` is the name that must stand alone on a line ("link", "board", …), or None. `names` are those it
    may use, each with all that begins with it and a dot; `optional` are those of them that may be empty.
    """

    key: str
    name: Words
    to: str
    address: str | None
    names: frozenset[str]
    optional: frozenset[str]

    @property
    def needs_link(self) -> bool:
        """Whether the letter carries its reader's personal link."""
        return self.address == "link"


@dataclass(frozen=True, kw_only=True)
class LetterFolder:
    """All that stands in a folder. `texts` has closings too, `samples` are values by language and name.

    `readers` are the kinds of people that letters go to, `explained` what a name stands for, where told.
    """

    letters: Mapping[str, LetterKind]
    texts: Mapping[tuple[str, str], Text]
    samples: Mapping[str, Mapping[str, Sample]]
    frame_words: Mapping[str, Words]
    readers: Mapping[str, Words] = field(default_factory=dict)
    explained: Mapping[str, Words] = field(default_factory=dict)


def texts_of(folder: Path) -> dict[str, str]:
    """Give the files of letters in a folder, by name. Raises LettersFileError if they cannot be read."""
    try:
        paths = [path for path in sorted(folder.iterdir()) if path.suffix in {".txt", ".toml"}]
        return {path.name: path.read_text(encoding="utf-8") for path in paths}
    except (OSError, UnicodeDecodeError) as fault:
        raise LettersFileError(f"{folder.name}: {fault}") from fault


def read(files: Mapping[str, str], languages: tuple[str, ...]) -> LetterFolder:
    """Read the files of a folder, given by name; files that are no letters are left alone.

    What letters.toml lacks is left empty. Raises LettersFileError if it is missing, is not TOML or is nothing
    like an index.
    """
    with _plain_errors():
        told = tomllib.loads(files[INDEX])
        readers = told.get("to", {})
        return LetterFolder(
            letters={key: _letter(key, entry, readers) for key, entry in told.get("letters", {}).items()},
            texts=dict(_texts(files)),
            samples={language: _samples(told.get("names", {}), language) for language in languages},
            frame_words={key: Words(words) for key, words in told.get("words", {}).items()},
            readers={key: Words(entry["name"]) for key, entry in readers.items() if "name" in entry},
            explained={name: Words(words) for name, words in told.get("explained", {}).items()},
        )


def judge(files: Mapping[str, str], languages: tuple[str, ...]) -> None:
    """Raise LettersFileError also if letters.toml lacks something needed, or has a line that nobody knows."""
    read(files, languages)
    with _plain_errors():
        told = tomllib.loads(files[INDEX])
        for key, entry in told.get("letters", {}).items():
            _judge_letter(key, entry, told["to"])
        for sample in told.get("names", {}).values():
            if isinstance(sample, dict):
                _refuse_lack(sample, languages)


def _refuse_lack(sample: Mapping[str, Any], languages: tuple[str, ...]) -> None:
    for language in languages:
        if language not in sample:
            raise LettersFileError(f"{INDEX}: a name lacks {language}", lacks=language)


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except LettersFileError:
        raise
    except KeyError as fault:
        raise LettersFileError(f"{INDEX}: {fault}", lacks=str(fault.args[0])) from fault
    except (ValueError, TypeError, AttributeError, RecursionError) as fault:
        raise LettersFileError(f"{INDEX}: {fault}") from fault


@lru_cache(maxsize=10_000)
def parse(file: str, source: str) -> Text:
    """Take a letter apart; without a first line "Subject: …" and a blank line all of it is body."""
    found = _HEAD.fullmatch(source)
    if found is None:
        return Text(file=file, subject="", body=source.strip())
    return Text(
        file=file, subject=found["subject"].replace("\t", " ").strip(), body=(found["body"] or "").strip()
    )


def source(text: Text) -> str:
    """Put a text together as it stands in its file: `parse` gives the same text back."""
    if text.file.startswith(CLOSING):
        return f"\n{text.body}\n" if _HEAD.match(text.body) else f"{text.body}\n"
    return f"Subject: {text.subject}\n\n{text.body}\n"


def _texts(files: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], Text]]:
    for name, source in files.items():
        if found := _FILE_NAME.fullmatch(name):
            yield (found["key"], found["language"]), parse(name, source)


def _letter(key: str, entry: Mapping[str, Any], readers: Mapping[str, Any]) -> LetterKind:
    to = entry.get("to", "")
    names: list[str] = [*readers.get(to, {}).get("names", ()), *entry.get("names", ())]
    may_be_empty = [name for name in names if name.endswith(_MAY_BE_EMPTY)]
    return LetterKind(
        key=key,
        name=Words(entry.get("name", {})),
        to=to,
        address=entry.get("address"),
        names=frozenset(name.removesuffix(_MAY_BE_EMPTY) for name in names),
        optional=frozenset(name.removesuffix(_MAY_BE_EMPTY) for name in may_be_empty),
    )


def _judge_letter(key: str, entry: Mapping[str, Any], readers: Mapping[str, Any]) -> None:
    place = f"letters.{key}"
    if strange := sorted(set(entry) - ENTRY):
        raise LettersFileError(f"{INDEX}: {key} has {', '.join(strange)}", key=place, strange=strange)
    if lacking := [name for name in _NEEDED if name not in entry]:
        raise LettersFileError(f"{INDEX}: {key} lacks {lacking[0]}", key=place, lacks=lacking[0])
    if entry["to"] not in readers:
        raise LettersFileError(f"{INDEX}: {key} goes to {entry['to']}", key=f"{place}.to", lacks=entry["to"])


def _samples(names: Mapping[str, Any], language: str) -> dict[str, Sample]:
    return {
        name: sample.get(language, "") if isinstance(sample, dict) else sample
        for name, sample in names.items()
    }
