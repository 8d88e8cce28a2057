"""The secret key that signs links, codes and cookies: a file that only the service may read."""

import os
import secrets
import tempfile
from pathlib import Path

FILE = "secret.key"
LENGTH = 32


class SecretKeyError(Exception):
    """The key file cannot be used."""


def secret_key(instance: Path) -> bytes:
    """The 32 bytes of this installation, made on first use with mode 0600.

    Any number of processes may start at once: one makes the file, all read the same bytes, none sees half.
    Raises SecretKeyError when the file is there and is not such a key.
    """
    path = instance / FILE
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        _put(path, secrets.token_bytes(LENGTH), keep_existing=True)
    key = path.read_bytes()
    if len(key) != LENGTH:
        raise SecretKeyError(f"{path} must hold {LENGTH} bytes, not {len(key)}; restore it from a backup")
    return key


def replace_secret_key(instance: Path, key: bytes) -> None:
    """Put back the key of a backup, so that the links and cookies of that time work again."""
    if len(key) != LENGTH:
        raise SecretKeyError(f"a secret key has {LENGTH} bytes, not {len(key)}")
    instance.mkdir(parents=True, exist_ok=True)
    _put(instance / FILE, key, keep_existing=False)


def _put(path: Path, key: bytes, *, keep_existing: bool) -> None:
    made, name = tempfile.mkstemp(dir=path.parent, prefix=".secret-")  # O_EXCL and 0600
    try:
        with os.fdopen(made, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(made)
        if keep_existing:
            _link_unless_there(name, path)
        else:
            Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _link_unless_there(name: str, path: Path) -> None:
    try:
        os.link(name, path)
    except FileExistsError:
        return  # another process was first: its key stands
