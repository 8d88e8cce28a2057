"""The bytes of files, each once, by the SHA-256 of what they hold."""

import hashlib

from formserver.domain.refusals import NotFound
from formserver.storage import tables


def keep(content: bytes) -> str:
    """Store the bytes unless they are there already, and give their SHA-256 in hex."""
    sha256 = name_of(content)
    row = {"sha256": sha256, "size": len(content), "content": content}
    tables.FileRow.insert(row).on_conflict_ignore().execute()
    return sha256


def name_of(content: bytes) -> str:
    """The SHA-256 in hex that the bytes are kept under."""
    return hashlib.sha256(content).hexdigest()


def content(sha256: str) -> bytes:
    """The bytes. Raises NotFound."""
    row = tables.FileRow.get_or_none(tables.FileRow.sha256 == sha256)
    if row is None:
        raise NotFound(kind="file", id=sha256)
    return bytes(row.content)


def size(sha256: str) -> int:
    """How many bytes it holds. Raises NotFound."""
    row = tables.FileRow.select(tables.FileRow.size).where(tables.FileRow.sha256 == sha256).get_or_none()
    if row is None:
        raise NotFound(kind="file", id=sha256)
    return row.size
