import zipfile
from io import BytesIO

import pytest

from formserver.domain import media_types
from formserver.domain.refusals import FileRefused
from formserver.forms import uploads


def zipped(**members: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def spoilt(method: int, place: int) -> bytes:
    """A zip whose directory is whole and whose member cannot be unpacked from a place on."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("word/document.xml", "".join(map(str, range(999))))
    whole, start = made.getvalue(), 30 + len("word/document.xml") + place
    return whole[:start] + b"\xff" * 20 + whole[start + 20 :]


GOOD = {
    "kart.pdf": b"%PDF-1.7 ...",
    "notat.docx": zipped(word__document_xml=b"<w/>"),
    "tall.xlsx": zipped(xl__workbook_xml=b"<w/>"),
    "foiler.pptx": zipped(ppt__presentation_xml=b"<w/>"),
    "notat.odt": zipped(mimetype=b"application/vnd.oasis.opendocument.text"),
    "tall.ods": zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "foiler.odp": zipped(mimetype=b"application/vnd.oasis.opendocument.presentation"),
    "kart.png": b"\x89PNG\r\n\x1a\n...",
    "kart.JPG": b"\xff\xd8\xff...",
    "kart.jpeg": b"\xff\xd8\xff...",
    "liste.csv": "navn;tall\r\nÅse;3".encode(),
    "gammel.txt": "bokmål og nynorsk: æøå".encode("cp1252"),
}


@pytest.mark.parametrize(("name", "content"), GOOD.items())
def test_a_file_is_taken_when_its_content_is_what_its_name_says(name: str, content: bytes) -> None:
    assert uploads.checked_name(name, content) == name


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("virus.exe", b"MZ...", "type"),
        ("kart.pdf", b"MZ...", "type"),
        ("notat.docx", b"%PDF-1.7", "type"),
        ("notat.docx", zipped(xl__workbook_xml=b"<w/>"), "type"),
        ("notat.odt", zipped(mimetype=b"text/plain"), "type"),
        ("notat.docx", spoilt(zipfile.ZIP_DEFLATED, 0), "type"),
        ("notat.docx", spoilt(zipfile.ZIP_BZIP2, 4), "type"),
        ("notat.docx", spoilt(zipfile.ZIP_LZMA, 4), "type"),
        ("uten-ending", b"tekst", "type"),
        ("bilde.svg", b"<svg/>", "type"),
        ("side.html", b"<p>", "type"),
        ("kart.png", b"", "empty"),
        ("liste.txt", b"a\x00b", "type"),
        ("_.pdf", b"%PDF-1.7", "name"),
        ("", b"%PDF-1.7", "name"),
    ],
)
def test_other_files_are_refused_with_the_reason(name: str, content: bytes, why: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        uploads.checked_name(name, content)

    assert refusal.value.facts["why"] == why


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Brukere\\kari\\Kart.pdf", "Kart.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("Oversikt ČĐŊŠŦŽ.pdf", "Oversikt ČĐŊŠŦŽ.pdf"),
        ("rar\r\nSet-Cookie: x.pdf", "rar Set-Cookie- x.pdf"),
        ('a<b>"c|.pdf', "a-b-c-.pdf"),
        ("con.pdf", "con_.pdf"),
    ],
)
def test_odd_names_are_kept_as_far_as_a_disk_can_hold_them(name: str, kept: str) -> None:
    assert uploads.checked_name(name, b"%PDF-1.7") == kept


def test_every_type_that_is_taken_has_a_media_type() -> None:
    assert set(uploads.TYPES) == set(media_types.BY_ENDING)
