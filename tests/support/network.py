"""Keeps the tests on this machine: a connection or a look-up of a name elsewhere is an error."""

import sys
from ipaddress import ip_address


class OutsideWorldError(RuntimeError):
    """A test tried to reach another machine."""


def stay_here() -> None:
    """Refuse, from now on and for good in this process, every address but this machine's own."""
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not _is_here(str(address[0])):
            raise OutsideWorldError(f"connection to {address[0]}")
    elif event == "socket.getaddrinfo" and not _is_here(str(arguments[0])):
        raise OutsideWorldError(f"look-up of {arguments[0]}")


def _is_here(host: str) -> bool:
    if host in {"", "None", "localhost"}:
        return True
    try:
        return ip_address(host).is_loopback or ip_address(host).is_unspecified
    except ValueError:
        return False
