"""Certificates for servers on this machine, signed by an authority that nobody trusts unless told to."""

import ssl
from functools import cached_property
from pathlib import Path

import trustme


class Authority:
    """Signs for servers; a client that is to trust them is given `file`."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA()
        self._folder = folder

    @cached_property
    def file(self) -> Path:
        """The authority's own certificate in a PEM file."""
        path = self._folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(path))
        return path

    def server(self, *names: str) -> ssl.SSLContext:
        """What a server shows that is known by `names`, such as 127.0.0.1 or mail.example."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._authority.issue_cert(*names).configure_cert(context)
        return context
