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


def exif(orientation: int = 1, order: str = ">") -> bytes:
    """The tags of a camera, as a TIFF file: who took the picture, and which way it is to be turned."""
    maker = struct.pack(f"{order}HHI4s", 0x010F, 2, 4, b"Ada\x00")
    turned = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    head = struct.pack(f"{order}2sHI", b"II" if order == "<" else b"MM", 42, 8)
    return head + struct.pack(f"{order}H", 2) + maker + turned + struct.pack(f"{order}I", 0)
