"""Loads the folder of a process: process.toml, words.toml and the letters.

Word templates are read where they are used.
"""

import dataclasses
import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from formserver.definitions import agreement, filling, reading, wording
from formserver.definitions.faults import DefinitionFault, Fault, Faults
from formserver.definitions.table import Table, check_words
from formserver.domain.process import Process
from formserver.domain.words import LANGUAGES, Words

PROCESS_FILE = "process.toml"
WORDS_FILE = "words.toml"
LETTERS_FOLDER = "letters"
DEEPEST = 20  # tables and lists in each other; a process has five


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A process with the text files it was read from (by path in its folder) and their common SHA-256 in hex.

    `folder` is where it was read, so that the Word templates beside it can be found; None for a stored one.
    """

    process: Process
    files: Mapping[str, str]
    sha256: str
    folder: Path | None = None

    def template(self, document: str, language: str) -> bytes:
        """The Word template that the folder ships for a document. Raises OSError when it cannot be read."""
        if self.folder is None:
            raise FileNotFoundError(document)
        return (self.folder / self.process.document(document).templates[language]).read_bytes()


def load(folder: Path) -> Definition:
    """The process in `folder`. Raises DefinitionFault with every fault that was found."""
    names = [folder / PROCESS_FILE, folder / WORDS_FILE, *sorted((folder / LETTERS_FOLDER).glob("*.txt"))]
    names += sorted((folder / LETTERS_FOLDER).glob("*.toml"))
    files: dict[str, str] = {}
    for path in names:
        place = path.relative_to(folder).as_posix()
        try:
            files[place] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DefinitionFault([Fault(file=place, key="", reason=f"cannot be read: {error}")]) from error
    definition = made_of(files, folder)
    faults = Faults(PROCESS_FILE)
    for document in definition.process.documents:
        for language, name in document.templates.items():
            if not (folder / name).is_file():
                faults.add(f"documents.{document.key}.templates.{language}", f"there is no file «{name}»")
    if faults.found:
        raise DefinitionFault(faults.found)
    return definition


def made_of(files: Mapping[str, str], folder: Path | None = None) -> Definition:
    """The definition in text files by path. Raises DefinitionFault with every fault that was found."""
    return Definition(process=parse(files), files=files, sha256=sha256_of(files), folder=folder)


def sha256_of(files: Mapping[str, str]) -> str:
    """The common SHA-256 of text files by path, in hex."""
    return hashlib.sha256(json.dumps(dict(files), sort_keys=True).encode()).hexdigest()


def load_all(folder: Path) -> dict[str, Definition]:
    """Every process below `folder`, by key. Raises DefinitionFault when one cannot be used."""
    found = [load(path.parent) for path in sorted(folder.glob(f"*/{PROCESS_FILE}"))]
    if not found:
        raise DefinitionFault([Fault(file=PROCESS_FILE, key="", reason="there is no process in this folder")])
    return {definition.process.key: definition for definition in found}


def parse(files: Mapping[str, str]) -> Process:
    """The process in text files by path. Raises DefinitionFault with every fault that was found."""
    return _parse(tuple(sorted(files.items())))


@lru_cache(maxsize=16)  # the same few are asked for again and again, and take long to read
def _parse(texts: tuple[tuple[str, str], ...]) -> Process:
    files = dict(texts)
    found: list[Fault] = []
    words = _words(files.get(WORDS_FILE, ""), found)
    faults = Faults(PROCESS_FILE, found)
    top = Table(_toml(files.get(PROCESS_FILE, ""), PROCESS_FILE, found), "", faults)
    process = dataclasses.replace(reading.process(top, words), letter_texts=_letter_texts(files))
    if not found:
        agreement.check(process, faults, _letter_keys(process))
        filling.check_documents(process, faults)
        wording.check(process, Faults(WORDS_FILE, found))
        filling.check_words(process, Faults(WORDS_FILE, found))
    if found:
        raise DefinitionFault(found)
    return process


def _toml(text: str, name: str, found: list[Fault]) -> dict[str, Any]:
    try:
        read = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number with more digits than Python reads
        found.append(Fault(file=name, key="", reason=f"is not TOML: {error}"))
        raise DefinitionFault(found) from error
    if _is_deep(read):
        found.append(Fault(file=name, key="", reason="has tables in tables in tables without end"))
        raise DefinitionFault(found)
    return read


def _is_deep(read: dict[str, Any]) -> bool:
    """Whether tables and lists stand in each other deeper than any that is read."""
    level: list[Any] = [read]
    for _ in range(DEEPEST):
        level = [
            one
            for holder in level
            for one in (holder.values() if isinstance(holder, dict) else holder)
            if isinstance(one, dict | list)
        ]
    return bool(level)


def _words(text: str, found: list[Fault]) -> dict[str, Words]:
    faults = Faults(WORDS_FILE, found)
    flat: dict[str, Words] = {}
    _flatten(_toml(text, WORDS_FILE, found), "", flat, faults)
    return flat


def _flatten(raw: Any, place: str, flat: dict[str, Words], faults: Faults) -> None:
    if isinstance(raw, list):
        for number, one in enumerate(raw, 1):
            _flatten(one, f"{place}.{number}", flat, faults)
    elif isinstance(raw, dict) and raw.keys() & set(LANGUAGES):
        flat[place] = check_words(raw, place, faults)
    elif isinstance(raw, dict):
        for key, one in raw.items():
            _flatten(one, f"{place}.{key}" if place else key, flat, faults)
    else:
        faults.add(place, "must be a table with a text in each language")


def _letter_texts(files: Mapping[str, str]) -> dict[str, str]:
    prefix = f"{LETTERS_FOLDER}/"
    return {path.removeprefix(prefix): text for path, text in files.items() if path.startswith(prefix)}


def _letter_keys(process: Process) -> set[str]:
    return {name.split(".")[0] for name in process.letter_texts if name.endswith(".txt")}
