"""What a file of a picture says of itself: PNG or JPEG, and how large; read from its bytes, never drawn.

PNG: https://www.w3.org/TR/png-3/ (chapter 5). JPEG: ITU-T T.81 (annex B).
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_CHUNK = struct.Struct(">I4s")
_SIZE = struct.Struct(">II")
_CHECK = struct.Struct(">I")
_FRAME = struct.Struct(">BHH")
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # start of frame, of any coding
_SEGMENT = struct.Struct(">BBH")
_FILL, _SCAN, _END = 0xFF, 0xDA, b"\xff\xd9"


@dataclass(frozen=True, kw_only=True)
class PictureSize:
    """The kind of a picture and its size in dots."""

    media_type: str
    width: int
    height: int


def size(content: bytes) -> PictureSize | None:
    """What the picture says of itself, or None for anything but a whole PNG or JPEG file."""
    try:
        if content.startswith(PNG):
            return _of_png(content)
        return _of_jpeg(content) if content.startswith(JPEG) else None
    except struct.error:  # it ends in the middle of something
        return None


def _of_png(content: bytes) -> PictureSize | None:
    held = list(chunks(content))
    if len(held) < 3 or (held[0][0], held[-1][0]) != (b"IHDR", b"IEND"):
        return None
    width, height = _SIZE.unpack_from(held[0][1])
    return _sized("image/png", width, height)


def chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG, kind and content, up to the last one; one whose checksum is wrong ends them."""
    place = len(PNG)
    while place < len(content):
        length, kind = _CHUNK.unpack_from(content, place)
        held = content[place + 8 : place + 8 + length]
        (check,) = _CHECK.unpack_from(content, place + 8 + length)
        if check != zlib.crc32(kind + held):
            return
        yield kind, held
        place += 12 + length


def _of_jpeg(content: bytes) -> PictureSize | None:
    """The size stands in the first frame, before the picture itself, which an end marker must close."""
    place = len(JPEG)
    found = None
    while True:
        begin, marker, length = _SEGMENT.unpack_from(content, place)
        if begin != _FILL:
            return None
        if marker == _FILL:
            place += 1
            continue
        if marker in _FRAMES:
            _, height, width = _FRAME.unpack_from(content, place + 4)
            found = _sized("image/jpeg", width, height)
        if marker == _SCAN:
            return found if content.endswith(_END) else None
        place += 2 + length


def _sized(media_type: str, width: int, height: int) -> PictureSize | None:
    return PictureSize(media_type=media_type, width=width, height=height) if width and height else None
