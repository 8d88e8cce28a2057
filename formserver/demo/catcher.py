"""A mail server on this machine that takes every message, keeps it as a file, and sends nothing on."""

import socket
from pathlib import Path
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from formserver.demo import mailbox

HOST = "127.0.0.1"
LARGEST_MESSAGE = 50 * 1024 * 1024


class Catcher:
    """Listens while it is entered, on a free port; mail goes into `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self._controller = Controller(
            self,
            hostname=HOST,
            port=self.port,
            data_size_limit=LARGEST_MESSAGE,
            server_hostname="demo.example.no",
        )

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keeps a message before its sender is told so."""
        del server, session
        mailbox.keep(self.folder, envelope.rcpt_tos, envelope.original_content or b"")
        return "250 2.0.0 Kept in the demo"


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as free:
        port: int = free.getsockname()[1]
        return port
