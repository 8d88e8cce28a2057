"""What Word could not open is seen in the filled-in document itself, whatever the check overlooked."""

import pytest

from formserver.documents.word import openable
from tests.documents.check import corpus

SOUND = corpus.file("x", rows=[["A", "B"], ["a", "b"]])
MARK = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'


def test_a_sound_document_has_no_fault() -> None:
    assert openable.faults(SOUND) == []


def test_a_document_that_word_opens_has_no_fault() -> None:
    controlled = corpus.table(("a", corpus.control(corpus.paragraph("b"))))

    found = openable.faults(corpus.body(SOUND, corpus.paragraph("x", inside=MARK) * 2 + controlled))

    assert found == []


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        ("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "w:tc"),
        ("<w:tbl><w:tr><w:tc><w:p/><w:tbl/></w:tc></w:tr></w:tbl>", "w:tc"),
        ("<w:tbl><w:tr/></w:tbl>", "w:tr"),
        ("<w:tbl/>", "w:tbl"),
    ],
)
def test_what_word_could_not_open_is_told_with_its_part(xml: str, told: str) -> None:
    found = openable.faults(corpus.body(SOUND, xml))

    assert [(one.kind, one.facts, one.place and one.place.part) for one in found] == [
        ("unsound", {"text": told}, "body")
    ]
