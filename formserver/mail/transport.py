"""Hand messages to a mail server and tell what became of each; it decides nothing about trying again.

Flask-Mail does the talking, with what it lacks put in by `smtp`. No Flask application is needed.
"""

import smtplib
from types import TracebackType
from typing import Self

from formserver.domain.delivery import Accepted, Outcome, Refused, worth_retrying
from formserver.mail import smtp
from formserver.mail.mime import Built
from formserver.mail.smtp import MailServer, Security

__all__ = ["MailServer", "Security", "Transport"]

_FAULTS = (OSError, UnicodeError)  # smtplib's and ssl's own are OSErrors; a host name may not be encodable
_LONGEST_TEXT = 500


class Transport:
    """A way to one mail server. As a context manager it keeps one connection for many messages.

    The connection is made for the first message, and made again when the server has hung up in between.
    """

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._connection: smtp.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take leave of the server, if there is a connection."""
        if self._connection is not None:
            self._connection.leave()
            self._connection = None

    def deliver(self, message: Built) -> Outcome:
        """Offer a message to the server; raises nothing for what server or network do.

        What fails before the server was asked about this message is temporary whatever its code, with
        `reached` False: it says nothing of the message or its recipient.
        """
        try:
            connection = self._ready()
        except _FAULTS as fault:
            return _refused(fault, reached=False)
        try:
            connection.send(smtp.Message(message))
        except _FAULTS as fault:
            return _refused(fault, reached=True)
        return Accepted(server=self._server.name, reply=_text(connection.reply))

    def try_out(self) -> Outcome:
        """Connect, sign in and take leave: whether mail could be sent at all."""
        try:
            self._ready()
        except _FAULTS as fault:
            return _refused(fault, reached=False)
        self.close()
        return Accepted(server=self._server.name, reply="")

    def _ready(self) -> smtp.Connection:
        if self._connection is not None and not self._connection.is_alive():
            self.close()
        if self._connection is None:
            connection = smtp.Connection(self._server)
            connection.open()
            self._connection = connection
        return self._connection


def _refused(fault: Exception, *, reached: bool) -> Refused:
    code, text = _answer(fault)
    permanent = reached and not worth_retrying(code)
    return Refused(code=code, text=_text(text), permanent=permanent, reached=reached)


def _answer(fault: Exception) -> tuple[int | None, str | bytes]:
    """Give what the server answered, or what the fault says of itself where it did not."""
    match fault:
        case smtplib.SMTPRecipientsRefused():
            return next(iter(fault.recipients.values()))
        case smtplib.SMTPResponseException() if 400 <= fault.smtp_code < 600:
            return fault.smtp_code, fault.smtp_error
        case smtplib.SMTPResponseException():
            return None, fault.smtp_error  # smtplib's own code for an answer that is none
        case _:
            return None, str(fault) or type(fault).__name__


def _text(said: str | bytes) -> str:
    """Give a server's words on one line, readable and short."""
    text = said.decode("utf-8", errors="replace") if isinstance(said, bytes) else said
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())[:_LONGEST_TEXT]
