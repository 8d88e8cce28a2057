"""Shared words as one process says them: its own where it has them, else those that every process shares.

A process writes its own under `instead.` and the key of the shared ones, in its words.toml.
"""

from formserver.domain.process import Process
from formserver.i18n import words

INSTEAD = "instead."


def say_as(process: Process | None, language: str, key: str, /, **values: object) -> str:
    """Give the words of a key as `process` says them (None: as all do). Raises KeyError as `say` does."""
    own = process.words.get(INSTEAD + key) if process else None
    return own.to(language).format_map(values) if own else words.say(language, key, **values)
