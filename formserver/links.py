"""Personal links and sign-in codes: signed, never stored, so a stolen database opens nothing.

Whose a link is and how long it works is in the database; here is only whether the token is ours.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime

_ID_BYTES = 4
_MAC_BYTES = 12
_LINK = b"formserver personal link\x00"
_CODE = b"formserver sign-in code\x00"
_COOKIE = b"formserver cookie\x00"


@dataclass(frozen=True)
class Signer:
    """Signs with the installation's secret key. `public_url` has no slash at its end and may have a path."""

    secret: bytes = field(repr=False)
    public_url: str

    def token(self, link_id: int) -> str:
        """The 22 characters of a personal link: base64url (RFC 4648 § 5) of id and truncated HMAC-SHA256.

        `link_id` lies within 0 and 2**32 - 1.
        """
        id_bytes = link_id.to_bytes(_ID_BYTES, "big")
        return base64.urlsafe_b64encode(id_bytes + self._mac(_LINK, id_bytes)).decode().rstrip("=")

    def read(self, token: str) -> int | None:
        """The link id in a token that we signed, else None. Takes the same time whatever is wrong."""
        try:
            raw = base64.b64decode(token.encode("ascii") + b"==", altchars=b"-_", validate=True)
        except (UnicodeEncodeError, binascii.Error):
            return None
        link_id = int.from_bytes(raw[:_ID_BYTES], "big")
        return link_id if self.same(token, self.token(link_id)) else None

    def address(self, link_id: int) -> str:
        """The whole address of a personal link."""
        return self.page(f"/s/{self.token(link_id)}")

    def code(self, code_id: int, asked_at: datetime) -> str:
        """The six digits of a sign-in code: derived from its row's number and time, never stored."""
        what = f"{code_id}\x00{asked_at.isoformat()}".encode()
        number = int.from_bytes(self._digest(_CODE, what)[:8], "big")
        return f"{number % 1_000_000:06d}"

    def same(self, given: str, right: str) -> bool:
        """Whether two texts are the same, in a time that does not tell where they differ."""
        return hmac.compare_digest(given.encode(errors="surrogatepass"), right.encode())

    def page(self, path: str) -> str:
        """The absolute address of a page, `path` beginning with a slash."""
        return f"{self.public_url.rstrip('/')}{path}"

    @property
    def cookie_key(self) -> bytes:
        """The key for signing cookies: one of its own, so that no signature serves in two places."""
        return self._digest(_COOKIE, b"")

    def _mac(self, purpose: bytes, what: bytes) -> bytes:
        return self._digest(purpose, what)[:_MAC_BYTES]

    def _digest(self, purpose: bytes, what: bytes) -> bytes:
        return hmac.new(self.secret, purpose + what, hashlib.sha256).digest()
