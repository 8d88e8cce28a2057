"""Keeps personal data and tokens out of the logs: addresses lose their token, exceptions their message."""

import logging
import re
import traceback
from types import TracebackType

_TOKEN = re.compile(r"/(s|dav)/[^\s\"'?#]+")
_ANSWER = re.compile(r"(/sign-in/provider/back)\?[^\s\"']+")
ACCESS_LOGS = ("werkzeug", "gunicorn.access", "gunicorn.error", "formserver.dav")


def without_token(text: str) -> str:
    """A text in which no personal link nor an address for Word can be read, nor what a provider answered."""
    return _ANSWER.sub(r"\1?…", _TOKEN.sub(r"/\1/…", text))


class Discreet(logging.Filter):
    """Rewrites a record before it is written; drops none."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take out the token; tell exceptions by type and place alone, their message may quote a person."""
        record.msg, record.args = without_token(record.getMessage()), ()
        if record.exc_info and record.exc_info[0]:
            record.msg = f"{record.msg}\n{where(record.exc_info[0], record.exc_info[2])}"
            record.exc_info = None
        return True


def where(kind: type[BaseException], trace: TracebackType | None) -> str:
    """An exception as its type and the lines it came through."""
    return f"{''.join(traceback.format_tb(trace))}{kind.__module__}.{kind.__qualname__}"


def install(app_log: logging.Logger) -> None:
    """Make the logs of the application and of the web servers discreet."""
    for log in (app_log, *(logging.getLogger(name) for name in ACCESS_LOGS)):
        if not any(isinstance(one, Discreet) for one in log.filters):
            log.addFilter(Discreet())
