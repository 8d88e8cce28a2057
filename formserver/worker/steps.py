"""The steps of the worker, in the order of a letter's way.

Each does one piece of work and says whether it found one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from formserver.usecases.dialogs import send_reminders
from formserver.usecases.documents import compile_packet, compile_supplement, publish_submission
from formserver.usecases.mail import deliver_mail
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class WorkerStep:
    """One kind of work. `every`: how long to leave it alone after it found nothing."""

    name: str
    run: Callable[[Tools], bool]
    every: timedelta = timedelta()


SCAN = timedelta(seconds=10)

STEPS = (
    WorkerStep(name="publish", run=publish_submission.publish_next),
    WorkerStep(name="packet", run=compile_packet.compile_due, every=SCAN),
    WorkerStep(name="supplement", run=compile_supplement.compile_due, every=SCAN),
    WorkerStep(name="reminders", run=send_reminders.send_due, every=SCAN),
    WorkerStep(name="mail", run=deliver_mail.deliver_next),
)
