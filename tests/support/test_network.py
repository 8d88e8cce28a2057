"""Tests reach this machine and no other."""

import smtplib
import socket

import pytest

from tests.support.network import OutsideWorldError


def test_another_machine_is_out_of_reach() -> None:
    with pytest.raises(OutsideWorldError, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 25), timeout=1)
    with pytest.raises(OutsideWorldError, match=r"mail\.example"):
        smtplib.SMTP("mail.example")
