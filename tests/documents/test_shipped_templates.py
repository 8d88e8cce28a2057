"""The Word templates of the opportunity dialogue: sound, editable, complete, and accepted by Word."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from doc_templates.mulighetsdialog import build_templates
from formserver.documents.check import inspection, run_check
from formserver.documents.check.check_task import Task
from formserver.documents.fill import render
from formserver.documents.names import process_names
from formserver.documents.office import layout
from formserver.documents.packet import packet_names
from formserver.documents.word import package, wordml
from formserver.domain.packet import Packet
from tests.ooxml.validator import Validator
from tests.support import office, packets, word

DOCUMENTS = ("note", "response", "packet", "supplement")
LANGUAGES = ("nb", "nn")
every_template = pytest.mark.parametrize(
    ("document", "language"), [(document, language) for document in DOCUMENTS for language in LANGUAGES]
)
HOSTILE = 'Plan & bygg <jord> "x" {{ secret }} {% if %}\n\n- Čáŋŋá đŋŧž 😀\n- {_{ }_}\x00\ud800'


def made(packet: Packet, template: bytes | None = None) -> bytes:
    return render.render(
        template or packets.template(packet.kind.key, packet.language), packet_names.in_template(packet)
    )


def without_page_numbers(packed: bytes) -> str:
    return re.sub(r"\d+", "", word.body(packed))


@pytest.fixture(scope="session")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, str], bytes]]:
    """Each shipped template as LibreOffice writes it after opening it."""
    folder = tmp_path_factory.mktemp("saved")
    saved = {}
    for document in DOCUMENTS:
        for language in LANGUAGES:
            path = packets.FOLDER / packets.PROCESS.document(document).templates[language]
            saved[document, language] = office.save_again(path, folder).read_bytes()
    return saved


@every_template
def test_a_shipped_template_passes_its_check(document: str, language: str) -> None:
    kind = packets.PROCESS.document(document)
    known = process_names.in_document(packets.PROCESS, document)

    found = run_check.check(
        packets.template(document, language), known, language=language, requires=kind.requires
    )

    assert found == []


@every_template
def test_a_shipped_template_is_what_the_script_beside_it_makes(document: str, language: str) -> None:
    again = build_templates.DOCUMENTS[document](language, build_templates.words(language)).bytes()

    assert package.unpack(again) == package.unpack(packets.template(document, language))


@every_template
@pytest.mark.office
def test_a_template_saved_by_libreoffice_still_gives_the_same_document(
    document: str, language: str, saved_by_libreoffice: dict[tuple[str, str], bytes]
) -> None:
    packet = packets.packet(document, language, responders=6, silent=1)
    saved = saved_by_libreoffice[document, language]

    ours, theirs = made(packet), made(packet, saved)

    task = Task(template=saved, known=process_names.in_document(packets.PROCESS, document), language=language)
    assert inspection.findings(task) == []
    assert word.body(theirs) == word.body(ours)
    assert (word.dangling_links(ours), word.dangling_links(theirs)) == (set(), set())


@every_template
@pytest.mark.office
@pytest.mark.validator
def test_documents_are_accepted_by_the_validator_from_our_template_and_from_the_saved_one(
    document: str,
    language: str,
    saved_by_libreoffice: dict[tuple[str, str], bytes],
    ooxml: Validator,
    tmp_path: Path,
) -> None:
    packet = packets.packet(
        document, language, responders=8, silent=2, hosts=2, changes={"background": HOSTILE}
    )
    ours, theirs = tmp_path / "ours.docx", tmp_path / "theirs.docx"
    ours.write_bytes(made(packet))
    theirs.write_bytes(made(packet, saved_by_libreoffice[document, language]))

    assert (ooxml.findings(ours), ooxml.findings(theirs)) == ([], [])


@pytest.mark.validator
@every_template
def test_a_template_itself_is_accepted_by_the_validator(
    document: str, language: str, ooxml: Validator
) -> None:
    path = packets.FOLDER / packets.PROCESS.document(document).templates[language]

    assert ooxml.findings(path) == []


@pytest.mark.parametrize("responders", [1, 2, 3, 4, 6, 7, 8])
def test_every_answer_stands_in_the_packet_and_every_link_leads_somewhere(responders: int) -> None:
    packet = packets.packet(responders=responders)

    document = made(packet)

    said = word.body(document)
    values = [
        text for item in packet.asking.content.items for text in item.values.values() if isinstance(text, str)
    ]
    answers = [
        cell.values["assessment"]
        for theme in packet.themes
        for one in theme.items
        for cell in one.cells
        if cell.values
    ]
    assert [text for text in answers if text not in said] == []
    assert [text for text in values if len(text) > 20 and text not in said] == []
    assert word.dangling_links(document) == set()
    assert len(word.bookmarks(document)) == len(set(word.bookmarks(document)))


def test_hostile_answers_arrive_whole_in_the_packet() -> None:
    document = made(packets.packet(changes={"background": HOSTILE, "outcome": HOSTILE * 50}))

    said = word.body(document)
    assert said.count('Plan & bygg <jord> "x" {{ secret }} {% if %}') == 8 * 51
    assert said.count("- Čáŋŋá đŋŧž 😀\n- {_{ }_}\ufffd") == 8 * 51


@pytest.mark.parametrize(("responders", "lying"), [(3, 0), (4, 1), (8, 1)])
def test_the_matrix_lies_down_from_four_responders(responders: int, lying: int) -> None:
    document = made(packets.packet(responders=responders))

    assert word.xml(document).count('w:orient="landscape"') == lying


def test_not_answered_is_kept_apart_from_not_asked() -> None:
    said = word.body(made(packets.packet(silent=1)))

    assert "Foreløpig vurdering\tIkke besvart innen fristen" in said
    assert "Ikke spurt\tStatsforvalteren i Fjellheim" in said


@every_template
def test_every_footer_says_that_nothing_binds_and_which_page_it_is(document: str, language: str) -> None:
    words = build_templates.words(language)
    members = package.unpack(made(packets.packet(document, language, responders=4)))

    footers = [content.decode() for name, content in members.items() if name.startswith("word/footer")]
    sections = members["word/document.xml"].decode().count("<w:footerReference")
    assert all(words.not_binding in one and " PAGE " in one and " NUMPAGES " in one for one in footers)
    assert sections == members["word/document.xml"].decode().count("<w:sectPr")


@every_template
def test_a_document_is_accessible(document: str, language: str) -> None:
    packed = made(packets.packet(document, language, responders=4))

    members = package.unpack(packed)
    body = members["word/document.xml"].decode()
    assert f'<w:lang w:val="{language}-NO"' in members["word/styles.xml"].decode()
    assert re.search(r"<dc:title>[^<{]+</dc:title>", members["docProps/core.xml"].decode())
    assert body.count("<w:tbl>") == body.count("<w:tblHeader/>") == body.count("<w:tblCaption") > 0
    assert body.count("<w:tblDescription") == body.count("<w:tbl>")
    assert "txbxContent" not in body
    assert '<w:pStyle w:val="Heading1"/>' in body


@every_template
def test_no_paragraph_is_formatted_by_hand(document: str, language: str) -> None:
    root = wordml.parse(package.unpack(made(packets.packet(document, language)))["word/document.xml"])

    by_hand = {child.tag for properties in root.iter(wordml.w("rPr")) for child in properties} - {
        wordml.w("rStyle")
    }
    assert by_hand == set()


def test_a_supplement_holds_only_what_is_new_and_names_the_packet() -> None:
    packet = packets.packet("supplement", silent=1)

    said = word.body(made(packet))

    assert "Tillegg nr. 1 til dokumentpakke nr. 1" in said
    assert "Innledende respons\tFjellheim fylkeskommune" in said.replace("\n", "\t")
    assert "Fossedal er en fjellkommune" not in said


def test_a_supplement_with_a_corrected_note_tells_the_note_and_its_questions() -> None:
    packet = packets.packet("supplement", silent=2)
    fact = dataclasses.replace(packet.asking.fact, id=50, number=2)
    packet = dataclasses.replace(packet, asking=dataclasses.replace(packet.asking, fact=fact))

    said = word.body(made(packet))

    assert "Notat, rettet\nFossedal kommune" in said
    assert "Fossedal er en fjellkommune" in said
    assert "Til Fjellheim fylkeskommune: Kan vi avsette områder" in said


def test_the_contents_list_has_links_and_no_numbers_where_nobody_lays_out() -> None:
    document = made(packets.packet())

    lines = word.body(document).split("Innhold\n")[1].split("\n")[:3]
    assert lines == ["Program og deltakere", "\tProgram", "\tDeltakere"]
    assert "PAGEREF" not in word.xml(document)


@pytest.mark.office
def test_the_contents_list_tells_the_pages_that_libreoffice_finds() -> None:
    packet = packets.packet(responders=6)
    template = packets.template("packet", "nb")

    document = render.render(template, packet_names.in_template(packet), lay_out=layout.pages)

    pages = layout.pages(document)
    told = re.findall(r"PAGEREF (contents\d+) .*?<w:t>(\d+)</w:t>", word.xml(document))
    assert {anchor: int(page) for anchor, page in told} == {
        anchor: page for anchor, page in pages.items() if anchor.startswith("contents")
    }
    assert len(told) > 15


@pytest.mark.office
def test_a_packet_laid_out_by_libreoffice_shows_footer_and_links_on_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "packet.docx"
    path.write_bytes(made(packets.packet(responders=4)))

    pages = office.text(path, tmp_path).split("\f")[:-1]

    assert [page for page in pages if "Innledende, ikke bindende" not in page] == []
    assert f"Side {len(pages)} av {len(pages)}" in pages[-1]
