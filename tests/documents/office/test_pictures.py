import os
import struct
from pathlib import Path

import pytest

from formserver.documents.office import layout, page_pictures
from formserver.documents.office.page_pictures import NoPicturesError, NoPicturesReason
from tests.support import word

TWO_PAGES = word.changed(
    word.template("en", "to"),
    lambda xml: xml.replace("<w:t>to", '<w:br w:type="page"/><w:t>to'),
)


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG, from its first chunk."""
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def refused(document: bytes = TWO_PAGES) -> NoPicturesReason:
    with pytest.raises(NoPicturesError) as fault:
        page_pictures.pages(document)
    return fault.value.why


@pytest.mark.office
def test_every_page_becomes_a_picture_in_order() -> None:
    drawn = page_pictures.pages(TWO_PAGES, longest=440)

    assert [size(page) for page in drawn.sheets] == [(340, 440), (340, 440)]
    assert drawn.sheets[0] != drawn.sheets[1]


@pytest.mark.office
def test_a_page_as_large_as_a_house_becomes_no_larger_a_picture() -> None:
    house = word.changed(TWO_PAGES, lambda xml: xml.replace('w:w="12240"', 'w:w="3000000"'))

    assert size(page_pictures.pages(house, longest=440, most=1).sheets[0])[0] == 440


@pytest.mark.office
@pytest.mark.parametrize(("most", "sheets", "more"), [(1, 1, True), (2, 2, False)])
def test_no_more_pages_are_drawn_than_were_asked_for_and_that_there_are_more_is_told(
    most: int, sheets: int, more: bool
) -> None:
    drawn = page_pictures.pages(TWO_PAGES, longest=220, most=most)

    assert (len(drawn.sheets), drawn.more) == (sheets, more)


def test_without_libreoffice_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert (page_pictures.possible(), refused()) == (
        NoPicturesReason.NO_LIBREOFFICE,
        NoPicturesReason.NO_LIBREOFFICE,
    )


def test_without_poppler_the_reason_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path / "soffice", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert (page_pictures.possible(), refused()) == (NoPicturesReason.NO_POPPLER, NoPicturesReason.NO_POPPLER)


@pytest.mark.office
def test_what_libreoffice_cannot_open_has_no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LIMIT", 0.05)

    assert refused() is NoPicturesReason.FAILED


@pytest.mark.office
def test_a_drawing_that_takes_too_long_is_ended_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    program(tmp_path / "pdftoppm", f"exec 9>{tmp_path}/pipe; (sleep 3; echo alive >&9) & wait")
    pipe = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(page_pictures, "LIMIT", 0.2)

    why = refused()

    os.set_blocking(pipe, True)
    assert (why, os.read(pipe, 10)) == (NoPicturesReason.FAILED, b"")
    os.close(pipe)


@pytest.mark.office
def test_a_drawing_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path / "pdftoppm", "exit 3")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    assert refused() is NoPicturesReason.FAILED


def program(path: Path, does: str) -> None:
    """A stand-in for a program of the machine."""
    path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    path.chmod(0o755)
