"""Checks a parsed file against its JSON Schema (draft 2020-12) and tells every fault to be mended."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from formserver.cases.faults import CaseFileFault, Place, fault

_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "object": "an object",
    "string": "a text",
}
_FORMATS = {
    "date": "is no date that exists; write it as 2027-04-15",
    "time": "is no time of day; write it as 09:30",
    "date-time": "is no moment; write it as 2027-03-23T14:12:00+01:00",
    "email": "is no e-mail address",
}


Unknown = Callable[[Place, str, Any, Collection[str]], Iterator[CaseFileFault]]


def check(raw: Any, schema: Mapping[str, Any], judge: Unknown) -> list[CaseFileFault]:
    """Every fault of `raw`, in the order of the file.

    `judge` tells what is wrong with a key that the schema does not know, from the object's place, the key,
    its value and the keys that are known.
    """
    validator = Draft202012Validator(schema, format_checker=_FORMAT_CHECKER)
    found = (fault for error in validator.iter_errors(raw) for fault in _told(error, judge))
    return list(dict.fromkeys(found))  # each of several missing keys is an error that names them all


def unknown(place: Place, key: str, known: Collection[str]) -> CaseFileFault:
    """The fault of a key that is not known, with the nearest that is."""
    near = get_close_matches(key, known, n=1)
    return fault((*place, key), "unknown key" + (f"; did you mean {near[0]}?" if near else ""))


def _told(error: ValidationError, judge: Unknown) -> Iterator[CaseFileFault]:
    place, wanted = tuple(error.absolute_path), _wanted(error)
    if error.validator == "additionalProperties":
        yield from _unknown_keys(place, error, judge)
    elif error.validator == "anyOf" and "required" in wanted[0]:
        yield fault(place, f"needs {' or '.join(choice['required'][0] for choice in wanted)}")
    elif error.validator == "anyOf" and error.context:
        yield from _told(error.context[0], judge)
    else:
        tell = _REASONS[str(error.validator)]
        yield fault(place, tell(wanted, error.instance))


def _wanted(error: ValidationError) -> Any:
    return error.validator_value


def _unknown_keys(place: Place, error: ValidationError, judge: Unknown) -> Iterator[CaseFileFault]:
    given: Any = error.instance
    known = list(_object(error)["properties"])
    for key in sorted(given.keys() - set(known)):
        yield from judge(place, key, given[key], known)


def _object(error: ValidationError) -> Any:
    return error.schema


def _type(wanted: Any, _: Any) -> str:
    return "must be " + " or ".join(_TYPES[one] for one in (wanted if isinstance(wanted, list) else [wanted]))


def _one_of(wanted: Any, _: Any) -> str:
    return "must be one of " + ", ".join("null" if one is None else str(one) for one in wanted)


# What each rule of the schema says when it is broken, from what it wants and what is there.
_REASONS: Mapping[str, Callable[[Any, Any], str]] = {
    "required": lambda wanted, given: f"lacks {', '.join(key for key in wanted if key not in given)}",
    "type": _type,
    "enum": _one_of,
    "const": lambda wanted, _: f"must be {wanted}",
    "format": lambda wanted, given: f"«{given}» {_FORMATS[wanted]}",
    "pattern": lambda _, given: f"«{given}» is not a web address",
    "minLength": lambda *_: "must not be empty",
    "maxLength": lambda wanted, given: f"has {len(given)} characters, at most {wanted} fit",
    "minItems": lambda *_: "must not be empty",
    "minimum": lambda wanted, _: f"must be at least {wanted}",
    "maxItems": lambda wanted, _: f"must hold {wanted} at most",
    "maximum": lambda wanted, _: f"must be at most {wanted}",
}

_FORMAT_CHECKER = FormatChecker(formats=())


@_FORMAT_CHECKER.checks("date", raises=ValueError)
def _is_date(text: object) -> bool:
    return not isinstance(text, str) or (date.fromisoformat(text).isoformat() == text)


@_FORMAT_CHECKER.checks("time", raises=ValueError)
def _is_time(text: object) -> bool:
    return not isinstance(text, str) or f"{time.fromisoformat(text):%H:%M}" == text


@_FORMAT_CHECKER.checks("date-time", raises=ValueError)
def _is_moment(text: object) -> bool:
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


@_FORMAT_CHECKER.checks("email")
def _is_address(text: object) -> bool:
    if not isinstance(text, str) or not text:
        return True
    name, _, domain = text.rpartition("@")
    return bool(name and domain) and not any(one.isspace() or one in "<>,;" for one in text)
