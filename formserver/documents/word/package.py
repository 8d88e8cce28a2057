"""A Word file as a package of members: opened within limits, packed so that like members give like bytes.

ECMA-376 part 2 (Open Packaging Conventions) says what a package is; the XML in its members is not known here.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from formserver.documents.word import file_kind, findings
from formserver.documents.word.findings import FaultyTemplateError

MAX_FILE = 20_000_000  # bytes as uploaded
MAX_UNPACKED = 60_000_000  # bytes of all members together
MAX_MEMBERS = 1_000

_NOT_UNPACKED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, NotImplementedError, RuntimeError, EOFError,
    ValueError,
)  # fmt: skip
_ZIP_FILE = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"  # how a password-protected or pre-2007 file begins
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_NAME_IS_UTF8 = 0x800
_ENCRYPTED = 0x1
_DEFLATED = 8
_NEW_YEAR_1980 = 0x21  # the earliest day a zip can name: no member tells when it was made
_VERSION = 20


@dataclass(frozen=True, kw_only=True)
class Member:
    """A member ready to be written: deflated once, however often it is used."""

    name: str
    check: int
    size: int
    deflated: bytes


def never_word(content: bytes) -> FaultyTemplateError | None:
    """Why Word cannot have written it by its first bytes alone, or None.

    It writes a package, or the compound file that a password makes of one.
    """
    if content[:4] in {_ZIP_FILE, _COMPOUND_FILE}:
        return None
    return file_kind.of_bytes(content) or findings.refusal("not_a_word_file")


def unpack(packed: bytes) -> dict[str, bytes]:
    """Give the members by name, in order.

    Raises FaultyTemplateError for what is no whole zip file, is too big, has a password, or holds a name
    twice or one that leads out of it.
    """
    if other := file_kind.of_bytes(packed):
        raise other
    if len(packed) > MAX_FILE:
        raise findings.refusal("file_too_big", size=len(packed), limit=MAX_FILE)
    try:
        with zipfile.ZipFile(BytesIO(packed)) as archive:
            _refuse_excess(archive)
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except _NOT_UNPACKED as fault:
        raise findings.refusal("not_a_word_file") from fault


def _refuse_excess(archive: zipfile.ZipFile) -> None:
    """Stop before anything is unpacked; `zipfile` never reads past the size that an entry declares."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_MEMBERS:
        raise findings.refusal("too_many_members", count=len(entries), limit=MAX_MEMBERS)
    if unpacked > MAX_UNPACKED:
        raise findings.refusal("file_too_big", size=unpacked, limit=MAX_UNPACKED)
    _refuse_names([entry.filename for entry in entries])
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise findings.refusal("protected")


def _refuse_names(names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:  # OPC compares names without case
            raise findings.refusal("double_member", name=name)
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise findings.refusal("stray_member", name=name[:200])
        seen.add(name.casefold())


def deflate(name: str, content: bytes) -> Member:
    """Make a member of its bytes."""
    squeezer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = squeezer.compress(content) + squeezer.flush()
    return Member(name=name, check=zlib.crc32(content), size=len(content), deflated=deflated)


def inflate(member: Member) -> bytes:
    """The bytes of a member."""
    return zlib.decompress(member.deflated, -zlib.MAX_WBITS)


def pack(members: Iterable[Member]) -> bytes:
    """Write a zip file (APPNOTE 6.3.3) whose bytes depend on the members alone."""
    body, directory = BytesIO(), BytesIO()
    count = 0
    for member in members:
        name = member.name.encode()
        shared = (_VERSION, _NAME_IS_UTF8, _DEFLATED, 0, _NEW_YEAR_1980, member.check, len(member.deflated))
        sizes = (member.size, len(name), 0)
        directory.write(_CENTRAL.pack(0x02014B50, _VERSION, *shared, *sizes, 0, 0, 0, 0, body.tell()) + name)
        body.write(_LOCAL.pack(0x04034B50, *shared, *sizes) + name + member.deflated)
        count += 1
    start, length = body.tell(), directory.tell()
    end = _END.pack(0x06054B50, 0, 0, count, count, length, start, 0)
    return body.getvalue() + directory.getvalue() + end


def repack(members: Mapping[str, bytes]) -> bytes:
    """Write a package from the bytes of its members."""
    return pack(deflate(name, content) for name, content in members.items())
