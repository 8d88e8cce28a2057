"""The one way in which work that reaches outside is done: mail, documents, letters that follow from them.

Whatever goes wrong is recorded on that piece of work alone, so that the next one goes on. A piece that failed
comes behind those that were never tried, and is given up and told after its last try.
"""

import logging
import traceback
from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from formserver.domain import delivery
from formserver.domain.refusals import DefinitionUnreadable
from formserver.storage import database
from formserver.usecases.tools import Tools

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")


class CannotBeDone(Exception):
    """Work cannot be done as things stand, and nothing in the program is to blame.

    `for_good` says that it is no use to try again.
    """

    for_good = False


class Work(Protocol):
    """One piece of work."""

    @property
    def tries(self) -> int:
        """How often it was tried, this time included."""

    def do(self) -> None:
        """Does it, outside any transaction. May raise anything."""

    def done(self) -> None:
        """Records that it was done. Called inside a writing transaction."""

    def failed(self, fault: Exception, next_try_at: datetime | None) -> None:
        """Records why it was not done and when it is tried again: None when it is given up.

        Called inside a writing transaction.
        """

    def tell(self, fault: Exception) -> None:
        """Tells people that it was given up. Called inside a writing transaction; may raise anything."""


def attempt(tools: Tools, work: Work) -> None:
    """Does a piece of work, and records what became of it. Raises only what the recording raises."""
    try:
        work.do()
    except Exception as fault:  # noqa: BLE001 - the one place where any fault becomes a fact about its piece
        _note(fault)
        _record(tools, work, fault)
    else:
        with database.writing():
            work.done()


def if_possible(work: Callable[[], _Result], otherwise: _Result) -> _Result:
    """What optional work gives, or `otherwise` when it fails: what must happen does not wait for it."""
    try:
        return work()
    except Exception as fault:  # noqa: BLE001 - as above: the piece is done without it
        _note(fault)
        return otherwise


def where(fault: Exception) -> str:
    """A fault as its type and the lines it came through: its message may quote a person."""
    kind = type(fault)
    return f"{''.join(traceback.format_tb(fault.__traceback__))}{kind.__module__}.{kind.__qualname__}"


def _record(tools: Tools, work: Work, fault: Exception) -> None:
    hopeless = isinstance(fault, CannotBeDone) and fault.for_good
    next_try_at = None if hopeless else delivery.next_try(work.tries, tools.clock())
    with database.writing():
        work.failed(fault, next_try_at)
        if next_try_at is None:
            _tell(work, fault)


def _tell(work: Work, fault: Exception) -> None:
    """What became of the work stays recorded, also where it cannot be told."""
    try:
        with database.part():
            work.tell(fault)
    except Exception as untold:  # noqa: BLE001 - as above
        _note(untold)


def _note(fault: Exception) -> None:
    if not isinstance(fault, CannotBeDone | DefinitionUnreadable):
        log.error("A piece of work failed\n%s", where(fault))
