"""What a piece of a dialog's work is, as those that know of it give it to the worker."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from formserver.storage.attempts import WorkKey
from formserver.usecases.tools import Tools


class WorkKind(StrEnum):
    """The kinds of work in a dialog; stored with what failed."""

    PUBLISH = "publish"  # about a submission, by number
    DOCUMENT = "document"  # about a document over the whole dialog, by its kind
    REMINDER = "reminder"  # about a party, by number, and which of its reminders
    OVERDUE = "overdue"  # about a form
    LOOK = "look"  # to see what is due at all


@dataclass(frozen=True, kw_only=True)
class DueWork:
    """A piece of work that is due. `do` is called outside transactions, and does nothing that was done."""

    key: WorkKey
    do: Callable[[Tools], None]
