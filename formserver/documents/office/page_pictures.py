"""The pages of a document as pictures (PNG), drawn by LibreOffice and poppler where they are installed.

It looks into nothing: give it only documents whose template was found safe, for LibreOffice opens them whole.
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from formserver.documents.office import layout, programs

LONGEST = 936  # dots: A4 at 80 to the inch
LIMIT = 60  # seconds for drawing the pages of one document; thirty take three


class NoPicturesReason(StrEnum):
    """Why there are no pictures."""

    NO_LIBREOFFICE = "no_libreoffice"
    NO_POPPLER = "no_poppler"
    BUSY = "busy"  # others are having theirs drawn
    FAILED = "failed"  # one of them is there but gave nothing, or took too long


class NoPicturesError(Exception):
    """There are no pictures of a document. `why` tells the reason, for whose words the page cares."""

    def __init__(self, why: NoPicturesReason, detail: str = "") -> None:
        super().__init__(detail or why)
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """The first pages of a document in order, a PNG each; `more` says whether others follow."""

    sheets: Sequence[bytes]
    more: bool


def possible() -> NoPicturesReason | None:
    """Why no document can have pictures on this machine, or None when they can."""
    if not layout.installed():
        return NoPicturesReason.NO_LIBREOFFICE
    return None if shutil.which("pdftoppm") else NoPicturesReason.NO_POPPLER


def pages(document: bytes, *, longest: int = LONGEST, most: int = 30) -> Drawn:
    """The first `most` pages of a Word file, the longer side of each `longest` dots.

    Raises NoPicturesError.
    """
    if why := possible():
        raise NoPicturesError(why)
    try:
        pdf = layout.pdf(document)
    except layout.LayoutBusyError as fault:
        raise NoPicturesError(NoPicturesReason.BUSY) from fault
    except layout.LayoutFailedError as fault:
        raise NoPicturesError(NoPicturesReason.FAILED, str(fault)) from fault
    with tempfile.TemporaryDirectory(prefix="formserver-") as folder:
        drawn = _drawn(pdf, Path(folder), longest, most + 1)
    return Drawn(sheets=drawn[:most], more=len(drawn) > most)


def _drawn(pdf: bytes, folder: Path, longest: int, most: int) -> list[bytes]:
    source = folder / "document.pdf"
    source.write_bytes(pdf)
    # pdftoppm numbers the files with as many digits as the last page needs: their names sort as the pages do.
    # A size, not a resolution: a page may be as large as a house.
    asked = ["-png", "-scale-to", str(longest), "-f", "1", "-l", str(most)]
    try:
        code = programs.run(["pdftoppm", *asked, str(source), str(folder / "page")], LIMIT)
    except programs.TooSlowError as fault:
        raise NoPicturesError(NoPicturesReason.FAILED, str(fault)) from fault
    drawn = [path.read_bytes() for path in sorted(folder.glob("page-*.png"))]
    if code or not drawn:
        raise NoPicturesError(NoPicturesReason.FAILED, f"pdftoppm ended with {code} and {len(drawn)} pages")
    return drawn
