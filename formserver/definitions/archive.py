"""A process as a zip of its folder: text files by path and Word files by name, taken out within limits."""

import io
import lzma
import re
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from formserver.definitions.faults import DefinitionFault, FaultKind, ProcessFault, fault
from formserver.definitions.folder import PROCESS_FILE

MAX_FILE = 40_000_000  # bytes of the zip
MAX_UNPACKED = 80_000_000  # bytes of all members together
MAX_TEXT = 300_000  # bytes of a text file; ours are 30,000
MAX_DOTS = 300  # in a line of TOML: each part of a dotted key costs tomllib as much as all before it together
MAX_MEMBERS = 1_000

WORD_NAME = re.compile(r"[\wæøåÆØÅ][\wæøåÆØÅ.-]{0,90}\.docx", re.ASCII)
_TEXT_NAME = re.compile(r"process\.toml|words\.toml|letters/[\w.-]{1,90}\.(?:txt|toml)", re.ASCII)
_LEFT_BY_SYSTEMS = re.compile(r"(?:.*/)?(?:__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini)")
_NOT_UNPACKED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, NotImplementedError, RuntimeError, EOFError,
    ValueError,
)  # fmt: skip
_ENCRYPTED = 0x1


@dataclass(frozen=True, kw_only=True)
class Archive:
    """What was in the zip: text files by path in the folder, Word files by name."""

    texts: Mapping[str, str]
    words: Mapping[str, bytes]


def unpack(packed: bytes) -> Archive:
    """The files of a zip, whose folder may be zipped as a whole. Nothing is written anywhere.

    Raises DefinitionFault with every file that cannot be taken, and why.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            entries = [one for one in archive.infolist() if not _is_left(one)]
            _refuse_excess(entries, len(packed))
            top = _top_folder(entries)
            members = {_name(one, top): archive.read(one) for one in entries}
    except _NOT_UNPACKED:
        raise DefinitionFault([fault("", FaultKind.NOT_A_ZIP)]) from None
    return _sorted(members)


def _name(entry: zipfile.ZipInfo, top: str) -> str:
    """The path in the folder, its letters composed: some systems write å as two characters."""
    return unicodedata.normalize("NFC", entry.filename.removeprefix(top))


def _is_left(entry: zipfile.ZipInfo) -> bool:
    return entry.is_dir() or bool(_LEFT_BY_SYSTEMS.fullmatch(entry.filename))


def _refuse_excess(entries: list[zipfile.ZipInfo], packed: int) -> None:
    """Stop before anything is unpacked; `zipfile` never reads past the size that an entry declares."""
    _refuse_size(entries, packed)
    names = [entry.filename for entry in entries]
    faults = [fault(name, FaultKind.TWICE_IN_ZIP) for name, count in Counter(names).items() if count > 1]
    faults += [fault(entry.filename, FaultKind.PASSWORD) for entry in entries if entry.flag_bits & _ENCRYPTED]
    if faults:
        raise DefinitionFault(faults)


def _refuse_size(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_MEMBERS or size > MAX_FILE or unpacked > MAX_UNPACKED:
        packed, most = _megabytes(MAX_FILE), _megabytes(MAX_UNPACKED)
        raise DefinitionFault(
            [fault("", FaultKind.TOO_MUCH, files=MAX_MEMBERS, packed=packed, unpacked=most)]
        )


def _megabytes(size: int) -> int:
    return size // 1_000_000


def _top_folder(entries: list[zipfile.ZipInfo]) -> str:
    """The folder that everything lies in, with its slash; empty where the files lie at the top."""
    tops = {name[: -len(PROCESS_FILE)] for entry in entries if _is_process(name := entry.filename)}
    top = min(tops, key=len, default="")
    return top if all(entry.filename.startswith(top) for entry in entries) else ""


def _is_process(name: str) -> bool:
    return re.fullmatch(rf"(?:[^/\\]+/)?{re.escape(PROCESS_FILE)}", name) is not None


def _sorted(members: Mapping[str, bytes]) -> Archive:
    faults: list[ProcessFault] = []
    texts: dict[str, str] = {}
    words: dict[str, bytes] = {}
    for name, content in members.items():
        if WORD_NAME.fullmatch(name):
            words[name] = content
        elif not _TEXT_NAME.fullmatch(name):
            faults.append(fault(name, FaultKind.FOREIGN_FILE))
        elif len(content) > MAX_TEXT:
            faults.append(fault(name, FaultKind.TEXT_TOO_BIG, limit=MAX_TEXT // 1000))
        else:
            texts[name] = _text(name, content, faults)
    if faults:
        raise DefinitionFault(faults)
    return Archive(texts=texts, words=words)


def _text(name: str, content: bytes, faults: list[ProcessFault]) -> str:
    """The text as our files are: without the mark that some editors put first, lines ended by a line feed."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        faults.append(fault(name, FaultKind.NOT_UTF8))
        return ""
    if name.endswith(".toml") and any(line.count(".") > MAX_DOTS for line in text.split("\n")):
        faults.append(fault(name, FaultKind.TOO_MANY_DOTS, limit=MAX_DOTS))
    return text
