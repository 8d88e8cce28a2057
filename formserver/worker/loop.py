"""Runs the worker's steps until it is told to stop.

A step that fails is recorded and left alone for a while.
"""

import logging
import threading
import traceback
from collections.abc import Sequence
from datetime import datetime, timedelta

from formserver.usecases.tools import Tools
from formserver.worker.steps import STEPS, WorkerStep

PAUSE_SECONDS = 1.0
AFTER_A_FAULT = timedelta(seconds=30)

log = logging.getLogger(__name__)


class Rounds:
    """Goes through the steps again and again, and remembers when each is worth another look.

    What is remembered is forgotten when the clock is turned, as the demo's can be.
    """

    def __init__(self, tools: Tools, steps: Sequence[WorkerStep] = STEPS) -> None:
        self._tools, self._steps = tools, steps
        self._not_before: dict[str, datetime] = {}
        self._last = tools.clock()

    def one(self) -> int:
        """One round: each step that is due does its work once. Gives how many found something."""
        now = self._tools.clock()
        if not timedelta() <= now - self._last < timedelta(minutes=1):
            self._not_before.clear()
        self._last = now
        return sum(self._take(step, now) for step in self._steps)

    def _take(self, step: WorkerStep, now: datetime) -> bool:
        if now < self._not_before.get(step.name, now):
            return False
        try:
            found = step.run(self._tools)
        except Exception as fault:  # noqa: BLE001 - the one broad catch: it must not stop the others
            log.error("The worker's step %s failed\n%s", step.name, _where(fault))  # noqa: TRY400 - see there
            self._not_before[step.name] = now + AFTER_A_FAULT
            return False
        if not found:
            self._not_before[step.name] = now + step.every
        return found


def _where(fault: Exception) -> str:
    """A fault as its type and the lines it came through: its message may quote a person."""
    kind = type(fault)
    return f"{''.join(traceback.format_tb(fault.__traceback__))}{kind.__module__}.{kind.__qualname__}"


def once(tools: Tools, steps: Sequence[WorkerStep] = STEPS) -> int:
    """Works until nothing is left to do; gives the number of pieces done. Faults are raised."""
    done = 0
    try:
        while pieces := sum(step.run(tools) for step in steps):
            done += pieces
    finally:
        tools.transport.close()
    return done


def run(tools: Tools, stop: threading.Event) -> None:
    """Works until `stop` is set; a piece under way is finished first."""
    rounds = Rounds(tools)
    while not stop.is_set():
        if not rounds.one():
            tools.transport.close()
            stop.wait(PAUSE_SECONDS)
    tools.transport.close()
