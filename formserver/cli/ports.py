"""Whether the web server can listen where it should."""

import socket
from collections.abc import Callable

from formserver.cli.failure import CommandFailed


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens there, and we may."""
    try:
        socket.create_server((host, port)).close()
    except OSError:
        return False
    return True


def must_be_free(host: str, port: int, mend: str) -> None:
    """Raises Failure when we cannot listen there; `mend` says what to do."""
    if not is_free(host, port):
        raise CommandFailed(f"{host}:{port} is in use, or not ours to listen on; {mend}")


def once_taken(host: str, port: int, sentence: str) -> Callable[[], bool]:
    """Says the sentence as soon as somebody listens there, and whether it has."""

    def announce() -> bool:
        with socket.socket() as caller:
            is_up = caller.connect_ex((host, port)) == 0
        if is_up:
            print(sentence, flush=True)
        return is_up

    return announce


def any_free(host: str) -> int:
    """A port that nobody listens on."""
    with socket.create_server((host, 0)) as free:
        port: int = free.getsockname()[1]
        return port
