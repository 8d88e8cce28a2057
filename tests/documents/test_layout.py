import pytest

from formserver.documents import layout, render
from formserver.documents.values import Anchor
from tests.support import word


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
