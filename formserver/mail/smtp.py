"""Flask-Mail's connection and message with what they lack: verified certificates, timeouts, the reply kept.

Nothing here decides what a refusal means.
"""

import contextlib
import smtplib
import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import flask_mail

from formserver.mail.mime import Built

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_Address = str | tuple[str, str]

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Security(StrEnum):
    """How a connection is protected: not at all, by STARTTLS at once, or by TLS from the first byte."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where mail is handed over. `timeout` is seconds a step may take, `local_hostname` is told in EHLO."""

    host: str
    port: int
    security: Security = Security.STARTTLS
    username: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0
    local_hostname: str | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a password that would cross a network in the open or cannot be sent at all."""
        if self.username and self.security is Security.NONE and self.host not in LOOPBACK:
            raise ValueError("a password crosses a network over TLS only: set security to starttls or tls")
        if not (self.username + self.password).isascii():
            raise ValueError("user name and password may have ASCII characters only")

    @property
    def name(self) -> str:
        """The server as "host:port"."""
        return f"{self.host}:{self.port}"


class Message(flask_mail.Message):
    """A built message as Flask-Mail takes it: nothing of it is put together anew."""

    def __init__(self, built: Built) -> None:
        super().__init__(sender=built.sender, recipients=[built.recipient])
        self._built = built

    def as_bytes(self) -> bytes:
        """Give the message as it was built."""
        return self._built.as_bytes()


class Connection(flask_mail.Connection):
    """For many messages. What it meets is raised as OSError (smtplib's too) or UnicodeError."""

    def __init__(self, server: MailServer) -> None:
        mail = flask_mail.Mail()
        mail.state = mail.init_mail({})
        super().__init__(mail)
        self._server = server
        self.host: _Client | None = None

    def open(self) -> None:
        """Connect, protect the connection and sign in, as the server's settings say."""
        self.host = self.configure_host()

    def configure_host(self) -> "_Client":
        """Give a client that is ready for mail; takes the place of Flask-Mail's, which verifies nothing."""
        client = self._connected()
        try:
            if self._server.security is Security.STARTTLS:
                client.starttls(context=ssl.create_default_context())
            if self._server.username:
                client.login(self._server.username, self._server.password)
        except BaseException:
            client.close()
            raise
        return client

    def send(self, message: flask_mail.Message, envelope_from: _Address | None = None) -> None:
        """Offer a message to the server; raises SMTPRecipientsRefused also if only some are refused."""
        sender, recipients = _bare(envelope_from or message.sender), [_bare(one) for one in message.send_to]
        refused = self._client().sendmail(sender, recipients, message.as_bytes())
        if refused:
            raise smtplib.SMTPRecipientsRefused(refused)

    @property
    def reply(self) -> bytes:
        """What the server said when it took the last message."""
        return self._client().reply

    def is_alive(self) -> bool:
        """Tell whether the server still listens on this connection, by asking it."""
        try:
            return self._client().noop()[0] == 250
        except OSError:
            return False

    def leave(self) -> None:
        """Take leave and close, whatever the state of the connection."""
        if self.host is not None:
            with contextlib.suppress(OSError):
                self.host.quit()
            self.host.close()
            self.host = None

    def _client(self) -> "_Client":
        if self.host is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        return self.host

    def _connected(self) -> "_Client":
        server = self._server
        if server.security is not Security.TLS:
            return _Client(server.host, server.port, server.local_hostname, server.timeout)
        context = ssl.create_default_context()
        return _TlsClient(
            server.host,
            server.port,
            local_hostname=server.local_hostname,
            timeout=server.timeout,
            context=context,
        )


def _bare(address: _Address) -> str:
    return address if isinstance(address, str) else address[1]


class _Client(smtplib.SMTP):
    """Keeps the reply to DATA, which smtplib throws away and which is the only proof of delivery there is."""

    reply = b""

    def data(self, msg: "ReadableBuffer | str") -> tuple[int, bytes]:
        """Send a message's content; gives the server's code and words."""
        code, self.reply = super().data(msg)
        return code, self.reply


class _TlsClient(_Client, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""
