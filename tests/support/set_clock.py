"""A clock that stands still until the test turns it."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass
class SetClock:
    """Call it for the time, as one calls the real clock; `now` must have a time zone."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def turn_to(self, moment: datetime) -> None:
        self.now = moment

    def advance(self, span: timedelta) -> None:
        self.now += span
