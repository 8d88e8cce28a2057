"""Gives one dialog a definition of its own, as another release of the program may have left it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from formserver.storage import database, dialogs, processes
from formserver.storage.engine import connection

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
Files = Mapping[str, str]


def pin(dialog_id: int, change: Callable[[Files], Files]) -> int:
    """Let the dialog follow its definition as `change` makes it; gives the number of the one it had."""
    with database.writing():
        before = dialogs.process_id(dialog_id)
        files = processes.texts([before])[before]
        follow(dialog_id, processes.keep(processes.key_of(before), change(files), LONG_AGO))
    return before


def follow(dialog_id: int, process_id: int) -> None:
    """Let the dialog follow a kept definition."""
    with database.writing():
        connection.execute("UPDATE dialog SET process_id = ? WHERE id = ?", process_id, dialog_id)


def replaced(old: str, new: str, file: str = "process.toml") -> Callable[[Files], Files]:
    """A change of one text in one file, everywhere it stands."""

    def change(files: Files) -> Files:
        assert old in files[file]
        return {**files, file: files[file].replace(old, new)}

    return change
