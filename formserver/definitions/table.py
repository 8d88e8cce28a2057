"""One TOML table with its place, read key by key.

What is missing, of the wrong type or unknown becomes a fault.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import time, timedelta
from typing import Any, TypeVar

from formserver.definitions.faults import FaultKind, ProcessFaults
from formserver.domain.words import LANGUAGES, Words

LARGEST = 1_000_000  # of any number: longer texts and later days than anybody means
MOST_ROWS = 100  # of any list or set of tables: a page of more inputs than a server takes could not be sent

_DURATION = re.compile(r"P(?:(\d{1,3})W)?(?:(\d{1,4})D)?", re.ASCII)
KEY = re.compile(r"[a-zæøå][a-z0-9æøå_]*")

T = TypeVar("T")


class TomlTable:
    """A table at `place` (dotted).

    Every read key is remembered, so that `close` can name those nobody knows.
    """

    def __init__(self, raw: Any, place: str, faults: ProcessFaults) -> None:
        self.place, self.faults = place, faults
        self.raw: dict[str, Any] = raw if isinstance(raw, dict) else {}
        self._read: set[str] = set()
        if not isinstance(raw, dict):
            faults.add(place, FaultKind.NOT_TABLE, name=place)

    def at(self, key: str) -> str:
        """The dotted place of a key."""
        return f"{self.place}.{key}" if self.place else key

    def _take(
        self, key: str, kind: type[T], default: T | None, wrong: FaultKind, missing: FaultKind | None = None
    ) -> T | None:
        """The value of a key; the default, which is there when nothing can be `missing`, after a fault."""
        self._read.add(key)
        value = self.raw.get(key)
        if value is None:
            if default is None and missing:
                self.faults.add(self.at(key), missing, name=key)
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.faults.add(self.at(key), wrong, name=key)
            return default
        return value

    def one_of(self, key: str, value: str, known: Sequence[str]) -> bool:
        """Whether a value is one of those known; a fault when it is not."""
        if value not in known:
            self.faults.add(self.at(key), FaultKind.NOT_ONE_OF, name=value, known=", ".join(known))
        return value in known

    def text(self, key: str, default: str | None = None) -> str:
        """A text; "" after a fault."""
        return self._take(key, str, default, FaultKind.NOT_TEXT, FaultKind.MISSING_TEXT) or ""

    def number(self, key: str, default: int | None = None, *, largest: int = LARGEST) -> int:
        """A whole number from 0 to `largest`."""
        value = self._take(key, int, default, FaultKind.NOT_NUMBER, FaultKind.MISSING_NUMBER) or 0
        if value < 0:
            self.faults.add(self.at(key), FaultKind.NEGATIVE, number=value)
        if value > largest:
            self.faults.add(self.at(key), FaultKind.TOO_LARGE, limit=largest)
        return value

    def flag(self, key: str) -> bool:
        """True or false; false when it is not there."""
        return bool(self._take(key, bool, False, FaultKind.NOT_FLAG))

    def clock(self, key: str) -> time:
        """A local time of day."""
        return self._take(key, time, None, FaultKind.NOT_TIME, FaultKind.MISSING_TIME) or time()

    def span(self, key: str) -> timedelta | None:
        """A span such as P3W or P2D (ISO 8601, weeks and days), or None when it is not there."""
        self._read.add(key)
        return self._span(self.at(key), self.text(key, ""), self.faults) if key in self.raw else None

    def spans(self, key: str) -> tuple[timedelta, ...]:
        """A list of spans."""
        read = [self._span(self.at(key), text, faults) for text, faults in self._each(key, self.texts(key))]
        return tuple(span for span in read if span is not None)

    def _span(self, place: str, text: str, faults: ProcessFaults) -> timedelta | None:
        match = _DURATION.fullmatch(text)
        if not match or not any(match.groups()):
            faults.add(place, FaultKind.NOT_A_SPAN, text=text)
            return None
        weeks, days = (int(group or 0) for group in match.groups())
        return timedelta(weeks=weeks, days=days)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when it is not there."""
        values: list[Any] = self._take(key, list, [], FaultKind.NOT_TEXTS) or []
        if any(not isinstance(value, str) for value in values):
            self.faults.add(self.at(key), FaultKind.NOT_TEXTS, name=key)
            return ()
        return tuple(values)

    def mapping(self, key: str) -> dict[str, str]:
        """A table of texts; empty when it is not there."""
        raw: dict[str, Any] = self._take(key, dict, {}, FaultKind.NOT_NAMED_TEXTS) or {}
        for name, value in raw.items():
            if not isinstance(value, str):
                self.faults.add(f"{self.at(key)}.{name}", FaultKind.NOT_TEXT, name=name)
        return {name: value for name, value in raw.items() if isinstance(value, str)}

    def words(self, key: str, *, needed: bool = True, languages: tuple[str, ...] = LANGUAGES) -> Words:
        """A text in every one of `languages`."""
        if key not in self.raw and not needed:
            self._read.add(key)
            return Words({})
        raw = self.mapping(key) if key in self.raw else {}
        self._read.add(key)
        return check_words(raw, self.at(key), self.faults, languages)

    def rows(self, key: str) -> Iterator["TomlTable"]:
        """The tables of a list of tables."""
        rows: list[Any] = self._take(key, list, [], FaultKind.NOT_ROWS) or []
        for number, (row, faults) in enumerate(self._each(key, rows), 1):
            yield TomlTable(row, f"{self.at(key)}[{number}]", faults)

    def named(self, key: str) -> Iterator[tuple[str, "TomlTable"]]:
        """The named tables inside a table, in their order."""
        tables: dict[str, Any] = (
            self._take(key, dict, None, FaultKind.NOT_TABLE, FaultKind.MISSING_TABLE) or {}
        )
        for (name, raw), faults in self._each(key, list(tables.items())):
            if not KEY.fullmatch(name):
                faults.add(self.at(f"{key}.{name}"), FaultKind.NOT_A_KEY, name=name)
            yield name, TomlTable(raw, self.at(f"{key}.{name}"), faults)

    def _each(self, key: str, rows: Sequence[T]) -> Iterator[tuple[T, ProcessFaults]]:
        """The rows, each with who is told its faults: nobody where there are too many, a fault by itself."""
        if len(rows) > MOST_ROWS:
            self.faults.add(self.at(key), FaultKind.TOO_MANY_ROWS, count=len(rows), limit=MOST_ROWS)
        for number, row in enumerate(rows):
            yield row, self.faults if number < MOST_ROWS else ProcessFaults(self.faults.file)

    def close(self) -> None:
        """Names every key that nobody asked for."""
        for key in sorted(self.raw.keys() - self._read):
            self.faults.add(
                self.at(key), FaultKind.UNKNOWN_KEY, name=key, known=", ".join(sorted(self._read))
            )


def check_words(
    raw: dict[str, Any], place: str, faults: ProcessFaults, languages: tuple[str, ...] = LANGUAGES
) -> Words:
    """A text by language; each of `languages` must be there, and no other than the known ones."""
    for language in languages:
        if not str(raw.get(language, "")).strip():
            faults.add(f"{place}.{language}", FaultKind.LANGUAGE_MISSING, language=language)
    for name in raw.keys() - set(LANGUAGES):
        faults.add(f"{place}.{name}", FaultKind.UNKNOWN_LANGUAGE, name=name, known=", ".join(LANGUAGES))
    return Words({name: str(text) for name, text in raw.items() if name in LANGUAGES})
