"""The catcher behaves as the mail servers that it stands in for."""

import smtplib
import ssl

import pytest

from tests.support.certificates import Authority
from tests.support.mail_catcher import MailCatcher

LETTER = (
    b"Subject: =?utf-8?q?P=C3=A5minning?=\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    b"Hei p\xc3\xa5 deg\r\n"
)


def send(catcher: MailCatcher, *recipients: str) -> dict[str, tuple[int, bytes]]:
    with smtplib.SMTP(catcher.host, catcher.port) as client:
        return client.sendmail("service@formserver.test", recipients, LETTER)


def test_a_letter_is_kept_as_it_was_sent(smtp_catcher: MailCatcher) -> None:
    send(smtp_catcher, "berit@agency.test")

    (caught,) = smtp_catcher.to("berit@agency.test")
    assert (caught.subject, caught.text, caught.raw) == ("Påminning", "Hei på deg\n", LETTER)


def test_a_refused_address_is_refused_and_the_others_get_their_letter(smtp_catcher: MailCatcher) -> None:
    smtp_catcher.refuse("odd@nowhere.test", 451, "4.3.0 Try later")

    refused = send(smtp_catcher, "odd@nowhere.test", "berit@agency.test")

    assert refused == {"odd@nowhere.test": (451, b"4.3.0 Try later")}
    assert [one.recipients for one in smtp_catcher.caught] == [("berit@agency.test",)]


def test_a_message_can_be_refused_after_it_was_given(smtp_catcher: MailCatcher) -> None:
    smtp_catcher.refuse_next_message(552, "5.3.4 Too big")

    with pytest.raises(smtplib.SMTPDataError, match="Too big"):
        send(smtp_catcher, "berit@agency.test")

    assert smtp_catcher.caught == []


def test_a_stopped_server_hangs_up_and_comes_back_on_the_same_port(smtp_catcher: MailCatcher) -> None:
    client = smtplib.SMTP(smtp_catcher.host, smtp_catcher.port)
    smtp_catcher.stop()

    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.noop()
    with pytest.raises(ConnectionRefusedError):
        send(smtp_catcher, "berit@agency.test")

    smtp_catcher.start()
    send(smtp_catcher, "berit@agency.test")
    assert len(smtp_catcher.wait_for(1)) == 1


def test_a_password_is_asked_for_when_there_is_one() -> None:
    with (
        MailCatcher(login=("service", "secret")) as catcher,
        smtplib.SMTP(catcher.host, catcher.port) as client,
    ):
        with pytest.raises(smtplib.SMTPSenderRefused):
            client.sendmail("service@formserver.test", "berit@agency.test", LETTER)

        client.rset()
        client.login("service", "secret")
        client.sendmail("service@formserver.test", "berit@agency.test", LETTER)

        assert len(catcher.caught) == 1


def test_with_a_certificate_letters_come_only_over_tls(authority: Authority) -> None:
    trusting = ssl.create_default_context(cafile=authority.file)
    with MailCatcher(tls=authority.server("127.0.0.1")) as catcher:
        with pytest.raises(smtplib.SMTPSenderRefused, match="STARTTLS"):
            send(catcher, "berit@agency.test")

        with smtplib.SMTP(catcher.host, catcher.port) as client:
            client.starttls(context=trusting)
            client.sendmail("service@formserver.test", "berit@agency.test", LETTER)

        assert len(catcher.caught) == 1


def test_a_certificate_for_another_name_is_not_trusted(authority: Authority) -> None:
    trusting = ssl.create_default_context(cafile=authority.file)
    with (
        MailCatcher(tls=authority.server("mail.example")) as catcher,
        smtplib.SMTP(catcher.host, catcher.port) as client,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        client.starttls(context=trusting)
