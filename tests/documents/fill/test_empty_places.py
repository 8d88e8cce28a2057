"""Whatever the answers leave empty, Word can open the document: nothing is there that its schema refuses."""

from collections.abc import Iterator

import pytest
from lxml import etree

from formserver.documents.fill import empty_places, reading_back, render
from formserver.documents.samples import sample_names
from formserver.documents.word import package, wordml
from tests.documents.check import corpus_rooms
from tests.documents.check.corpus import KNOWN, Case, body, control, file, paragraph, table
from tests.support import word

ANSWERS = [
    sample_names.values(KNOWN, rows=rows, times=times) | {"late": late}
    for rows in (0, 2)
    for times in (0, 1)
    for late in (True, False)
]


def lacking(root: etree._Element) -> Iterator[str]:
    """What Word would stumble over (ECMA-376 part 1, 17.4.65, 17.4.37, 17.4.78)."""
    for name in ("tc", "hdr", "ftr", "txbxContent"):
        for holder in root.iter(wordml.w(name)):
            if [one.tag for one in wordml.held(holder)][-1:] != [wordml.w("p")]:
                yield name
    for name, needed in (("tr", "tc"), ("tbl", "tr")):
        for holder in root.iter(wordml.w(name)):
            if holder.find(f".//{wordml.w(needed)}") is None:
                yield name


def roots(document: bytes) -> list[etree._Element]:
    members = package.unpack(document)
    return [wordml.parse(members[name]) for name in wordml.parts(members).named]


@pytest.mark.parametrize("case", corpus_rooms.SOUND, ids=lambda case: case.name)
def test_word_can_open_what_any_answers_leave(case: Case) -> None:
    documents = [render.render(case.template, names) for names in ANSWERS]

    assert [list(lacking(root)) for one in documents for root in roots(one) if any(lacking(root))] == []


def test_a_table_without_rows_is_left_out_and_what_stands_around_it_stays() -> None:
    template = body(file("before"), corpus_rooms.EACH + paragraph("after"))

    document = render.render(template, {"items": []})

    assert word.paragraphs(document) == ["before", "after"]
    assert "<w:tbl>" not in word.xml(document)


def test_a_cell_without_anything_gets_an_empty_paragraph_and_its_row_stays() -> None:
    template = body(file("x"), table(("A", corpus_rooms.VANISHING)) + paragraph("y"))

    document = render.render(template, {"late": False})

    assert word.paragraphs(document) == ["x", "A", "y"]
    assert word.xml(document).count("<w:tc>") == 2


def test_what_lacks_nothing_is_left_alone() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'
    whole = body(file("x"), paragraph("x", inside=mark) * 2 + table(("a", control(paragraph("b")))))

    mended = [empty_places.mend(root) for root in roots(whole)]

    assert not any(mended)
    assert reading_back.texts(whole)


@pytest.mark.parametrize(
    ("xml", "left"),
    [
        ("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
        (
            "<w:tbl><w:tr><w:tc><w:p/><w:tbl/></w:tc></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        ),
        ("<w:tbl><w:tr/></w:tbl>", ""),
        ("<w:tbl/>", ""),
    ],
)
def test_what_word_could_not_open_is_put_right(xml: str, left: str) -> None:
    root = wordml.parse(f'<w:body xmlns:w="{wordml.W}">{xml}</w:body>'.encode())

    assert empty_places.mend(root)

    assert "".join(etree.tostring(one).decode() for one in root).replace(f' xmlns:w="{wordml.W}"', "") == left
