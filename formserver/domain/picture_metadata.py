"""A picture's file without what it tells besides the picture: where and by whom it was taken, and with what.

The picture itself stays as it is, dot by dot. PNG: https://www.w3.org/TR/png-3/ (chapter 11). JPEG: ITU-T
T.81 (annex B) and T.871. Exif: JEITA CP-3451; its tags lie as in TIFF 6.0.
"""

import re
import struct
import zlib
from collections.abc import Iterator

from formserver.domain import picture_file

# What a PNG needs to look as it does: its size, colours, dots, transparency, background and resolution.
_SHOWN = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND"),
    *(b"tRNS", b"bKGD", b"pHYs", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT"),
}
# Of what programs add to a JPEG, only this changes how it looks: resolution, colours, and their coding.
_ADDED = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
_PROGRAMS, _COMMENT = range(0xE0, 0xF0), 0xFE
_JFIF, _EXIF, _SCAN, _END = 0xE0, 0xE1, 0xDA, 0xD9
_JFIF_LENGTH = 14  # without its thumbnail
_MARKER = re.compile(rb"\xff++([^\x00\xff\xd0-\xd7])")
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # a marker that is no part of the coded dots
_LENGTH, _CHECK = struct.Struct(">H"), struct.Struct(">I")

_ORIENTATION, _UPRIGHT = 0x0112, 1
_TURNED = range(2, 9)  # some cameras write 0, which means nothing


def bare(content: bytes) -> bytes | None:
    """The same picture with nothing told of it, from a PNG or JPEG file; None when it is not whole."""
    if content.startswith(picture_file.PNG):
        return picture_file.PNG + b"".join(
            _chunk(kind, held) for kind, held in picture_file.chunks(content) if kind in _SHOWN
        )
    segments = list(_segments(content))
    if not segments or segments[-1][0] != _END:
        return None
    return picture_file.JPEG + b"".join(_kept(*segment) for segment in segments)


def is_turned(content: bytes) -> bool:
    """Whether the file asks to have its picture turned or mirrored before it is shown; Word does not."""
    try:
        return any(_orientation(tags) in _TURNED for tags in _exif(content))
    except struct.error:  # tags that end in the middle of something ask for nothing
        return False


def _chunk(kind: bytes, held: bytes) -> bytes:
    return _CHECK.pack(len(held)) + kind + held + _CHECK.pack(zlib.crc32(kind + held))


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """The segments of a JPEG: marker, content, and the coded dots that follow; the end marker comes last.

    What follows the end is not given: cameras put more pictures there, with tags of their own.
    """
    place = len(picture_file.JPEG)
    while found := _MARKER.match(content, place):
        marker, place = found[1][0], found.end()
        if marker == _END:
            yield marker, b"", b""
            return
        end = place + int.from_bytes(content[place : place + 2])
        after = _AFTER_SCAN.search(content, end) if marker == _SCAN else None
        yield marker, content[place + 2 : end], content[end : after.start()] if after else b""
        place = after.start() if after else end


def _kept(marker: int, held: bytes, dots: bytes) -> bytes:
    if marker == _END:
        return bytes((0xFF, marker))
    if marker == _COMMENT or (marker in _PROGRAMS and not _is_shown(marker, held)):
        return b""
    if marker == _JFIF and len(held) > _JFIF_LENGTH:
        held = held[: _JFIF_LENGTH - 2] + b"\x00\x00"  # a thumbnail of no size
    return bytes((0xFF, marker)) + _LENGTH.pack(len(held) + 2) + held + dots


def _is_shown(marker: int, held: bytes) -> bool:
    return marker in _ADDED and held.startswith(_ADDED[marker])


def _exif(content: bytes) -> Iterator[bytes]:
    """The tags of a picture, where there are any, as a TIFF file."""
    if content.startswith(picture_file.PNG):
        yield from (held for kind, held in picture_file.chunks(content) if kind == b"eXIf")
        return
    begins = b"Exif\x00\x00"
    for marker, held, _ in _segments(content):
        if marker == _EXIF and held.startswith(begins):
            yield held.removeprefix(begins)


def _orientation(tags: bytes) -> int:
    order = "<" if tags.startswith(b"II") else ">"
    (start,) = struct.unpack_from(f"{order}I", tags, 4)
    (count,) = struct.unpack_from(f"{order}H", tags, start)
    for entry in range(start + 2, start + 2 + 12 * count, 12):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tags, entry)
        if tag == _ORIENTATION:
            return int(value)
    return _UPRIGHT
