"""Files that a person names at the terminal: read and written, faults told in a sentence."""

from pathlib import Path

from formserver.cli.failure import CommandFailed


def read(path: Path) -> bytes:
    """The bytes of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandFailed(f"{path} cannot be read: {error.strerror}") from error


def write(path: Path, content: bytes) -> None:
    """Writes beside the file first, so that one of that name is replaced by a whole one or left alone."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CommandFailed(f"{path} cannot be written: {error.strerror}") from error
    print(f"Wrote {path} ({in_bytes(len(content))})")


def in_bytes(size: int) -> str:
    """A size with its thousands apart."""
    return f"{size:,} bytes".replace(",", " ")
