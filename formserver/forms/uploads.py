"""Which files are taken: judged by what is in them, and by a name that says the same."""

import lzma
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import PureWindowsPath

from formserver.domain import file_names, texts
from formserver.domain.refusals import FileRefused


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(marks)


def _zip_with(member: str, mark: bytes = b"") -> Callable[[bytes], bool]:
    """A zip with a member of this name whose first bytes hold the mark; nothing else is unpacked."""

    def fits(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive, archive.open(member) as file:
                return mark in file.read(200)
        except (
            zipfile.BadZipFile,
            zlib.error,
            lzma.LZMAError,
            KeyError,
            NotImplementedError,
            RuntimeError,
            EOFError,
            ValueError,
            OSError,
        ):
            return False

    return fits


def _is_text(content: bytes) -> bool:
    try:
        return not texts.wrong_characters(texts.clean(content.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return b"\x00" not in content  # a table from Excel in the Windows code page


def _odf(kind: str) -> Callable[[bytes], bool]:
    return _zip_with("mimetype", f"application/vnd.oasis.opendocument.{kind}".encode())


TYPES: Mapping[str, Callable[[bytes], bool]] = {
    "pdf": _begins(b"%PDF-"),
    "docx": _zip_with("word/document.xml"),
    "xlsx": _zip_with("xl/workbook.xml"),
    "pptx": _zip_with("ppt/presentation.xml"),
    "odt": _odf("text"),
    "ods": _odf("spreadsheet"),
    "odp": _odf("presentation"),
    "png": _begins(b"\x89PNG\r\n\x1a\n"),
    "jpg": _begins(b"\xff\xd8\xff"),
    "jpeg": _begins(b"\xff\xd8\xff"),
    "txt": _is_text,
    "csv": _is_text,
}
ACCEPT = ",".join(f".{ending}" for ending in TYPES)


def checked_name(name: str, content: bytes) -> str:
    """The name to keep a file under. Raises FileRefused (name, empty or type) when it cannot be taken.

    An empty file is told as empty whatever it is called; its size is for the use case to judge.
    """
    fit = file_names.safe_name(PureWindowsPath(name).name)
    if not content:
        raise FileRefused(why="empty", file=fit)
    if not fit.partition(".")[0].strip(file_names.UNNAMED):
        raise FileRefused(why="name", file=name)
    fits = TYPES.get(fit.rpartition(".")[2].casefold())
    if fits is None or not fits(content):
        raise FileRefused(why="type", file=fit)
    return fit
