"""Text as XML 1.0 can hold it (https://www.w3.org/TR/xml/#charsets), with every visible character kept."""

import re

_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def text(typed: str) -> str:
    """The text with every line break as U+000A, half a surrogate pair as U+FFFD, no control characters."""
    if not _SUSPECT.search(typed):
        return typed
    return _UNSEEN.sub("", _SURROGATES.sub("\ufffd", _BREAKS.sub("\n", typed)))
