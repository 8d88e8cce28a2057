"""What LibreOffice makes of a Word file: a PDF, and the page on which each bookmark falls.

Where LibreOffice is not installed there are no pages, and nothing fails.
"""

import logging
import shutil
import tempfile
from io import BytesIO
from pathlib import Path

from formserver.documents.office import programs
from formserver.documents.office.job_limit import Turns

log = logging.getLogger(__name__)

LIMIT = 120  # seconds for one document; 283 pages take 4
INTERPRETERS = ("gs", "pstoedit", "convert", "magick")
PDF = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)


class LayoutFailedError(Exception):
    """LibreOffice is there but gave no PDF, or took too long."""


class LayoutBusyError(LayoutFailedError):
    """LibreOffice has as much to do for this process as it can."""


_TURNS = Turns(most=2, patience=2)


def installed() -> bool:
    """Whether there is a LibreOffice to ask."""
    return shutil.which("soffice") is not None


def pages(document: bytes) -> dict[str, int]:
    """The page (from 1) of each bookmark; empty where LibreOffice or pypdf is not installed, or fails.

    A document without page numbers is better than one that does not come.
    """
    try:
        from pypdf import PdfReader
    except ImportError:
        return {}
    if not installed():
        return {}
    try:
        reader = PdfReader(BytesIO(pdf(document)))
    except LayoutFailedError:
        log.exception("No page numbers: LibreOffice did not lay the document out")
        return {}
    places = {name.removeprefix("/"): place for name, place in reader.named_destinations.items()}
    return {name: (reader.get_destination_page_number(place) or 0) + 1 for name, place in places.items()}


def pdf(document: bytes) -> bytes:
    """The document as a tagged PDF. Raises LayoutFailedError, and LayoutBusyError when others are at it."""
    with _TURNS.one(LayoutBusyError), tempfile.TemporaryDirectory(prefix="formserver-") as folder:
        return _convert(document, Path(folder)).read_bytes()


def _convert(document: bytes, folder: Path) -> Path:
    source, target = folder / "document.docx", folder / "document.pdf"
    source.write_bytes(document)
    # A profile of its own for each job: two LibreOffices with one profile wait for each other or fail.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", PDF]
    try:
        programs.run(
            [*command, "--outdir", str(folder), str(source)], LIMIT, programs=_without_interpreters(folder)
        )
    except programs.TooSlowError as fault:
        raise LayoutFailedError(str(fault)) from fault
    if not target.exists():  # it ends with 0 even when it could not read the file
        raise LayoutFailedError("no PDF was written")
    return target


def _without_interpreters(folder: Path) -> Path:
    """A folder of programs that do nothing, in the place of those to which LibreOffice hands PostScript.

    They run what a picture says, and pictures lie in pictures; here that picture stays empty.
    """
    found = folder / "programs"
    found.mkdir()
    for name in INTERPRETERS:
        (found / name).write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
        (found / name).chmod(0o755)
    return found
