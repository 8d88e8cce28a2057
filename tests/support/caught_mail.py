"""One message as it came over the wire, read the way a mail client reads it."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from typing import cast


@dataclass(frozen=True, kw_only=True)
class Caught:
    """`sender` and `recipients` are the SMTP envelope's addresses; what the letter says is in `message`."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @cached_property
    def message(self) -> EmailMessage:
        """The parsed message; a header that breaks the rules for mail is kept as a defect of it."""
        return cast("EmailMessage", message_from_bytes(self.raw, policy=policy.default))

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The plain text part, or nothing."""
        return self._body("plain")

    @property
    def html(self) -> str:
        """The HTML part, or nothing."""
        return self._body("html")

    @property
    def calendar(self) -> str:
        """The calendar part, or nothing."""
        parts = (part for part in self.message.walk() if part.get_content_type() == "text/calendar")
        return next((part.get_content() for part in parts), "")

    @property
    def files(self) -> dict[str, bytes]:
        """The attachments by file name."""
        return {
            part.get_filename() or "": cast("bytes", part.get_payload(decode=True))
            for part in self.message.iter_attachments()
        }

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content().replace("\r\n", "\n") if part else ""
