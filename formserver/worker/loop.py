"""Runs the worker's steps until it is told to stop.

A piece of work that fails is its own trouble (`usecases.attempt`); a step that fails as a whole, as when the
database cannot be read, is recorded and left alone for a while.
"""

import logging
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

from formserver.usecases import attempt
from formserver.usecases.dialogs import dialog_work
from formserver.usecases.tools import Tools
from formserver.worker.steps import STEPS, WorkerStep

PAUSE_SECONDS = 1.0
AFTER_A_FAULT = timedelta(seconds=30)

log = logging.getLogger(__name__)


class Rounds:
    """Goes through the steps again and again, and remembers which one is to be left alone until when.

    What is remembered is forgotten when the clock is turned, as the demo's can be.
    """

    def __init__(self, tools: Tools, steps: Sequence[WorkerStep] = STEPS) -> None:
        self._tools, self._steps = tools, steps
        self._not_before: dict[str, datetime] = {}
        self._last = tools.clock()

    def one(self) -> int:
        """One round: each step does one piece of its work. Gives how many found something."""
        now = self._tools.clock()
        if not timedelta() <= now - self._last < timedelta(minutes=1):
            self._not_before.clear()
        self._last = now
        return sum(self._take(step, now) for step in self._steps)

    def _take(self, step: WorkerStep, now: datetime) -> bool:
        if now < self._not_before.get(step.name, now):
            return False
        try:
            return step.run(self._tools)
        except Exception as fault:  # noqa: BLE001 - it must not stop the others
            log.error("The worker's step %s failed\n%s", step.name, attempt.where(fault))  # noqa: TRY400 - see there
            self._not_before[step.name] = now + AFTER_A_FAULT
            return False


def once(tools: Tools, steps: Sequence[WorkerStep] = STEPS) -> int:
    """Works until nothing is left to do; gives the number of pieces done. A step's own faults are raised."""
    done = 0
    try:
        while pieces := sum(step.run(tools) for step in steps):
            done += pieces
    finally:
        tools.transport.close()
    return done


def run(tools: Tools, stop: threading.Event) -> None:
    """Works until `stop` is set; a piece under way is finished first."""
    dialog_work.begin(tools)
    rounds = Rounds(tools)
    while not stop.is_set():
        if not rounds.one():
            tools.transport.close()
            stop.wait(PAUSE_SECONDS)
    tools.transport.close()
