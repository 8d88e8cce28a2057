import smtplib
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from formserver.demo import links, mailbox
from formserver.demo.catcher import Catcher


def message(**headers):
    made = EmailMessage()
    values = {
        "From": "Dialogportalen <ikke-svar@example.no>",
        "To": "Kari <kari@example.no>",
        "Subject": "Møte",
        "Date": "Thu, 15 Apr 2027 10:00:00 +0200",
    }
    for name, value in (values | headers).items():
        made[name] = value
    made.set_content("Hei på deg\n")
    made.add_alternative("<p>Hei</p>", subtype="html")
    made.add_attachment(b"PK", maintype="application", subtype="zip", filename="Møte – 1.zip")
    return made


def test_a_message_is_kept_whole_and_read_as_a_mail_program_reads_it(tmp_path):
    mailbox.keep(tmp_path, ["kari@example.no"], message().as_bytes())

    mail = mailbox.read(tmp_path, 1)

    assert (mail.subject, mail.sender, mail.to) == (
        "Møte",
        "Dialogportalen <ikke-svar@example.no>",
        "Kari <kari@example.no>",
    )
    assert (mail.text, mail.html, mail.at) == (
        "Hei på deg\n",
        "<p>Hei</p>\n",
        datetime(2027, 4, 15, 8, tzinfo=UTC),
    )
    assert [(one.name, one.media_type, one.content) for one in mail.files] == [
        ("Møte – 1.zip", "application/zip", b"PK")
    ]


def test_a_calendar_entry_is_a_file_too(tmp_path):
    made = message()
    made.add_attachment("BEGIN:VCALENDAR", subtype="calendar")
    mailbox.keep(tmp_path, ["kari@example.no"], made.as_bytes())

    assert [one.name for one in mailbox.read(tmp_path, 1).files] == ["Møte – 1.zip", "invite.ics"]


def test_the_newest_message_stands_first_once_for_each_recipient(tmp_path):
    mailbox.keep(tmp_path, ["kari@example.no", "nils@example.no"], message().as_bytes())
    mailbox.keep(tmp_path, ["berit@example.no"], message(Subject="Nytt").as_bytes())

    found = mailbox.everything(tmp_path)

    assert [(mail.number, mail.recipient, mail.subject) for mail in found] == [
        (3, "berit@example.no", "Nytt"),
        (2, "nils@example.no", "Møte"),
        (1, "kari@example.no", "Møte"),
    ]


def test_a_message_that_is_not_there_is_an_error_of_its_own(tmp_path):
    with pytest.raises(FileNotFoundError):
        mailbox.read(tmp_path, 1)


def test_the_catcher_takes_mail_over_the_wire_and_keeps_it_before_it_says_so(tmp_path):
    with Catcher(tmp_path) as catcher, smtplib.SMTP("127.0.0.1", catcher.port) as connection:
        assert connection.send_message(message()) == {}

        assert [mail.subject for mail in mailbox.everything(tmp_path)] == ["Møte"]


def test_addresses_in_a_text_become_links_and_nothing_else_becomes_markup():
    made = links.clickable('Se https://example.no/s/abc_-9?a=1&b=2. <b>"Hei"</b> http://example.no/a)')

    assert made == (
        'Se <a class="ds-link" href="https://example.no/s/abc_-9?a=1&amp;b=2">'
        "https://example.no/s/abc_-9?a=1&amp;b=2</a>. "
        "&lt;b&gt;&#34;Hei&#34;&lt;/b&gt; "
        '<a class="ds-link" href="http://example.no/a">http://example.no/a</a>)'
    )
