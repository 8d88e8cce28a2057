"""A mail server that takes everything and keeps nothing: plain sockets, so that it is never what is slow.

Started as `python -m tests.benchmarks.sink` it prints its port, and ends when its standard input does.
"""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

END = b"\r\n.\r\n"


@contextmanager
def running() -> Iterator[int]:
    """The port of a sink in a process of its own."""
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


def _serve() -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    Thread(target=_accept, args=(listening,), daemon=True).start()
    sys.stdin.read()


def _accept(listening: socket.socket) -> None:
    while True:
        Thread(target=_talk, args=(listening.accept()[0],), daemon=True).start()


def _talk(connection: socket.socket) -> None:
    """One conversation, as far as SMTP (RFC 5321) needs it for taking mail."""
    with connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(b"220 sink\r\n")
        while line := _until(connection, b"\r\n"):
            word = line[:4].upper()
            if word == b"DATA":
                connection.sendall(b"354 go on\r\n")
                _until(connection, END)
            connection.sendall(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")


def _until(connection: socket.socket, end: bytes) -> bytes:
    """What comes up to its end; nothing when the other side has hung up."""
    came = bytearray()
    while not came.endswith(end):
        piece = connection.recv(1_000_000)
        if not piece:
            return b""
        came += piece
    return bytes(came)


if __name__ == "__main__":
    _serve()
