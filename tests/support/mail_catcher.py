"""A real SMTP server on loopback that keeps what it is given, and refuses what it is told to refuse."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition, Event, Thread
from typing import Self, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.support.caught_mail import Caught

LARGEST_MESSAGE = 50 * 1024 * 1024


@dataclass(kw_only=True)
class MailCatcher:
    """Send to `host` and `port`, read `caught`. It can be stopped, and started again on the same port.

    With `tls` it takes mail only after STARTTLS, with `login` (name, password) only after AUTH. `connections`
    counts the connections that were made.
    """

    tls: ssl.SSLContext | None = None
    login: tuple[str, str] | None = None
    host: str = "127.0.0.1"
    port: int = 0
    caught: list[Caught] = field(default_factory=list)
    connections: int = 0
    _refused: dict[str, str] = field(default_factory=dict)
    _after_data: list[str | Callable[[], None]] = field(default_factory=list)
    _arrived: Condition = field(default_factory=Condition)
    _listening: "_Listening | None" = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Listen: the first time on a free port, then on that one."""
        self._listening = _Listening(self.host, self.port, self._meet)
        self.port = self._listening.port

    def stop(self) -> None:
        """Be down: hang up on everybody and stop listening. What was caught stays."""
        if self._listening:
            self._listening.stop()
            self._listening = None

    def refuse(self, address: str, code: int = 550, reason: str = "5.1.1 No such mailbox") -> None:
        """Answer RCPT for `address` with `code` from now on: 5xx for good, 4xx for the time being."""
        self._refused[address] = f"{code} {reason}"

    def accept(self, address: str) -> None:
        """Take mail for `address` again."""
        self._refused.pop(address, None)

    def refuse_next_message(self, code: int, reason: str) -> None:
        """Answer the next message's DATA with `code`, and do not keep it."""
        self._after_data.append(f"{code} {reason}")

    def before_next_reply(self, act: Callable[[], None]) -> None:
        """Keep the next message and call `act` before its sender is told so: a moment to be killed in."""
        self._after_data.append(act)

    def to(self, address: str) -> list[Caught]:
        """What came for `address`, oldest first."""
        return [one for one in self.caught if address in one.recipients]

    def wait_for(self, count: int, *, seconds: float = 60) -> list[Caught]:
        """All that was caught, as soon as it is `count` messages; for senders in another process."""
        with self._arrived:
            came = self._arrived.wait_for(lambda: len(self.caught) >= count, seconds)
        assert came, f"{len(self.caught)} of {count} messages came in {seconds} seconds"
        return list(self.caught)

    def find(self, wanted: Callable[[Caught], bool], *, seconds: float = 60) -> Caught:
        """The oldest message that is wanted, as soon as it has come."""
        with self._arrived:
            found = self._arrived.wait_for(lambda: next(filter(wanted, self.caught), None), seconds)
        told = [(one.recipients, one.subject) for one in self.caught]
        assert found, f"no such message came in {seconds} seconds; these did: {told}"
        return found

    def _meet(self) -> "_Connection":
        self.connections += 1
        return _Connection(
            _Conversation(self),
            data_size_limit=LARGEST_MESSAGE,
            hostname="catcher.test",
            tls_context=self.tls,
            require_starttls=self.tls is not None,
            authenticator=self._is_known,
            auth_required=self.login is not None,
            auth_require_tls=self.tls is not None,
        )

    def _is_known(
        self, server: SMTP, session: Session, envelope: Envelope, way: str, given: object
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        named = (given.login.decode(), given.password.decode())
        return AuthResult(success=named == self.login, handled=False)

    def _answer_recipient(self, address: str) -> str | None:
        return self._refused.get(address)

    def _answer_message(self, message: Caught) -> str:
        planned = self._after_data.pop(0) if self._after_data else None
        if isinstance(planned, str):
            return planned
        with self._arrived:
            self.caught.append(message)
            self._arrived.notify_all()
        if planned:
            planned()
        return "250 2.0.0 Kept"


@dataclass(frozen=True)
class _Conversation:
    """What aiosmtpd asks, by the names that it asks for, on its own thread."""

    catcher: MailCatcher

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if refusal := self.catcher._answer_recipient(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        message = Caught(
            sender=envelope.mail_from or "",
            recipients=tuple(envelope.rcpt_tos),
            raw=envelope.original_content or b"",
        )
        return self.catcher._answer_message(message)


class _Connection(SMTP):
    """Remembers the connection itself: after STARTTLS aiosmtpd speaks through another one laid around it."""

    wire: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.wire = self.wire or cast("asyncio.Transport", transport)
        super().connection_made(transport)


class _Listening:
    """An SMTP server on a thread of its own; aiosmtpd's Controller cannot say which free port it got."""

    def __init__(self, host: str, port: int, meet: Callable[[], _Connection]) -> None:
        self._socket = socket.create_server((host, port))
        self.port: int = self._socket.getsockname()[1]
        self._meet = meet
        self._open: list[_Connection] = []
        self._loop = asyncio.new_event_loop()
        self._ready = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(self._loop.create_server(self._answer, sock=self._socket))
        self._ready.set()
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(self._hang_up())
        self._loop.close()

    def _answer(self) -> _Connection:
        connection = self._meet()
        self._open.append(connection)
        return connection

    async def _hang_up(self) -> None:
        for connection in self._open:
            if connection.wire:
                connection.wire.abort()
        await asyncio.sleep(0)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
