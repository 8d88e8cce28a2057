"""The Word templates of the regional planning forum: sound, editable, complete, and accepted by Word."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from doc_templates.regionalt_planforum import build_templates
from formserver import definitions
from formserver.documents.check import inspection, run_check
from formserver.documents.check.check_task import Task
from formserver.documents.fill import render
from formserver.documents.names import process_names
from formserver.documents.packet import packet_names
from formserver.documents.word import package
from formserver.domain.packet import Packet
from tests.ooxml.validator import Validator
from tests.support import office, planforum, word

DEFINITION = definitions.load(planforum.FOLDER)
PROCESS = DEFINITION.process
LANGUAGES = ("nb", "nn")
every_template = pytest.mark.parametrize(
    ("document", "language"), [(kind.key, language) for kind in PROCESS.documents for language in LANGUAGES]
)


def texts(packet: Packet) -> Iterator[str]:
    """What its items are called, and every text that was answered to them; of one party, only its own."""
    if packet.kind.form == PROCESS.answering_form.key:
        packet = packet_names.only_of_party(packet)
    for item in [item for theme in packet.themes for item in theme.items]:
        yield str(item.item.value("point"))
        for cell in item.cells:
            yield from (text for key, text in cell.values.items() if key != PROCESS.answering_form.verdict)


def test_every_document_has_its_script() -> None:
    assert list(build_templates.DOCUMENTS) == [kind.key for kind in PROCESS.documents]


@every_template
def test_a_shipped_template_passes_its_check(document: str, language: str) -> None:
    template, kind = DEFINITION.template(document, language), PROCESS.document(document)

    found = run_check.check(
        template, process_names.in_document(PROCESS, document), language=language, requires=kind.requires
    )

    assert found == []


@every_template
def test_a_shipped_template_is_what_the_script_beside_it_makes(document: str, language: str) -> None:
    again = build_templates.DOCUMENTS[document](language, build_templates.words(language)).bytes()

    assert package.unpack(again) == package.unpack(DEFINITION.template(document, language))


@every_template
def test_a_document_says_everything_and_its_links_lead_somewhere(
    document: str, language: str, tmp_path: Path
) -> None:
    packet = planforum.packet(tmp_path, document, language)

    made = render.render(DEFINITION.template(document, language), packet_names.in_template(packet))

    said = word.body(made)
    written = list(texts(packet))
    assert written
    assert [text for text in written if text not in said] == []
    assert word.dangling_links(made) == set()


@every_template
def test_a_document_is_accessible_and_says_that_nothing_binds(
    document: str, language: str, tmp_path: Path
) -> None:
    packet = planforum.packet(tmp_path, document, language)

    members = package.unpack(
        render.render(DEFINITION.template(document, language), packet_names.in_template(packet))
    )

    body = members["word/document.xml"].decode()
    footers = [content.decode() for name, content in members.items() if name.startswith("word/footer")]
    assert f'<w:lang w:val="{language}-NO"' in members["word/styles.xml"].decode()
    assert re.search(r"<dc:title>[^<{]+</dc:title>", members["docProps/core.xml"].decode())
    assert body.count("<w:tbl>") == body.count("<w:tblHeader/>") == body.count("<w:tblDescription") > 0
    assert all(build_templates.words(language).not_binding in one for one in footers)


@every_template
@pytest.mark.office
@pytest.mark.validator
def test_word_accepts_the_template_and_its_documents_also_after_libreoffice_saved_it(
    document: str, language: str, ooxml: Validator, tmp_path: Path
) -> None:
    path = planforum.FOLDER / PROCESS.document(document).templates[language]
    saved = office.save_again(path, tmp_path).read_bytes()
    packet = planforum.packet(tmp_path / "instance", document, language)
    ours, theirs = tmp_path / "ours.docx", tmp_path / "theirs.docx"
    ours.write_bytes(render.render(path.read_bytes(), packet_names.in_template(packet)))
    theirs.write_bytes(render.render(saved, packet_names.in_template(packet)))

    assert [ooxml.findings(one) for one in (path, ours, theirs)] == [[], [], []]
    task = Task(template=saved, known=process_names.in_document(PROCESS, document), language=language)
    assert inspection.findings(task) == []
    assert word.body(theirs.read_bytes()) == word.body(ours.read_bytes())
