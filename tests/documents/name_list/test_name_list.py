import itertools
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from formserver.documents.check import inspection, run_check
from formserver.documents.check.check_task import Task
from formserver.documents.fill import render
from formserver.documents.name_list import name_rows
from formserver.documents.name_list.name_blocks import NameRow
from formserver.documents.names import process_names
from formserver.documents.names.process_names import LeafKind
from formserver.documents.samples import sample_names
from formserver.documents.word import package
from tests.ooxml.validator import Validator
from tests.support import packets, word

DOCUMENTS = [document.key for document in packets.PROCESS.documents]
every_list = pytest.mark.parametrize(
    ("document", "language"), list(itertools.product(DOCUMENTS, ("nb", "nn", "en")))
)


def rows(document: str = "packet", language: str = "nb") -> dict[str, NameRow]:
    return {row.name: row for row in name_rows.rows(packets.PROCESS, document, language)}


@cache
def written(document: str, language: str) -> bytes:
    return name_rows.word_file(packets.PROCESS, document, language)


@every_list
def test_every_name_of_a_document_stands_in_its_list_and_no_other(document: str, language: str) -> None:
    known = [name for name, _ in process_names.dotted(process_names.in_document(packets.PROCESS, document))]

    listed = [row.name for row in name_rows.rows(packets.PROCESS, document, language)]

    assert sorted(listed) == sorted(known)


def test_a_name_of_a_list_is_told_with_the_loops_that_lead_to_it() -> None:
    row = rows()["themes[].items[].background"]

    assert row == NameRow(
        name="themes[].items[].background",
        tag="{{ item.background }}",
        kind=LeafKind.TEXT,
        explanation="Bakgrunn",
        sample="Her står svaret på «Bakgrunn». Det er vanlig tekst, slik den …",
        group="Punktene i temaet",
        loops=("for theme in themes", "for item in theme.items"),
    )


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("dialog.title", "{{ dialog.title }}"),
        ("responses[].late", "{% if response.late %}…{% endif %}"),
        ("themes[].anchor", "{{r theme.anchor }}"),
        ("matrix.tables[].themes[].rows[].link", "{{r row.link }}"),
        ("contents[].page", "{{r line.page }}"),
    ],
)
def test_each_kind_of_name_is_written_as_it_works(name: str, tag: str) -> None:
    assert rows()[name].tag == tag


def test_explanations_and_samples_are_in_the_language_of_the_reader() -> None:
    said = [
        (row.explanation, row.sample) for row in (rows(language=one)["dialog.when"] for one in ("nn", "en"))
    ]

    assert said == [
        ("Dag og klokkeslett for møtet", "torsdag 15. april 2027 kl. 10.00–14.30"),
        ("Day and time of the meeting", "Thursday 15 April 2027, 10:00–14:30"),
    ]


def test_a_sample_comes_from_the_first_row_that_has_one() -> None:
    assert rows()["attachments[].address"].sample == "https://www.example.no/plan"


@every_list
def test_the_word_file_is_itself_a_template_without_faults(document: str, language: str) -> None:
    file = written(document, language)

    known = process_names.in_document(packets.PROCESS, document)
    assert run_check.errors(inspection.findings(Task(template=file, known=known, language=language))) == []


def test_every_tag_stands_in_the_word_file_as_it_is_to_be_copied() -> None:
    file = written("packet", "nb")

    lines = word.body(file).split("\n")
    assert [row.tag for row in rows().values() if row.tag not in lines] == []
    assert lines.count("{%p for item in theme.items %}") == 1
    assert sum(line.startswith("{%p for") for line in lines) == lines.count("{%p endfor %}") > 10


def test_the_word_file_filled_in_shows_the_values_of_the_preview() -> None:
    file = written("note", "nb")

    filled = render.render(file, sample_names.shown(packets.PROCESS, "note", "nb"))

    assert "Felles arealplan for grensa mellom kommunene" in word.body(filled)


@pytest.mark.parametrize(("language", "region"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_word_file_has_language_title_headings_and_head_rows(language: str, region: str) -> None:
    file = written("response", language)

    document = Document(BytesIO(file))
    assert document.core_properties.title == document.paragraphs[0].text
    assert f'w:val="{region}"' in word.xml(file, "word/styles.xml")
    assert {one.style.name for one in document.paragraphs} >= {"Title", "Heading 1", "Heading 2", "Code"}
    assert word.xml(file).count("<w:tblHeader/>") == len(document.tables) > 10


def test_the_word_file_is_called_after_its_document() -> None:
    titles = [Document(BytesIO(written(one, "nb"))).core_properties.title for one in DOCUMENTS]

    assert titles == [
        "Koder til Word-malen: Notat",
        "Koder til Word-malen: Innledende respons",
        "Koder til Word-malen: Dokumentpakke",
        "Koder til Word-malen: Tillegg til dokumentpakken",
    ]


def test_the_word_file_names_no_program_as_its_author() -> None:
    core = package.unpack(written("note", "nb"))["docProps/core.xml"].decode()

    assert "python-docx" not in core


@pytest.mark.validator
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_word_file_is_accepted_by_the_validator(document: str, ooxml: Validator, tmp_path: Path) -> None:
    path = tmp_path / "names.docx"
    path.write_bytes(written(document, "nb"))

    assert ooxml.findings(path) == []
