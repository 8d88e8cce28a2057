"""What LibreOffice makes of a Word file: saved again, as PDF, as pictures, as text."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path

from tests.support import programs

# The filter must be named: the one LibreOffice picks by itself writes another dialect of Word.
WORD = "docx:MS Word 2007 XML"
PDF = "pdf"
SECONDS = 180


class ConversionFailedError(Exception):
    """LibreOffice ended without writing the file; it exits 0 then too."""


def save_again(document: Path, folder: Path) -> Path:
    """The Word file as LibreOffice writes it after opening it, under its own name in `folder`."""
    return _convert(document, WORD, folder)


def pdf(document: Path, folder: Path) -> Path:
    """The Word file as PDF in `folder`."""
    return _convert(document, PDF, folder)


def pictures(document: Path, folder: Path, *, dots_per_inch: int = 80) -> list[Path]:
    """Each page of the Word or PDF file as a PNG in `folder`, in order."""
    source = document if document.suffix == ".pdf" else pdf(document, folder)
    _run("pdftoppm", "-png", "-r", str(dots_per_inch), str(source), str(folder / source.stem))
    return sorted(folder.glob(f"{source.stem}-*.png"))


def text(document: Path, folder: Path) -> str:
    """What stands on the pages of the Word or PDF file, pages divided by form feeds."""
    source = document if document.suffix == ".pdf" else pdf(document, folder)
    return _run("pdftotext", "-layout", str(source), "-")


def _convert(document: Path, to: str, folder: Path) -> Path:
    target = folder / f"{document.stem}.{to.split(':', maxsplit=1)[0]}"
    if target == document:
        raise ValueError(f"{document} would be written over")
    target.unlink(missing_ok=True)
    # A profile of its own for each job: two LibreOffices with one profile wait for each other or fail.
    with tempfile.TemporaryDirectory(prefix="soffice-") as profile:
        said = _run(
            "soffice",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            *("--convert-to", to, "--outdir", str(folder), str(document)),
        )
    if not target.exists():
        raise ConversionFailedError(f"{document.name} to {to}: {said}")
    return target


def _run(program: str, *arguments: str) -> str:
    """What the program printed. It is ended with all that it started when it takes too long."""
    process = subprocess.Popen(
        [programs.path_of(program), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        printed, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    if process.returncode:
        raise ConversionFailedError(f"{program} ended with {process.returncode}: {printed}")
    return printed
