"""What organisers type: understood in several shapes, refused in words, and never lost."""

from datetime import UTC, date, datetime, time

import pytest
from werkzeug.datastructures import MultiDict

from formserver.forms.accounts import AccountForm, CodeForm
from formserver.forms.planning import MeetingForm, OverrideForm
from formserver.forms.planning_parties import ContactForm

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
GOOD = {"day": "15.04.2027", "start": "10.00", "end": "14.30"}


def meeting_form(**typed: str) -> MeetingForm:
    form = MeetingForm(MultiDict(GOOD | typed), language="nb", now=NOW)
    form.validate()
    return form


@pytest.mark.parametrize("typed", ["15.04.2027", "15.4.2027", " 15. 04. 2027 ", "15/4/2027", "2027-04-15"])
def test_a_day_is_understood_in_the_ways_people_write_it(typed: str) -> None:
    form = meeting_form(day=typed)

    assert (form.day.data, form.faults) == (date(2027, 4, 15), [])


@pytest.mark.parametrize("typed", ["9.30", "09.30", "09:30", "kl. 9.30"])
def test_a_time_is_understood_in_the_ways_people_write_it(typed: str) -> None:
    form = meeting_form(start=typed)

    assert (form.start.data, form.faults) == (time(9, 30), [])


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "Fyll ut «Møtedag»"),
        ("snart", "Skriv datoen slik: 15.04.2027"),
        ("15.04", "Skriv datoen slik: 15.04.2027"),
        ("31.02.2027", "31.02.2027 finnes ikke i kalenderen. Skriv en annen dato."),
        ("15.04.9999", "15.04.9999 finnes ikke i kalenderen. Skriv en annen dato."),
        ("28.02.2027", "28.02.2027 er passert. Velg en senere møtedag."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_stays_in_the_field(typed: str, fault: str) -> None:
    form = meeting_form(day=typed)

    assert (form.faults, form.day.typed) == ([("day", fault)], typed)


@pytest.mark.parametrize("typed", ["25.00", "10.60", "ti", "10.0", "-1.00"])
def test_a_time_that_cannot_be_is_refused(typed: str) -> None:
    form = meeting_form(start=typed)

    assert form.faults == [("start", "Skriv klokkeslettet slik: 10.00")]


@pytest.mark.parametrize("end", ["10.00", "09.59"])
def test_a_meeting_ends_after_it_starts(end: str) -> None:
    form = meeting_form(end=end)

    assert form.faults == [("end", "Møtet må slutte etter at det starter, kl. 10.00")]


def test_a_meeting_may_be_later_today_but_not_earlier() -> None:
    later, earlier = meeting_form(day="01.03.2027", start="10.01"), meeting_form(day="01.03.2027")

    assert later.faults == []
    assert earlier.faults == [("day", "01.03.2027 er passert. Velg en senere møtedag.")]


def test_faults_are_told_in_the_language_of_the_page() -> None:
    form = MeetingForm(MultiDict(GOOD | {"day": ""}), language="nn", now=NOW)

    form.validate()

    assert form.faults == [("day", "Fyll ut «Møtedag»")]


@pytest.mark.parametrize(
    "typed",
    ["Plan & bygg <jord> {{ 7 }} «æøå» 😀", "č đ ŋ š ŧ ž ï", "Møterom\u00a02", "=2+2", "x" * 300],
)
def test_valid_text_comes_through_whole(typed: str) -> None:
    form = meeting_form(place=typed)

    assert (form.place.data, form.faults) == (typed, [])


@pytest.mark.parametrize("typed", ["null\x00", "klokke\x07", "halv\ud800", "ikke\uffff", "escape\x1b[31m"])
def test_characters_that_cannot_be_kept_are_refused(typed: str) -> None:
    form = meeting_form(place=typed)

    assert form.faults == [
        (
            "place",
            "«Sted» har tegn som ikke kan lagres. Skriv teksten på nytt, eller lim den inn uten formatering.",
        )
    ]


def test_a_text_that_is_too_long_says_by_how_much() -> None:
    form = meeting_form(practical="a" * 100_000)

    assert form.faults == [
        ("practical", "Kort ned «Praktisk informasjon» med 98000 tegn. Grensen er 2000 tegn.")
    ]


def test_lines_pasted_from_word_stay_lines_and_nothing_hidden_is_left() -> None:
    form = meeting_form(practical="en\r\nto\x0btre\u2028fire  ")

    assert form.practical.data == "en\nto\ntre\nfire"


def test_a_line_break_in_a_field_of_one_line_becomes_a_space() -> None:
    form = meeting_form(place="Bcc: alle\r\nRådhuset")

    assert form.place.data == "Bcc: alle Rådhuset"


@pytest.mark.parametrize(
    "typed",
    [
        "kari",
        "kari@",
        "kari@kommune",
        "kåri@kommune.no",
        "a b@kommune.no",
        "Kari <kari@kommune.no>",
        "a@b.no,c@d.no",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    form = AccountForm(MultiDict({"email": typed, "reads": "nb"}), language="nb")

    form.validate()

    assert form.faults == [("email", "Skriv e-postadressen slik: navn@kommune.no")]


def test_an_address_is_stored_in_the_form_that_every_mail_server_takes() -> None:
    form = AccountForm(MultiDict({"email": " Kari@BLÅBÆR.no ", "reads": "nb"}), language="nb")

    assert form.validate()
    assert form.email.data == "Kari@xn--blbr-roah.no"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12345678", "12345678"),
        ("12 34 56 78", "12 34 56 78"),
        ("+47 12-34-56-78", "+47 12 34 56 78"),
        ("", ""),
    ],
)
def test_a_phone_number_keeps_its_grouping(typed: str, kept: str) -> None:
    form = AccountForm(MultiDict({"email": "a@b.no", "phone": typed, "reads": "nb"}), language="nb")

    assert form.validate()
    assert form.phone.data == kept


@pytest.mark.parametrize("typed", ["1234567", "123456789", "+47", "ring meg", "+4712345678901234", "+"])
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    form = AccountForm(MultiDict({"email": "a@b.no", "phone": typed, "reads": "nb"}), language="nb")

    form.validate()

    assert form.faults == [("phone", "Skriv telefonnummeret med åtte siffer, eller med + og landkode")]


@pytest.mark.parametrize("language", ["", "tlh", "nb'--"])
def test_only_a_language_that_was_offered_can_be_chosen(language: str) -> None:
    form = AccountForm(MultiDict({"email": "a@b.no", "reads": language}), language="nb")

    form.validate()

    assert form.faults == [("reads", "Velg ett svar på «Språk»")]


@pytest.mark.parametrize("typed", ["482913", "482 913", " 482-913 "])
def test_a_code_may_be_grouped(typed: str) -> None:
    form = CodeForm(MultiDict({"code": typed}), language="nb")

    assert form.validate()
    assert form.code.data == "482913"


@pytest.mark.parametrize("typed", ["48291", "4829133", "kode", "٤٨٢٩١٣"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    form = CodeForm(MultiDict({"code": typed}), language="nb")

    assert not form.validate()


def test_two_contacts_of_a_party_do_not_share_an_address() -> None:
    typed = MultiDict({"name": "Tuva", "email": "Berit@Etat.no", "reads": "nb"})
    form = ContactForm(typed, language="nb", taken=frozenset({"berit@etat.no"}))

    form.validate()

    assert form.faults == [("email", "Berit@etat.no står der fra før. Ta bort den ene.")]


def test_a_deadline_set_by_hand_is_a_moment_in_oslo() -> None:
    form = OverrideForm(MultiDict({"day": "26.03.2027", "clock": "15.30", "reason": "Påske"}), language="nb")

    assert form.validate()
    assert form.at.isoformat() == "2027-03-26T15:30:00+01:00"
