"""Names for files that people save: readable, with Sámi letters whole, allowed in Windows and in a zip."""

import re
import unicodedata
from datetime import date

LONGEST = 180
UNNAMED = "_"

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")
# Names of devices, whatever their extension (Windows, "Naming Files, Paths, and Namespaces").
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def document_name(day: date, place: str, title: str, extension: str = "docx") -> str:
    """Give the name of a document of the dialog held at a day: `2027-04-15 Fossedal – Notat.docx`."""
    return safe_name(f"{day:%Y-%m-%d} {place} – {title}.{extension}")


def safe_name(name: str, longest: int = LONGEST) -> str:
    """Give a file name as near to a wished or received one as is allowed, its extension kept.

    At most `longest` bytes of UTF-8, in NFC (file systems allow 255). A path is made one name; characters
    that Windows refuses become "-"; invisible ones, and dots and spaces at the ends, are left out.
    """
    visible = "".join(_seen(character) for character in unicodedata.normalize("NFC", name))
    tidy = " ".join(_FORBIDDEN.sub("-", visible).split()).strip(". ")
    found = _EXTENSION.search(tidy)
    extension = found[0] if found else ""
    stem = (
        tidy.removesuffix(extension).encode()[: longest - len(extension)].decode(errors="ignore").rstrip(". ")
    )
    return (_RESERVED.sub(r"\1_", stem) or UNNAMED) + extension


def _seen(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _INVISIBLE else character
