"""LibreOffice and the validator tell a Word file that is whole from one that is not."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement

from tests.ooxml.validator import Validator
from tests.support import office


@pytest.fixture
def document(tmp_path: Path) -> Path:
    word = docx.Document()
    word.add_heading("Čálli šaddá")
    word.add_page_break()
    word.add_paragraph("Side to")
    word.save(str(tmp_path / "note.docx"))
    return tmp_path / "note.docx"


def test_a_word_file_can_be_saved_again_and_seen_page_by_page(document: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    saved = office.save_again(document, folder)
    pictures = office.pictures(saved, folder)

    assert [page.split() for page in office.text(saved, folder).split("\f")] == [
        ["Čálli", "šaddá"],
        ["Side", "to"],
        [],
    ]
    assert [picture.read_bytes()[:4] for picture in pictures] == [b"\x89PNG"] * 2


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(office.ConversionFailedError):
        office.pdf(tmp_path / "no-such-file.docx", tmp_path / "empty")


def test_the_validator_accepts_what_is_right_and_names_what_is_wrong(
    ooxml: Validator, document: Path
) -> None:
    assert ooxml.findings(document) == []

    word = docx.Document(str(document))
    word.paragraphs[0]._p.append(OxmlElement("w:tbl"))
    word.save(str(document))

    (finding,) = ooxml.findings(document)
    assert finding.startswith(
        "/word/document.xml /w:document[1]/w:body[1]/w:p[1]: The element has invalid child"
    )


def test_the_validator_sees_a_member_that_stands_twice(ooxml: Validator, document: Path) -> None:
    with zipfile.ZipFile(document, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("word/document.xml", package.read("word/document.xml"))

    assert "word/document.xml stands 2 times in the zip" in ooxml.findings(document)


def test_the_validator_says_when_a_file_is_no_word_file(ooxml: Validator, tmp_path: Path) -> None:
    (tmp_path / "junk.docx").write_bytes(b"junk")

    assert ooxml.findings(tmp_path / "junk.docx") == ["Error: File contains corrupted data."]
