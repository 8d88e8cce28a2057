"""Reads a case file: JSON, or the zip that an export makes. It gives all of it, or all that is wrong."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from formserver.cases import building, references, schema, shape, texts, unasked
from formserver.cases.case import Case
from formserver.cases.faults import CaseFault, Fault, fault
from formserver.definitions import Definition, load

CASE_FILE = "case.json"
LARGEST = 300_000_000  # bytes of a case with its attachments, unpacked
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, kw_only=True)
class _Parcel:
    """The text of the case and the files that came with it, by path."""

    text: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)


def read(content: bytes, definitions: Mapping[str, Definition]) -> Case:
    """The case in a file of one of the given processes. Raises CaseFault with all that is wrong in it."""
    parcel = _unpacked(content) if content.startswith(ZIP) else _Parcel(text=content)
    raw = _parsed(parcel.text)
    definition = _definition(raw, definitions)
    if definition.folder is None or not (definition.folder / shape.SCHEMA_FILE).is_file():
        raise CaseFault([fault((), f"the process {definition.process.key} says nothing about case files")])
    form = shape.load(definition.folder)
    _stop(_unwritable(raw, ()))
    raw = texts.cleaned(raw)
    _stop(schema.check(raw, form.schema))
    _stop(references.check(raw, form, definition.process))
    _stop(unasked.check(raw, form, load(definition.folder).process, definition.process))
    return building.build(raw, form, definition.process, parcel.files)


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


def _definition(raw: Any, definitions: Mapping[str, Definition]) -> Definition:
    dialog = raw.get("dialog") if isinstance(raw, dict) else None
    if not isinstance(dialog, dict):
        raise CaseFault([fault((), "must be an object with a dialog in it")])
    key = dialog.get("process")
    if not isinstance(key, str) or key not in definitions:
        known = ", ".join(definitions)
        said = "is missing" if key is None else f"«{key}» is no process"
        raise CaseFault([fault(("dialog", "process"), f"{said}; known here: {known}")])
    return definitions[key]


def _unwritable(raw: Any, place: tuple[str | int, ...]) -> Iterator[Fault]:
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


def _stop(found: Iterator[Fault] | list[Fault]) -> None:
    if faults := list(found):
        raise CaseFault(faults)
