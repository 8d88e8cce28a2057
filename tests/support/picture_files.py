"""Small picture files for tests."""

import struct
import zlib


def png(width: int = 3, height: int = 4, shade: int = 80) -> bytes:
    """A PNG of one grey."""
    rows = (b"\x00" + bytes([shade]) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND")


def chunk(kind: bytes, held: bytes = b"") -> bytes:
    """A chunk of a PNG with its checksum."""
    return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))


def jpeg(width: int = 3, height: int = 4, before: bytes = b"") -> bytes:
    """What frames a JPEG; the picture in it is empty. `before` stands before the frame."""
    frame = struct.pack(">BHHB", 8, height, width, 0)
    return b"\xff\xd8" + before + segment(0xC2, frame) + segment(0xDA, b"\x00") + b"\x12\xff\xd9"


def segment(marker: int, held: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(held) + 2) + held
