"""Text of a case file as it is stored: the same line ends and composed form as what is typed on a page."""

import re
import unicodedata
from typing import Any

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def unwritable(text: str) -> str:
    """The first control character, lone surrogate or noncharacter as U+0000, or ""."""
    found = _REFUSED.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def cleaned(raw: Any) -> Any:
    """The same JSON with its texts (not keys) in NFC, line ends as line feeds, nothing blank around them."""
    if isinstance(raw, str):
        return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", raw)).strip()
    if isinstance(raw, list):
        return [cleaned(one) for one in raw]
    if isinstance(raw, dict):
        return {key: cleaned(one) for key, one in raw.items()}
    return raw
