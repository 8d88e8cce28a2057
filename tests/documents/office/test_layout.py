import sys
from pathlib import Path

import pytest

from formserver.documents.fill import render
from formserver.documents.names.values import Anchor, Picture
from formserver.documents.office import layout, programs
from formserver.documents.word import package
from tests.support import word
from tests.support.picture_files import png


def document() -> bytes:
    return render.render(
        word.template("{{r a }}first", *["line"] * 40, "{{r b }}last"),
        {"a": Anchor(name="a"), "b": Anchor(name="b")},
    )


@pytest.mark.office
def test_pages_of_bookmarks_are_counted_from_one() -> None:
    assert layout.pages(document()) == {"a": 1, "b": 2}


@pytest.mark.office
def test_a_document_becomes_a_tagged_pdf() -> None:
    pdf = layout.pdf(document())

    assert (pdf[:5], b"/MarkInfo" in pdf) == (b"%PDF-", True)


def test_without_libreoffice_there_are_no_pages_and_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert layout.pages(document()) == {}


@pytest.mark.office
def test_a_layout_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LIMIT", 0.05)

    with pytest.raises(layout.LayoutFailedError):
        layout.pdf(document())
    assert layout.pages(document()) == {}


POSTSCRIPT = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n%%EOF"
PICTURE = Picture(content=png(), media_type="image/png", alt="", width=9, height=9)


@pytest.mark.office
def test_nobody_runs_what_a_picture_says_in_postscript(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("gs", "pstoedit", "convert"):
        (tmp_path / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    members = package.unpack(render.render(word.template("{{r a }}"), {"a": PICTURE}))
    drawn = next(name for name, content in members.items() if content == PICTURE.content)

    layout.pdf(package.repack({**members, drawn: POSTSCRIPT}))

    assert not (tmp_path / "ran").exists()


def test_a_program_that_takes_too_much_memory_ends_by_itself() -> None:
    hungry = "import sys; bytearray(int(sys.argv[1]) * 1024)"

    ended = [programs.run([sys.executable, "-c", hungry, str(kib)], 60) for kib in (1, programs.MEMORY)]

    assert ended == [0, 1]


def test_programs_that_read_documents_know_nothing_of_our_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FORMSERVER_MAIL_PASSWORD", "hemmelig")
    monkeypatch.setenv("ANOTHER", "open")

    programs.run(["sh", "-c", f"env > {tmp_path}/known"], 10)

    known = (tmp_path / "known").read_text(encoding="utf-8")
    assert "ANOTHER=open" in known
    assert "hemmelig" not in known
