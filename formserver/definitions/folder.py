"""Loads the folder of a process: process.toml, words.toml and the letters.

Word templates are read where they are used.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from formserver.definitions import consistency, names_in_texts, reading, required_words, toml_text
from formserver.definitions.faults import DefinitionFault, FaultKind, ProcessFault, ProcessFaults, fault
from formserver.definitions.table import TomlTable, check_words
from formserver.domain.process import Process
from formserver.domain.words import LANGUAGES, Words

PROCESS_FILE = "process.toml"
WORDS_FILE = "words.toml"
LETTERS_FOLDER = "letters"


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
        files[place] = _text(path, place)
    definition = made_of(files, folder)
    if faults := list(_word_files(folder, definition.process)):
        raise DefinitionFault(faults)
    return definition


def _text(path: Path, place: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DefinitionFault([fault(place, FaultKind.NOT_UTF8)]) from error
    except FileNotFoundError as error:
        raise DefinitionFault([fault(place, FaultKind.FILE_MISSING)]) from error
    except OSError as error:
        raise DefinitionFault([fault(place, FaultKind.UNREADABLE, why=error.strerror)]) from error


def _word_files(folder: Path, process: Process) -> Iterator[ProcessFault]:
    for document in process.documents:
        for language, name in document.templates.items():
            if not (folder / name).is_file():
                place = f"documents.{document.key}.templates.{language}"
                yield fault(PROCESS_FILE, FaultKind.NO_WORD_FILE, place, name=name)


def made_of(files: Mapping[str, str], folder: Path | None = None) -> Definition:
    """The definition in text files by path. Raises DefinitionFault with every fault that was found."""
    return Definition(process=parse(files), files=files, sha256=sha256_of(files), folder=folder)


def sha256_of(files: Mapping[str, str]) -> str:
    """The common SHA-256 of text files by path, in hex."""
    return hashlib.sha256(json.dumps(dict(files), sort_keys=True).encode()).hexdigest()


def load_all(folder: Path) -> dict[str, Definition]:
    """Every process below `folder`, by key. Raises DefinitionFault when one cannot be used."""
    found = [_load_one(path.parent) for path in sorted(folder.glob(f"*/{PROCESS_FILE}"))]
    if not found:
        raise DefinitionFault([fault(PROCESS_FILE, FaultKind.NO_PROCESS)])
    return {definition.process.key: definition for definition in found}


def _load_one(folder: Path) -> Definition:
    """One of several, whose faults say which it is."""
    try:
        return load(folder)
    except DefinitionFault as error:
        named = [dataclasses.replace(one, file=f"{folder.name}/{one.file}") for one in error.faults]
        raise DefinitionFault(named) from error


def parse(files: Mapping[str, str]) -> Process:
    """The process in text files by path. Raises DefinitionFault with every fault that was found."""
    return _parse(tuple(sorted(files.items())))


@lru_cache(maxsize=16)  # the same few are asked for again and again, and take long to read
def _parse(texts: tuple[tuple[str, str], ...]) -> Process:
    files = dict(texts)
    found: list[ProcessFault] = []
    words = _words(_toml(files, WORDS_FILE), found)
    faults = ProcessFaults(PROCESS_FILE, found)
    top = TomlTable(_toml(files, PROCESS_FILE), "", faults)
    process = dataclasses.replace(reading.process(top, words), letter_texts=_letter_texts(files))
    if not found:
        consistency.check(process, faults, _letter_keys(process))
        names_in_texts.check_documents(process, faults)
        required_words.check(process, ProcessFaults(WORDS_FILE, found))
        names_in_texts.check_words(process, ProcessFaults(WORDS_FILE, found))
    if found:
        raise DefinitionFault(found)
    return process


def _toml(files: Mapping[str, str], name: str) -> dict[str, Any]:
    if name not in files:
        raise DefinitionFault([fault(name, FaultKind.FILE_MISSING)])
    return toml_text.read(name, files[name])


def _words(raw: Mapping[str, Any], found: list[ProcessFault]) -> dict[str, Words]:
    flat: dict[str, Words] = {}
    _flatten(raw, "", flat, ProcessFaults(WORDS_FILE, found))
    return flat


def _flatten(raw: Any, place: str, flat: dict[str, Words], faults: ProcessFaults) -> None:
    if isinstance(raw, list):
        for number, one in enumerate(raw, 1):
            _flatten(one, f"{place}.{number}", flat, faults)
    elif isinstance(raw, dict) and raw.keys() & set(LANGUAGES):
        flat[place] = check_words(raw, place, faults)
    elif isinstance(raw, dict):
        for key, one in raw.items():
            _flatten(one, f"{place}.{key}" if place else key, flat, faults)
    else:
        faults.add(place, FaultKind.NOT_IN_LANGUAGES, name=place.rsplit(".", 1)[-1])


def _letter_texts(files: Mapping[str, str]) -> dict[str, str]:
    prefix = f"{LETTERS_FOLDER}/"
    return {path.removeprefix(prefix): text for path, text in files.items() if path.startswith(prefix)}


def _letter_keys(process: Process) -> set[str]:
    return {name.split(".")[0] for name in process.letter_texts if name.endswith(".txt")}
