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

from formserver.definitions import (
    consistency,
    names_in_texts,
    reading,
    required_words,
    toml_text,
)
from formserver.definitions.faults import (
    ONLY_JUDGED,
    DefinitionFault,
    FaultKind,
    ProcessFault,
    ProcessFaults,
    fault,
)
from formserver.definitions.table import TomlTable, check_words
from formserver.domain.process import Process
from formserver.domain.words import LANGUAGES, Words

PROCESS_FILE = "process.toml"
WORDS_FILE = "words.toml"
LETTERS_FOLDER = "letters"
FORMAT = 1  # of process.toml; one without a number has the first


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
    """The process in `folder`, judged. Raises DefinitionFault with every fault that was found."""
    names = [folder / PROCESS_FILE, folder / WORDS_FILE, *sorted((folder / LETTERS_FOLDER).glob("*.txt"))]
    names += sorted((folder / LETTERS_FOLDER).glob("*.toml"))
    files: dict[str, str] = {}
    for path in names:
        place = path.relative_to(folder).as_posix()
        files[place] = _text(path, place)
    definition = judge(files, folder)
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


def read(files: Mapping[str, str]) -> Definition:
    """The definition in text files by path, which were judged when they came, maybe by an earlier release.

    What is asked for since has a stand-in. Raises DefinitionFault for what keeps it from being read at all.
    """
    process, found = _read(files)
    _stop_at(found)
    _check_parts(process, found)
    _stop_at(found)
    process = dataclasses.replace(
        process,
        letters={**consistency.STAND_INS, **process.letters},
        words={**required_words.stand_ins(process), **process.words},
    )
    return Definition(process=process, files=files, sha256=sha256_of(files))


def judge(files: Mapping[str, str], folder: Path | None = None) -> Definition:
    """The definition in text files by path, as new ones must be. Raises DefinitionFault with every fault."""
    process, found = _read(files)
    if not found:
        _check_parts(process, found)
        names_in_texts.check_documents(process, ProcessFaults(PROCESS_FILE, found))
        required_words.check(process, ProcessFaults(WORDS_FILE, found))
        names_in_texts.check_words(process, ProcessFaults(WORDS_FILE, found))
    if found:
        raise DefinitionFault(found)
    return Definition(process=process, files=files, sha256=sha256_of(files), folder=folder)


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


def _read(files: Mapping[str, str]) -> tuple[Process, list[ProcessFault]]:
    """The process, and what is wrong with each of its parts. Raises DefinitionFault for what is no TOML."""
    process, found = _read_once(tuple(sorted(files.items())))
    return process, list(found)


@lru_cache(maxsize=16)  # the same few are asked for again and again, and take long to read
def _read_once(texts: tuple[tuple[str, str], ...]) -> tuple[Process, tuple[ProcessFault, ...]]:
    files = dict(texts)
    found: list[ProcessFault] = []
    words = _words(_toml(files, WORDS_FILE), found)
    raw = _toml(files, PROCESS_FILE)
    _refuse_newer(raw)
    process = reading.process(TomlTable(raw, "", ProcessFaults(PROCESS_FILE, found)), words)
    return dataclasses.replace(process, letter_texts=_letter_texts(files)), tuple(found)


def _check_parts(process: Process, found: list[ProcessFault]) -> None:
    consistency.check(process, ProcessFaults(PROCESS_FILE, found), _letter_keys(process))


def _stop_at(found: list[ProcessFault]) -> None:
    """Raises DefinitionFault for what keeps a definition from being read."""
    if stopping := [one for one in found if one.kind not in ONLY_JUDGED]:
        raise DefinitionFault(stopping)


def _refuse_newer(raw: Mapping[str, Any]) -> None:
    """Stop before what a later program means is taken for something else."""
    number = raw.get("format")
    if isinstance(number, int) and number > FORMAT:
        newer = fault(PROCESS_FILE, FaultKind.NEWER_FORMAT, "format", number=number, known=FORMAT)
        raise DefinitionFault([newer])


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
