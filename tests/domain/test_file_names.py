"""Names of files that people save."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formserver.domain import file_names

DAY = date(2027, 4, 15)


def test_a_document_is_named_by_day_place_and_title() -> None:
    assert file_names.document_name(DAY, "Fossedal", "Notat") == "2027-04-15 Fossedal – Notat.docx"


def test_sami_letters_stay() -> None:
    name = file_names.document_name(DAY, "Kárášjohka", "Čielggadus ŋ đ š ŧ ž ï")

    assert name == "2027-04-15 Kárášjohka – Čielggadus ŋ đ š ŧ ž ï.docx"


@pytest.mark.parametrize(
    ("wished", "given"),
    [
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\Temp\\notat.docx", "C-Temp-notat.docx"),
        ('Vei: A/B "ny" <1>?.pdf', "Vei- A-B -ny- -1-.pdf"),
        ("  notat  \r\n2.docx. ", "notat 2.docx"),
        ("nul.txt", "nul_.txt"),
        ("CON", "CON_"),
        ("com1.tar.gz", "com1_.tar.gz"),
        ("console.txt", "console.txt"),
        ("gpj.\u202etxet.docx", "gpj.txet.docx"),
        ("nu\x00ll\ud800.docx", "null.docx"),
        ("", "_"),
        (" .. ", "_"),
        ("a\u030a.docx", "å.docx"),
    ],
)
def test_a_name_becomes_one_that_windows_allows(wished: str, given: str) -> None:
    assert file_names.safe_name(wished) == given


def test_a_long_name_is_cut_before_its_extension() -> None:
    name = file_names.safe_name("ø" * 300 + ".docx")

    assert name == "ø" * 87 + ".docx"


@given(st.text(max_size=400))
def test_any_name_is_short_visible_and_stays_the_same_when_made_safe_again(wished: str) -> None:
    name = file_names.safe_name(wished)

    assert 0 < len(name.encode()) <= file_names.LONGEST + 1
    assert not set(name) & set('<>:"/\\|?*\r\n\0')
    assert file_names.safe_name(name) == name
