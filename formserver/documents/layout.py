"""What LibreOffice makes of a Word file: a PDF, and the page on which each bookmark falls.

Where LibreOffice is not installed there are no pages, and nothing fails.
"""

import logging
import shutil
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from formserver.documents import programs

log = logging.getLogger(__name__)

LIMIT = 120  # seconds for one document; 283 pages take 4
PDF = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)


class LayoutFailedError(Exception):
    """LibreOffice is there but gave no PDF, or took too long."""


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
    """The document as a tagged PDF. Raises LayoutFailedError."""
    with tempfile.TemporaryDirectory(prefix="formserver-") as folder:
        return _convert(document, Path(folder)).read_bytes()


def _convert(document: bytes, folder: Path) -> Path:
    source, target = folder / "document.docx", folder / "document.pdf"
    source.write_bytes(document)
    # A profile of its own for each job: two LibreOffices with one profile wait for each other or fail.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run(
        [
            "soffice",
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            PDF,
            "--outdir",
            str(folder),
            str(source),
        ]
    )
    if not target.exists():  # it ends with 0 even when it could not read the file
        raise LayoutFailedError("no PDF was written")
    return target


def _run(command: Sequence[str]) -> None:
    try:
        programs.run(command, LIMIT)
    except programs.TooSlowError as fault:
        raise LayoutFailedError(str(fault)) from fault
