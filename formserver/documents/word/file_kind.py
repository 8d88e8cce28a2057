"""What a file that is no Word document (.docx) really is: people rename files, and Word saves many kinds."""

from collections.abc import Iterable, Mapping

from formserver.documents.word import findings
from formserver.documents.word.findings import FaultyTemplateError

_COMPOUND = b"\xd0\xcf\x11\xe0"  # how a file with a password, and any Office file before 2007, begins
_OLD_WORD = "WordDocument".encode("utf-16-le")  # a stream that only .doc has
_BEGINNINGS = {b"{\\rtf": ".rtf", b"%pdf": ".pdf", b"<!doc": ".html", b"<html": ".html"}
_OPEN_DOCUMENT = {b"application/vnd.oasis.opendocument.text": ".odt"}
_MAIN_TYPES = {
    "wordprocessingml.template.main+xml": ".dotx",
    "spreadsheetml.sheet.main+xml": ".xlsx",
    "presentationml.presentation.main+xml": ".pptx",
}


def of_bytes(packed: bytes) -> FaultyTemplateError | None:
    """What the first bytes give away, or None."""
    if packed.startswith(_COMPOUND):
        old = _OLD_WORD in packed
        return findings.refusal("other_format", found=".doc") if old else findings.refusal("protected")
    begin = packed[:100].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    found = next((kind for beginning, kind in _BEGINNINGS.items() if begin.startswith(beginning)), None)
    return findings.refusal("other_format", found=found) if found else None


def of_package(members: Mapping[str, bytes], types: Iterable[str]) -> FaultyTemplateError:
    """What a package without a Word document is."""
    if extension := _OPEN_DOCUMENT.get(members.get("mimetype", b"").strip()):
        return findings.refusal("other_format", found=extension)
    for kind in types:
        if "macroenabled" in kind.lower():
            return findings.refusal("macros")
        for ending, extension in _MAIN_TYPES.items():
            if kind.endswith(ending):
                return findings.refusal("other_format", found=extension)
    return findings.refusal("not_a_word_file")
