"""Reads a case file: JSON, or the zip that an export makes. It gives all of it, or all that is wrong."""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from formserver.cases import building, earlier_shape, form_schema, references, schema, texts
from formserver.cases.case import Case
from formserver.cases.faults import CaseFault, CaseFileFault, fault
from formserver.cases.unasked import Lost, Unasked
from formserver.definitions import Definition, load
from formserver.domain.process import Process

CASE_FILE = "case.json"
LARGEST = 300_000_000  # bytes of a case with its attachments, unpacked
PROCESS_FILE = "process.zip"  # the folder of the process, in an export
SHA256 = "process_sha256"
ZIP = b"PK\x03\x04"

Kept = Callable[[str, str], Definition | None]
Raw = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class _Parcel:
    """The text of the case and the files that came with it, by path."""

    text: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)


def _none_kept(key: str, sha256: str) -> None:
    """Where no other versions of processes are kept than those in use."""


def read(content: bytes, in_use: Mapping[str, Definition], kept: Kept = _none_kept) -> Case:
    """The case in a file of one of the processes in use. Raises CaseFault with all that is wrong in it.

    `kept` finds another version of a process by key and SHA-256 (hex), or gives None: a case is read by the
    version that it was exported with, and by the one in use where that is not here.
    """
    parcel = _unpacked(content) if content.startswith(ZIP) else _Parcel(text=content)
    raw = _parsed(parcel.text)
    used = _in_use(raw, in_use)
    told = raw["dialog"].get(SHA256)
    found = used if told == used.sha256 else _found(used.process.key, told, kept)
    definition, elsewhere = found or used, bool(told) and found is None
    process = definition.process
    _stop(_unwritable(raw, ()))
    case = earlier_shape.bring(texts.cleaned(raw), process)
    unasked = Unasked(before=_before(definition), elsewhere=elsewhere)
    faults = schema.check(case.raw, form_schema.schema_of_process(process), unasked.faults)
    faults = faults or references.check(case.raw, process)
    _stop_told(list(dict.fromkeys([*case.faults, *case.in_file(faults)])), elsewhere)
    return building.build(case.raw, definition, parcel.files)


def _found(key: str, sha256: Any, kept: Kept) -> Definition | None:
    return kept(key, sha256) if isinstance(sha256, str) and sha256 else None


def _before(definition: Definition) -> Process:
    """The process as the folder on disk has it."""
    return (load(definition.folder) if definition.folder else definition).process


def _unpacked(content: bytes) -> _Parcel:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST:
                raise CaseFault([fault((), "the zip unpacks to more than 300 MB")])
            files = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise CaseFault([fault((), f"is no zip that can be read: {error}")]) from error
    if CASE_FILE not in files:
        raise CaseFault([fault((), f"the zip holds no {CASE_FILE}")])
    return _Parcel(text=files[CASE_FILE], files=files)


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise CaseFault([fault((), f"is not UTF-8 at byte {error.start}; save it as UTF-8")]) from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise CaseFault([fault((), f"is not JSON: {error.msg} at {where}")]) from error
    except RecursionError as error:
        raise CaseFault([fault((), "is nested too deep")]) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise CaseFault([fault((), f"the key {twice} is there twice in one object")])
    return found


def _no_number(name: str) -> Any:
    raise CaseFault([fault((), f"{name} is not a number that JSON knows")])


def _in_use(raw: Any, definitions: Mapping[str, Definition]) -> Definition:
    dialog = raw.get("dialog") if isinstance(raw, dict) else None
    if not isinstance(dialog, dict):
        raise CaseFault([fault((), "must be an object with a dialog in it")])
    key = dialog.get("process")
    if not isinstance(key, str) or key not in definitions:
        known = ", ".join(definitions)
        said = "is missing" if key is None else f"«{key}» is no process"
        raise CaseFault([fault(("dialog", "process"), f"{said}; known here: {known}")])
    return definitions[key]


def _unwritable(raw: Any, place: tuple[str | int, ...]) -> Iterator[CaseFileFault]:
    if isinstance(raw, str) and (character := texts.unwritable(raw)):
        yield fault(
            place, f"holds the character {character}, which no letter or document can carry; remove it"
        )
    elif isinstance(raw, dict):
        for key, value in raw.items():
            yield from _unwritable(value, (*place, key))
    elif isinstance(raw, list):
        for number, value in enumerate(raw):
            yield from _unwritable(value, (*place, number))


def _stop_told(faults: list[CaseFileFault], elsewhere: bool) -> None:
    """Stop at faults; of a case from another service with where they come from, and what helps, first."""
    if faults and elsewhere:
        lost = ", ".join(dict.fromkeys(one.question for one in faults if isinstance(one, Lost)))
        why = (
            "the case answers questions of a version of the process that is not kept here"
            f"{lost and ': '}{lost}; first take that version in and into use (on the page «Spørsmål»; it is "
            f"{PROCESS_FILE} in the export), and then import the case again"
        )
        faults = [fault(("dialog", SHA256), why), *faults]
    _stop(faults)


def _stop(found: Iterator[CaseFileFault] | list[CaseFileFault]) -> None:
    if faults := list(found):
        raise CaseFault(faults)
