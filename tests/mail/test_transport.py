"""Messages handed to a real mail server on this machine."""

import dataclasses
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from formserver.domain.delivery import Accepted, Reason, Refused
from formserver.mail import smtp
from formserver.mail.mime import EncodedFile
from formserver.mail.transport import MailServer, Security, Transport
from tests.mail.conftest import Change
from tests.support.certificates import Authority
from tests.support.mail_catcher import MailCatcher

SECRET = ("service", "secret")


def server(catcher: MailCatcher, **settings: object) -> MailServer:
    told = {"security": Security.NONE, "timeout": 5.0, "local_hostname": "formserver.test", **settings}
    return MailServer(host=catcher.host, port=catcher.port, **told)


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the authority, as it would a public one."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))


@contextmanager
def answering(*lines: bytes, tls: ssl.SSLContext | None = None) -> Iterator[MailServer]:
    """A server that says one line for each it hears, whatever is meant, and then hangs up."""

    def answer() -> None:
        plain = listening.accept()[0]
        # A client that does not trust the certificate hangs up, as it should.
        with (
            suppress(ssl.SSLError),
            tls.wrap_socket(plain, server_side=True) if tls else plain as connection,
            connection.makefile("rwb") as wire,
        ):
            for line in lines:
                wire.write(line + b"\r\n")
                wire.flush()
                wire.readline()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=answer)
        thread.start()
        yield MailServer(
            host="127.0.0.1",
            port=listening.getsockname()[1],
            security=Security.TLS if tls else Security.NONE,
            timeout=5.0,
        )
        thread.join()


def test_an_accepted_message_arrives_and_the_servers_words_are_kept(
    smtp_catcher: MailCatcher, built: Change
) -> None:
    message = built(subject="Påminning čđŋšŧž")

    with Transport(server(smtp_catcher)) as transport:
        outcome = transport.deliver(message)

    (caught,) = smtp_catcher.caught
    assert outcome == Accepted(server=f"127.0.0.1:{smtp_catcher.port}", reply="2.0.0 Kept")
    assert (caught.sender, caught.recipients) == ("dialog@formserver.test", ("berit@agency.test",))
    assert caught.subject == "Påminning čđŋšŧž"
    assert caught.raw == message.as_bytes()


def test_lines_that_begin_with_a_dot_arrive(smtp_catcher: MailCatcher, built: Change) -> None:
    with Transport(server(smtp_catcher)) as transport:
        transport.deliver(built(text=".\n..\n.x\n"))

    assert smtp_catcher.caught[0].text == ".\n..\n.x\n"


def test_many_messages_take_one_connection(smtp_catcher: MailCatcher, built: Change) -> None:
    file = EncodedFile(filename="a.docx", media_type="application/x-test", content=b"x" * 100_000)

    with Transport(server(smtp_catcher)) as transport:
        outcomes = [
            transport.deliver(built(message_id=f"<{n}@formserver.test>", attachments=(file,)))
            for n in range(5)
        ]

    assert [type(outcome) for outcome in outcomes] == [Accepted] * 5
    assert [caught.message["Message-ID"] for caught in smtp_catcher.caught] == [
        f"<{n}@formserver.test>" for n in range(5)
    ]
    assert [caught.files for caught in smtp_catcher.caught] == [{"a.docx": file.content}] * 5
    assert smtp_catcher.connections == 1


def test_a_refused_recipient_is_told_and_the_next_message_goes_out(
    smtp_catcher: MailCatcher, built: Change
) -> None:
    smtp_catcher.refuse("berit@agency.test", 550, "5.1.1 No such user")

    with Transport(server(smtp_catcher)) as transport:
        refused = transport.deliver(built())
        smtp_catcher.accept("berit@agency.test")
        accepted = transport.deliver(built())

    assert refused == Refused(code=550, text="5.1.1 No such user", permanent=True)
    assert refused.reason == Reason.NO_ADDRESS
    assert isinstance(accepted, Accepted)
    assert smtp_catcher.connections == 1


@pytest.mark.parametrize(
    ("code", "permanent"), [(450, False), (451, False), (452, False), (552, True), (554, True)]
)
def test_refusals_for_now_and_for_good_are_told_apart(
    smtp_catcher: MailCatcher, built: Change, code: int, permanent: bool
) -> None:
    smtp_catcher.refuse_next_message(code, "no")

    with Transport(server(smtp_catcher)) as transport:
        outcome = transport.deliver(built())

    assert outcome == Refused(code=code, text="no", permanent=permanent)
    assert smtp_catcher.caught == []


def test_a_server_that_is_down_is_temporary_and_says_nothing_of_the_message(
    smtp_catcher: MailCatcher, built: Change
) -> None:
    Transport(server(smtp_catcher)).try_out()
    smtp_catcher.stop()

    with Transport(server(smtp_catcher)) as transport:
        outcome = transport.deliver(built())

    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.permanent, outcome.reached) == (None, False, False)
    assert "refused" in outcome.text.lower()


def test_a_server_that_hung_up_between_two_messages_is_called_again(
    smtp_catcher: MailCatcher, built: Change
) -> None:
    with Transport(server(smtp_catcher)) as transport:
        transport.deliver(built())
        smtp_catcher.stop()
        smtp_catcher.start()
        outcome = transport.deliver(built())

    assert isinstance(outcome, Accepted)
    assert len(smtp_catcher.caught) == 2


def test_a_server_that_hangs_up_instead_of_answering_is_temporary(built: Change) -> None:
    said = [b"220 hello", b"250 hello", b"250 sender", b"250 recipient", b"354 go on"]

    with answering(*said) as there, Transport(there) as transport:
        outcome = transport.deliver(built())

    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.permanent, outcome.reached) == (None, False, True)


def test_a_reply_that_comes_too_late_is_not_taken_for_that_of_the_next_message(
    smtp_catcher: MailCatcher, built: Change
) -> None:
    too_late = threading.Event()
    smtp_catcher.before_next_reply(too_late.wait)

    with Transport(server(smtp_catcher, timeout=0.3)) as transport:
        first = transport.deliver(built())
        too_late.set()
        smtp_catcher.refuse_next_message(554, "no")
        second = transport.deliver(built())

    assert isinstance(first, Refused)
    assert (first.code, first.permanent, first.reached) == (None, False, True)
    assert second == Refused(code=554, text="no", permanent=True)


def test_a_server_that_wants_nothing_from_us_says_nothing_of_the_message(built: Change) -> None:
    with answering(b"554 5.7.1 Blocked") as there, Transport(there) as transport:
        outcome = transport.deliver(built())

    assert outcome == Refused(code=554, text="5.7.1 Blocked", permanent=False, reached=False)


def test_a_server_that_never_answers_is_given_up_after_the_timeout(built: Change) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        there = MailServer(
            host="127.0.0.1", port=silent.getsockname()[1], security=Security.NONE, timeout=0.2
        )
        with Transport(there) as transport:
            outcome = transport.deliver(built())

    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.permanent, outcome.reached) == (None, False, False)
    assert outcome.text.endswith("timed out")


def test_a_server_that_talks_nonsense_is_temporary(built: Change) -> None:
    with answering(b"hello there") as there, Transport(there) as transport:
        outcome = transport.deliver(built())

    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.permanent, outcome.reached) == (None, False, False)


def test_words_of_a_server_are_readable_and_short(smtp_catcher: MailCatcher, built: Change) -> None:
    smtp_catcher.refuse_next_message(554, "no \x1b[31m\x07" + "x" * 450 + " " + "y" * 300)

    with Transport(server(smtp_catcher)) as transport:
        outcome = transport.deliver(built())

    assert isinstance(outcome, Refused)
    assert outcome.text.startswith("no [31m x")
    assert len(outcome.text) == 500


@pytest.mark.usefixtures("trusted")
def test_a_trusted_server_gets_name_and_password_over_tls(authority: Authority, built: Change) -> None:
    with MailCatcher(tls=authority.server("127.0.0.1"), login=SECRET) as catcher:
        there = server(catcher, security=Security.STARTTLS, username=SECRET[0], password=SECRET[1])
        with Transport(there) as transport:
            outcome = transport.deliver(built())

        assert isinstance(outcome, Accepted)
        assert len(catcher.caught) == 1


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_a_fault_of_ours_that_can_be_mended(authority: Authority, built: Change) -> None:
    with MailCatcher(tls=authority.server("127.0.0.1"), login=SECRET) as catcher:
        there = server(catcher, security=Security.STARTTLS, username=SECRET[0], password="wrong")
        with Transport(there) as transport:
            outcome = transport.deliver(built())

    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.permanent, outcome.reached) == (535, False, False)


def test_a_certificate_that_nobody_vouches_for_is_refused(authority: Authority, built: Change) -> None:
    with MailCatcher(tls=authority.server("127.0.0.1")) as catcher:
        with Transport(server(catcher, security=Security.STARTTLS)) as transport:
            outcome = transport.deliver(built())

        assert isinstance(outcome, Refused)
        assert "CERTIFICATE_VERIFY_FAILED" in outcome.text
        assert catcher.caught == []


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_name_is_refused(authority: Authority, built: Change) -> None:
    with MailCatcher(tls=authority.server("mail.test")) as catcher:
        with Transport(server(catcher, security=Security.STARTTLS)) as transport:
            outcome = transport.deliver(built())

        assert isinstance(outcome, Refused)
        assert "IP address mismatch" in outcome.text


def test_without_starttls_nothing_is_sent_in_the_open(smtp_catcher: MailCatcher, built: Change) -> None:
    with Transport(server(smtp_catcher, security=Security.STARTTLS)) as transport:
        outcome = transport.deliver(built())

    assert isinstance(outcome, Refused)
    assert "STARTTLS" in outcome.text
    assert smtp_catcher.caught == []


@pytest.mark.usefixtures("trusted")
def test_tls_from_the_first_byte_works_with_a_trusted_certificate(authority: Authority) -> None:
    with answering(b"220 hello", b"221 bye", tls=authority.server("127.0.0.1")) as there:
        outcome = Transport(there).try_out()

    assert outcome == Accepted(server=there.name, reply="")


def test_tls_from_the_first_byte_refuses_an_unknown_certificate(authority: Authority) -> None:
    with answering(b"220 hello", b"221 bye", tls=authority.server("127.0.0.1")) as there:
        outcome = Transport(there).try_out()

    assert isinstance(outcome, Refused)
    assert "CERTIFICATE_VERIFY_FAILED" in outcome.text


def test_a_way_can_be_tried_out_without_a_message(smtp_catcher: MailCatcher) -> None:
    assert Transport(server(smtp_catcher)).try_out() == Accepted(
        server=f"127.0.0.1:{smtp_catcher.port}", reply=""
    )

    smtp_catcher.stop()
    assert isinstance(Transport(server(smtp_catcher)).try_out(), Refused)


def test_a_recipient_refused_among_several_is_not_passed_over(
    smtp_catcher: MailCatcher, built: Change
) -> None:
    smtp_catcher.refuse("odd@nowhere.test")
    message = smtp.Message(built())
    message.add_recipient("odd@nowhere.test")
    connection = smtp.Connection(server(smtp_catcher))
    connection.open()

    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        connection.send(message, envelope_from=("Portalen", "dialog@formserver.test"))

    connection.leave()
    assert list(refused.value.recipients) == ["odd@nowhere.test"]
    assert [caught.recipients for caught in smtp_catcher.caught] == [("berit@agency.test",)]


def test_a_connection_that_was_never_opened_says_so(smtp_catcher: MailCatcher, built: Change) -> None:
    connection = smtp.Connection(server(smtp_catcher))
    connection.leave()

    with pytest.raises(smtplib.SMTPServerDisconnected):
        connection.send(smtp.Message(built()))


@pytest.mark.parametrize(
    "settings",
    [
        {"host": "mail.test", "security": Security.NONE, "username": "a", "password": "b"},
        {"host": "mail.test", "username": "a", "password": "pæssord"},
    ],
)
def test_a_password_that_would_leak_or_cannot_be_sent_is_refused_at_once(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="password"):
        MailServer(port=25, **settings)


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    shown = repr(MailServer(host="mail.test", port=587, username="service", password="secret"))

    assert "secret" not in shown
    assert dataclasses.fields(MailServer)[4].name == "password"
