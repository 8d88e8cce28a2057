"""Small Word files for tests: a template from a few paragraphs, a file changed where a test wants it."""

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from docx import Document

from formserver.documents.fill import reading_back
from formserver.documents.word import package, wordml

BODY = "word/document.xml"


def template(
    *paragraphs: str, header: str = "", title: str = "", rows: Sequence[Sequence[str]] = ()
) -> bytes:
    """A Word file with these paragraphs, then a table of these rows; tabs in a text become tabs."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.core_properties.title = title
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def changed(packed: bytes, change: Callable[[str], str], member: str = BODY) -> bytes:
    """The file with one member rewritten as text."""
    members = package.unpack(packed)
    return package.repack({**members, member: change(members[member].decode()).encode()})


def with_members(packed: bytes, more: Mapping[str, bytes]) -> bytes:
    """The file with members added."""
    return package.repack({**package.unpack(packed), **more})


def body(packed: bytes) -> str:
    """The text of the body, a line a paragraph; empty paragraphs and the last line break left out."""
    said = reading_back.said(wordml.parse(package.unpack(packed)[BODY]))
    return "\n".join(line for line in said.split("\n") if line.strip())


def xml(packed: bytes, member: str = BODY) -> str:
    """A member as text."""
    return package.unpack(packed)[member].decode()


def paragraphs(packed: bytes) -> list[str]:
    """The text of each paragraph of the body, line breaks within it as they are; empty ones left out."""
    root = wordml.parse(package.unpack(packed)[BODY])
    said = (reading_back.said(paragraph).removesuffix("\n") for paragraph in root.iter(wordml.w("p")))
    return [text for text in said if text]


def dangling_links(packed: bytes) -> set[str]:
    """The places that links lead to and that are not there."""
    text = xml(packed)
    return set(re.findall(r'w:anchor="([^"]+)"', text)) - set(bookmarks(packed))


def bookmarks(packed: bytes) -> list[str]:
    """The names of all bookmarks, in order."""
    return re.findall(r'<w:bookmarkStart[^>]*w:name="([^"]+)"', xml(packed))
