"""A worker process that kills itself (SIGKILL) when it is about to call a given function of the program.

usage: python -m tests.faults.dying_worker INSTANCE MAIL_PORT NOW [MODULE:FUNCTION]
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from types import FrameType

from formserver import app
from formserver.config import Settings
from formserver.worker import loop


def die_at(place: str) -> None:
    """Ends this process without a word when the function is called."""
    module, _, function = place.partition(":")

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == function and frame.f_globals.get("__name__") == module:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)


def main(instance: str, port: str, now: str, place: str = "") -> None:
    """Works until nothing is left to do, or dies."""
    settings = Settings(instance=Path(instance), mail_port=int(port), page_numbers=False)
    tools = app.make_tools(settings, clock=lambda: datetime.fromisoformat(now))
    if place:
        die_at(place)
    loop.once(tools)


if __name__ == "__main__":
    main(*sys.argv[1:])
