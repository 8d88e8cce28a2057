"""The mail of the demo as files in its instance: kept by the catcher, read by the inbox."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import cast

FOLDER = "mail"
RECEIVED = "X-Demo-Recipient"


@dataclass(frozen=True, kw_only=True)
class Enclosed:
    """A file that came with a message."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One message that was caught. `number` counts from 1."""

    number: int
    recipient: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The subject in plain text."""
        return str(self.message["Subject"])

    @property
    def sender(self) -> str:
        """Whom it is from, as readers see it."""
        return str(self.message["From"])

    @property
    def to(self) -> str:
        """Whom it is to, as readers see it."""
        return str(self.message["To"] or self.recipient)

    @property
    def at(self) -> datetime:
        """When it was sent by the demo's clock, aware (UTC)."""
        return parsedate_to_datetime(str(self.message["Date"])).astimezone(UTC)

    @property
    def text(self) -> str:
        """The plain text."""
        return self._body("plain")

    @property
    def html(self) -> str:
        """The HTML, or ""."""
        return self._body("html")

    @property
    def files(self) -> list[Enclosed]:
        """The attachments, a calendar entry among them."""
        parts = [part for part in self.message.walk() if _is_file(part)]
        return [
            Enclosed(
                name=part.get_filename() or "invite.ics",
                media_type=part.get_content_type(),
                content=cast("bytes", part.get_payload(decode=True)),
            )
            for part in parts
        ]

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""


def keep(folder: Path, recipients: Iterable[str], raw: bytes) -> None:
    """Stores one message, once for each recipient, under the next number."""
    for recipient in recipients:
        number = max(_numbers(folder), default=0) + 1
        whole = f"{RECEIVED}: {recipient}\r\n".encode() + raw
        beside = folder / f".{number}.part"
        beside.write_bytes(whole)
        os.replace(beside, _path(folder, number))  # noqa: PTH105 - the inbox never reads half a message


def everything(folder: Path) -> list[Mail]:
    """All messages, the newest first, without their bodies."""
    return [_parsed(folder, number, headersonly=True) for number in sorted(_numbers(folder), reverse=True)]


def read(folder: Path, number: int) -> Mail:
    """One message. Raises FileNotFoundError."""
    return _parsed(folder, number, headersonly=False)


def _parsed(folder: Path, number: int, *, headersonly: bool) -> Mail:
    raw = _path(folder, number).read_bytes()
    message = BytesParser(policy=policy.default).parsebytes(raw, headersonly=headersonly)
    return Mail(number=number, recipient=str(message[RECEIVED]), message=message)


def _numbers(folder: Path) -> list[int]:
    return [int(path.stem) for path in folder.glob("*.eml")]


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number:05}.eml"


def _is_file(part: EmailMessage) -> bool:
    return part.get_content_type() == "text/calendar" or part.get_content_disposition() == "attachment"
