"""The steps of the worker, in the order of a letter's way.

Each does one piece of work and says whether it found one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from formserver.usecases.dialogs import dialog_work
from formserver.usecases.mail import deliver_mail
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class WorkerStep:
    """One kind of work."""

    name: str
    run: Callable[[Tools], bool]


STEPS = (
    WorkerStep(name="dialogs", run=dialog_work.do_next),
    WorkerStep(name="mail", run=deliver_mail.deliver_next),
)
