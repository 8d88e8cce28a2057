"""Build a message as bytes for the wire: text, HTML, calendar entry and attachments; it connects to nothing.

The older MIME classes (policy compat32) are used knowingly: `EmailMessage` loses spaces in long Norwegian
subjects on Python 3.11.7 and 3.12.1.
"""

import base64
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.charset import QP, SHORTEST, Charset
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.utils import format_datetime, formataddr
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote

from formserver.mail.characters import UnsendableError, refuse_steering, refuse_steering_but_lines

CALENDAR_FILE = "invite.ics"

_WIRE = policy.compat32.clone(linesep="\r\n")
_ONE_LINE = _WIRE.clone(max_line_length=998)  # some servers stumble over "Content-Type:" alone on its line
_UTF8 = Charset("utf-8")
_UTF8.header_encoding = SHORTEST
_UTF8.body_encoding = QP

_ADDRESS = re.compile(r"[!#-'*+\-./0-9=?A-Z^-~]+@[A-Za-z0-9.-]+")
_MESSAGE_ID = re.compile(f"<{_ADDRESS.pattern}>")
_LANGUAGE = re.compile(r"[A-Za-z-]{2,20}")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")

# A line may have 998 characters (RFC 5322, 2.1.1); encoded, a letter takes up to twelve.
_PLAIN_TEXT = 60
_LONGEST_VALUE = 254
_LONGEST_FILE_NAME = 900


class Person(NamedTuple):
    """Somebody in a head: a name in any letters, which may be empty, and an address in ASCII."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class EncodedFile:
    """A file in a message. It is encoded once: give the same one to all messages that carry it."""

    filename: str
    media_type: str
    content: bytes

    @cached_property
    def part(self) -> bytes:
        """The whole part as it goes over the wire. Raises UnsendableError for its name or type."""
        if not _MEDIA_TYPE.fullmatch(self.media_type):
            raise UnsendableError("attachment's type", self.media_type[:80])
        part = MIMEBase(*self.media_type.split("/"))
        part.add_header("Content-Disposition", "attachment", filename=_file_name(self.filename))
        part["Content-Transfer-Encoding"] = "base64"
        return part.as_bytes(policy=_ONE_LINE) + base64.encodebytes(self.content).replace(b"\n", b"\r\n")


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """All that goes into one message to one recipient.

    `date` is aware; `message_id` is "<…@our own domain>"; `calendar` is the text of an iCalendar file with
    `calendar_method` as its METHOD (RFC 6047, 2.4).
    """

    sender: Person
    recipient: Person
    subject: str
    text: str
    html: str
    language: str
    message_id: str
    date: datetime
    reply_to: Person | None = None
    attachments: tuple[EncodedFile, ...] = ()
    calendar: str | None = None
    calendar_method: str = "REQUEST"


@dataclass(frozen=True, kw_only=True)
class Built:
    """A message ready for the wire, with the addresses of its SMTP envelope."""

    sender: str
    recipient: str
    message_id: str
    content: bytes

    def as_bytes(self) -> bytes:
        """Give head and body with CRLF line ends, as SMTP's DATA takes them."""
        return self.content


def build(envelope: Envelope) -> Built:
    """Build a message.

    Raises UnsendableError naming the part that has control characters or is not well-formed. Marks for
    link or code that were not filled are control characters too, so they never go out.
    """
    words = _words(envelope)
    files = [attachment.part for attachment in (*_calendar_file(envelope), *envelope.attachments)]
    whole = MIMEMultipart("mixed", boundary=f"=_{secrets.token_hex(16)}") if files else words
    for name, value in _head(envelope):
        whole[name] = value  # type: ignore[assignment]  # its stub knows str alone, the class knows Header
    return Built(
        sender=envelope.sender.address,
        recipient=envelope.recipient.address,
        message_id=envelope.message_id,
        content=_joined(whole, [words.as_bytes(policy=_WIRE), *files])
        if files
        else whole.as_bytes(policy=_WIRE),
    )


def _joined(whole: MIMEMultipart, parts: list[bytes]) -> bytes:
    """Put parts that are bytes already under a head; "=_" stands in no encoded text (RFC 2045, 6.7)."""
    head, _, _ = whole.as_bytes(policy=_WIRE).partition(b"\r\n\r\n")
    boundary = f"\r\n--{whole.get_boundary()}".encode()
    return b"".join([head, b"\r\n", *(boundary + b"\r\n" + part for part in parts), boundary, b"--\r\n"])


def _head(envelope: Envelope) -> Iterator[tuple[str, Header | str]]:
    yield "From", _person("From", envelope.sender)
    yield "To", _person("To", envelope.recipient)
    if envelope.reply_to:
        yield "Reply-To", _person("Reply-To", envelope.reply_to)
    yield "Subject", _written("Subject", envelope.subject)
    yield "Date", _date(envelope.date)
    yield "Message-ID", _matching("Message-ID", envelope.message_id, _MESSAGE_ID)
    yield "Content-Language", _matching("Content-Language", envelope.language, _LANGUAGE)
    yield "Auto-Submitted", "auto-generated"
    yield "X-Auto-Response-Suppress", "All"


def _words(envelope: Envelope) -> MIMEMultipart:
    words = MIMEMultipart("alternative")
    words.attach(_text("plain", refuse_steering_but_lines("text", envelope.text)))
    words.attach(_text("html", refuse_steering_but_lines("HTML", envelope.html)))
    if envelope.calendar is not None:
        words.attach(_calendar(envelope.calendar, envelope.calendar_method))
    return words


def _text(subtype: str, text: str) -> MIMENonMultipart:
    part = MIMENonMultipart("text", subtype, charset="utf-8")
    part.set_payload(text, _UTF8)
    return part


def _calendar(calendar: str, method: str) -> MIMEBase:
    """Make the part that mail programs show as an invitation; they refuse one whose two methods differ."""
    if f"METHOD:{method}\r\n" not in calendar:
        raise UnsendableError("calendar", f"its METHOD is not {method}")
    part = MIMEBase("text", "calendar", charset="utf-8", method=method)
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(calendar.encode()).decode("ascii"))
    return part


def _calendar_file(envelope: Envelope) -> Iterator[EncodedFile]:
    """Give the entry once more as a file: for programs that look at attachments only, and for keeping.

    Its type is another than text/calendar, so that no program takes the meeting in twice.
    """
    if envelope.calendar is not None:
        content = envelope.calendar.encode()
        yield EncodedFile(filename=CALENDAR_FILE, media_type="application/ics", content=content)


def _person(field: str, person: Person) -> Header | str:
    address = _matching(field, person.address, _ADDRESS)
    name = _written(field, person.name)
    if isinstance(name, str):
        return formataddr((name, address))
    name.append(f"<{address}>", "us-ascii")
    return name


def _written(field: str, text: str) -> Header | str:
    """Give a text for a head: as it is if it is short and plain, else encoded so that every space arrives."""
    refuse_steering(field, text)
    plain = text.isascii() and len(text) <= _PLAIN_TEXT and "=?" not in text
    return text if plain and text == " ".join(text.split()) else Header(text, _UTF8, header_name=field)


def _date(date: datetime) -> str:
    if date.tzinfo is None:
        raise UnsendableError("Date", "has no time zone")
    return format_datetime(date)


def _matching(field: str, value: str, form: re.Pattern[str]) -> str:
    if len(value) > _LONGEST_VALUE or not form.fullmatch(value):
        raise UnsendableError(field, f"not well-formed: {value[:80]!r}")
    return value


def _file_name(name: str) -> str | tuple[str, str, str]:
    """Give a file name for a head, by RFC 2231 where it has other letters than English ones."""
    refuse_steering("attachment's file name", name)
    if not name or len(quote(name)) > _LONGEST_FILE_NAME:
        raise UnsendableError("attachment's file name", "empty or too long")
    return name if name.isascii() else ("utf-8", "", name)
