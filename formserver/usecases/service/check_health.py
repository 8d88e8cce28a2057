"""Whether the service can do its work, for a supervisor; names nobody."""

from dataclasses import dataclass

from formserver.storage import database, outbox, processes
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class Health:
    """The database answers when there is one of these at all.

    The dialogs that follow a definition that cannot be read wait; all others go on.
    """

    waiting_letters: int
    unreadable_definitions: int


def check_health(tools: Tools) -> Health:
    """Reads a little from the database. Raises what the database raises."""
    del tools
    with database.reading():
        return Health(
            waiting_letters=outbox.waiting_count(), unreadable_definitions=len(processes.unreadable())
        )
