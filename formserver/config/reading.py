"""Reads the settings from `config.toml` and FORMSERVER_* and checks every one; tells all faults at once."""

import dataclasses
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_type_hints

from formserver.config import rules
from formserver.config.settings import Settings
from formserver.domain.words import LANGUAGES, Words

FILE = "config.toml"
PREFIX = "FORMSERVER_"
INSTANCE = PREFIX + "INSTANCE"


@dataclass(frozen=True, kw_only=True)
class SettingFault:
    """One setting that cannot be used, and why."""

    setting: str
    reason: str


class SettingFaults(Exception):
    """Settings that cannot be used, all of them in `faults`."""

    def __init__(self, faults: list[SettingFault]) -> None:
        super().__init__("; ".join(f"{fault.setting}: {fault.reason}" for fault in faults))
        self.faults = tuple(faults)


def instance_folder(environ: Mapping[str, str]) -> Path:
    """The folder of this installation: FORMSERVER_INSTANCE, or `instance` in the working folder."""
    return Path(environ.get(INSTANCE) or "instance").resolve()


def load(instance: Path, environ: Mapping[str, str]) -> Settings:
    """The settings in `instance` (which may be empty or not exist yet), FORMSERVER_* winning over the file.

    Raises Faults with every setting that is unknown, of the wrong type or unusable.
    """
    faults: list[SettingFault] = []
    given: dict[str, Any] = {}
    for setting, value in (*_in_file(instance, faults), *_in_environment(environ)):
        try:
            given[setting] = _typed(setting, value, instance)
        except ValueError as wrong:
            faults.append(SettingFault(setting=setting, reason=str(wrong)))
    settings = Settings(instance=instance, **given)
    faults += [SettingFault(setting=setting, reason=reason) for setting, reason in rules.broken(settings)]
    if faults:
        raise SettingFaults(faults)
    return dataclasses.replace(settings, public_url=settings.public_url.rstrip("/"))


def _in_file(instance: Path, faults: list[SettingFault]) -> list[tuple[str, Any]]:
    path = instance / FILE
    try:
        return list(tomllib.loads(path.read_text(encoding="utf-8")).items())
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        faults.append(SettingFault(setting=FILE, reason=f"cannot be read: {wrong}"))
        return []


def _in_environment(environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in environ.items():
        if name.startswith(PREFIX) and name != INSTANCE:
            yield name.removeprefix(PREFIX).lower(), value


def _typed(setting: str, value: Any, instance: Path) -> Any:
    types = get_type_hints(Settings)
    if setting == "instance" or setting not in types:
        near = get_close_matches(setting, types, n=1)
        raise ValueError("there is no such setting" + (f"; did you mean {near[0]}?" if near else ""))
    if types[setting] is Path:
        return instance / _text(value)
    return _READ[types[setting]](value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(f"must be a text in quotes, not {value!r}")


def _number(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    raise ValueError(f"must be a whole number, not {value!r}")


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in {"true", "false"}:
        return bool(value == "true")
    raise ValueError(f"must be true or false, not {value!r}")


def _words(value: Any) -> Words:
    if isinstance(value, str):
        return Words({"nb": value})
    if isinstance(value, dict) and value and set(value) <= set(LANGUAGES):
        return Words({language: _text(text) for language, text in value.items()})
    raise ValueError(f"must be a text or a table of {', '.join(LANGUAGES)}, not {value!r}")


_READ: Mapping[type, Callable[[Any], Any]] = {str: _text, int: _number, bool: _yes_or_no, Words: _words}
