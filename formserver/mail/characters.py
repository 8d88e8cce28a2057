"""Keep characters that steer a machine out of all mail; it never mends a text, it refuses it."""

import re

_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_STEERING_BUT_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class UnsendableError(ValueError):
    """A text that must not be mailed; `where` names the part of the message it was meant for."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


def refuse_steering(where: str, text: str) -> str:
    """Give a text for one line back as it is.

    Raises UnsendableError for control characters, line breaks of any kind and lone surrogates: in a header
    they would begin a new one (CWE-93).
    """
    return _refuse(_STEERING, where, text)


def refuse_steering_but_lines(where: str, text: str) -> str:
    r"""Give a text of several lines back as it is; raises UnsendableError as above, save for \n and tabs."""
    return _refuse(_STEERING_BUT_LINES, where, text)


def _refuse(forbidden: re.Pattern[str], where: str, text: str) -> str:
    if found := forbidden.search(text):
        raise UnsendableError(where, f"character U+{ord(found[0]):04X} at {found.start()}")
    return text
