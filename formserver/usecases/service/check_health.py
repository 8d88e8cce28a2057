"""Whether the service can do its work, for a supervisor; names nobody."""

from dataclasses import dataclass

from formserver.storage import database, outbox
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class Health:
    """The database answers when there is one of these at all."""

    waiting_letters: int


def check_health(tools: Tools) -> Health:
    """Reads a little from the database. Raises what the database raises."""
    del tools
    with database.reading():
        return Health(waiting_letters=outbox.waiting_count())
