"""Messages, read back as a mail client reads them."""

import random
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formserver.mail import mime
from formserver.mail.characters import UnsendableError
from formserver.mail.mime import Built, EncodedFile, Envelope, Person
from formserver.mail.placeholders import CODE, LINK
from tests.mail.conftest import Change

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
STEERING = [
    "\r\nBcc: odd@nowhere.test",
    "\nX: y",
    "\r",
    "\x00",
    "\x1b",
    "\x85",
    "\u2028",
    "\u2029",
    "\ud800",
    LINK,
]


def read(built: Built) -> EmailMessage:
    message = message_from_bytes(built.as_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [defect for part in message.walk() for defect in part.defects] == []
    return message


def test_a_letter_says_who_what_and_when(built: Change) -> None:
    message = read(built())

    assert dict(message.items()) | {"Content-Type": ""} == {
        "Content-Type": "",
        "MIME-Version": "1.0",
        "From": "Dialogportalen <dialog@formserver.test>",
        "To": "Berit Brev <berit@agency.test>",
        "Reply-To": "Kari Eksempel <kari@kommune.test>",
        "Subject": "Frist i dag",
        "Date": "Tue, 23 Mar 2027 13:12:00 +0000",
        "Message-ID": "<one@formserver.test>",
        "Content-Language": "nb",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def test_the_addresses_of_the_wire_are_those_of_the_head(built: Change) -> None:
    found = built()

    assert (found.sender, found.recipient, found.message_id) == (
        "dialog@formserver.test",
        "berit@agency.test",
        "<one@formserver.test>",
    )


def test_plain_text_comes_first_and_html_is_the_better_choice(built: Change) -> None:
    message = read(built())

    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert [part["Content-Transfer-Encoding"] for part in message.iter_parts()] == ["quoted-printable"] * 2


def test_texts_arrive_as_they_were_written(built: Change) -> None:
    text = (
        "Hei, Čiŋa 🙂\n\nFrom her\n.punktum\n"
        + "å" * 3000
        + "\nhttps://dialog.test/s/4Jd8mQ2XwV7nP3rT6yKz9c\n\n-- \nslutt\n"
    )

    message = read(built(text=text, html=f"<pre>{text}</pre>\n"))

    plain, html = (part.get_content().replace("\r\n", "\n") for part in message.iter_parts())
    assert plain == text
    assert html == f"<pre>{text}</pre>\n"


def test_no_line_is_longer_than_mail_allows(built: Change) -> None:
    name = "ž" * 80 + ".docx"
    found = built(
        subject="x" * 900,
        text="å" * 5000,
        recipient=Person("Ø" * 200, "berit@agency.test"),
        attachments=(EncodedFile(filename=name, media_type=WORD, content=b"x" * 5000),),
    )

    lines = found.as_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_subjects_arrive_whole(built: Change) -> None:
    dice = random.Random(2027)  # noqa: S311 - for variety, not for secrets
    letters = (
        "abcdefghijklmnopqrstuvwxyzæøåÆØÅčđŋšŧžïČĐŊŠŦŽÏ" + "    .,:;–—«»“”!?()<>[]@=_/\\\"'&%+-*0123456789🙂"
    )
    subjects = ["".join(dice.choices(letters, k=dice.randint(1, 220))).strip() or "x" for _ in range(500)]

    arrived = [str(read(built(subject=subject))["Subject"]) for subject in subjects]

    assert arrived == subjects


@settings(max_examples=60)
@given(
    st.text(st.characters(categories=("L", "N", "P", "S"), include_characters=" "), min_size=1, max_size=90)
)
def test_names_and_subjects_of_any_letters_arrive_whole(typed: str) -> None:
    typed = " ".join(typed.split()) or "x"
    envelope = Envelope(
        sender=Person("Dialogportalen", "dialog@formserver.test"),
        recipient=Person(typed, "berit@agency.test"),
        subject=typed,
        text="",
        html="",
        language="nb",
        message_id="<one@formserver.test>",
        date=datetime(2027, 3, 23, 13, 12, tzinfo=UTC),
    )

    content = mime.build(envelope).as_bytes()

    # `policy.default` puts a space between two encoded words of a name, against RFC 2047, 6.2.
    to = message_from_bytes(content)["To"]
    name, address = parseaddr(to.replace("\r\n", ""))
    assert (str(make_header(decode_header(name))), address) == (typed, "berit@agency.test")
    assert message_from_bytes(content, policy=policy.default)["Subject"] == typed


@pytest.mark.parametrize(
    "name", ["Hansen, Kari", 'Kari "Kaia" Hansen', "=?utf-8?q?x?=", "Sørum, Kåre", "a\\b", ""]
)
def test_a_name_with_commas_and_quotes_stays_one_name(built: Change, name: str) -> None:
    (recipient,) = read(built(recipient=Person(name, "kari@kommune.test")))["To"].addresses

    assert (recipient.display_name, recipient.addr_spec) == (name, "kari@kommune.test")


@pytest.mark.parametrize(
    "name",
    [
        "2027-04-15 Fossedal – Notat.docx",
        "Kárášjohka čđŋšŧž ï.docx",
        "rapport.pdf",
        'a "b"; c.docx',
        "x y  z.docx",
    ],
)
def test_file_names_and_files_arrive_whole(built: Change, name: str) -> None:
    content = bytes(range(256)) * 300
    (part,) = read(
        built(attachments=(EncodedFile(filename=name, media_type=WORD, content=content),))
    ).iter_attachments()

    assert (part.get_filename(), part.get_content_type(), part.get_content()) == (name, WORD, content)


def test_files_go_beside_the_letter(built: Change) -> None:
    files = tuple(EncodedFile(filename=f"{n}.docx", media_type=WORD, content=b"") for n in range(2))

    message = read(built(attachments=files))

    letter, *others = message.iter_parts()
    assert message.get_content_type() == "multipart/mixed"
    assert letter.get_content_type() == "multipart/alternative"
    assert [part.get_filename() for part in others] == ["0.docx", "1.docx"]


def test_a_file_is_encoded_once_for_all_messages(built: Change) -> None:
    file = EncodedFile(filename="a.docx", media_type=WORD, content=b"x" * 1000)

    first, second = built(attachments=(file,)), built(attachments=(file,), subject="Et annet brev")

    assert file.part in first.as_bytes()
    assert file.part in second.as_bytes()
    assert file.part is file.part


def test_a_calendar_entry_is_a_choice_beside_the_letter_and_a_file(built: Change) -> None:
    message = read(built(calendar=CALENDAR))

    letter, file = message.iter_parts()
    entry = list(letter.iter_parts())[-1]
    assert entry.get_content_type() == "text/calendar"
    assert (entry.get_param("method"), entry.get_param("charset")) == ("REQUEST", "utf-8")
    assert entry.get_payload(decode=True) == CALENDAR.encode()
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "invite.ics")
    assert file.get_payload(decode=True) == CALENDAR.encode()


def test_the_two_methods_of_a_calendar_entry_agree(built: Change) -> None:
    with pytest.raises(UnsendableError, match="METHOD"):
        built(calendar=CALENDAR, calendar_method="CANCEL")


@pytest.mark.parametrize("steering", STEERING)
@pytest.mark.parametrize("field", ["sender", "recipient", "reply_to"])
def test_no_name_or_address_adds_a_header(built: Change, field: str, steering: str) -> None:
    with pytest.raises(UnsendableError):
        built(**{field: Person(f"Kari{steering}", "kari@kommune.test")})
    with pytest.raises(UnsendableError):
        built(**{field: Person("Kari", f"kari@kommune.test{steering}")})


@pytest.mark.parametrize("steering", STEERING)
@pytest.mark.parametrize("field", ["subject", "language", "message_id"])
def test_no_other_field_of_the_head_adds_a_header(built: Change, field: str, steering: str) -> None:
    with pytest.raises(UnsendableError):
        built(**{field: f"x{steering}"})


@pytest.mark.parametrize("steering", STEERING)
def test_no_file_name_or_type_adds_a_header(built: Change, steering: str) -> None:
    with pytest.raises(UnsendableError):
        built(attachments=(EncodedFile(filename=f"a{steering}.docx", media_type=WORD, content=b""),))
    with pytest.raises(UnsendableError):
        built(attachments=(EncodedFile(filename="a.docx", media_type=f"text/plain{steering}", content=b""),))


@pytest.mark.parametrize("field", ["text", "html"])
@pytest.mark.parametrize("left", [LINK, CODE, "\x00", "\r\n", "\ud800"])
def test_a_letter_with_marks_or_control_characters_never_goes_out(
    built: Change, field: str, left: str
) -> None:
    with pytest.raises(UnsendableError, match=r"(?i)" + field):
        built(**{field: f"Åpne her:\n{left}"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recipient", Person("Berit", "berit")),
        ("recipient", Person("Berit", "berit@agency.test, odd@nowhere.test")),
        ("recipient", Person("Berit", "<berit@agency.test>")),
        ("recipient", Person("Berit", "bærit@agency.test")),
        ("recipient", Person("Berit", "b" * 250 + "@agency.test")),
        ("message_id", "one@formserver.test"),
        ("message_id", "<one two@formserver.test>"),
        ("date", datetime(2027, 3, 23, 13, 12)),  # noqa: DTZ001 - naive on purpose
        ("attachments", (EncodedFile(filename="", media_type=WORD, content=b""),)),
        ("attachments", (EncodedFile(filename="ø" * 200, media_type=WORD, content=b""),)),
        ("attachments", (EncodedFile(filename="a.docx", media_type="word", content=b""),)),
    ],
)
def test_what_is_not_well_formed_is_refused(built: Change, field: str, value: object) -> None:
    with pytest.raises(UnsendableError):
        built(**{field: value})
