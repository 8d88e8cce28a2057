import dataclasses
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from formserver import definitions
from formserver.documents.check import inspection
from formserver.documents.check.check_task import Task
from formserver.documents.fill import profile_colours, render
from formserver.documents.names import process_names
from formserver.documents.names.values import Picture
from formserver.documents.packet import packet_names
from formserver.documents.samples import sample_case, sample_names
from formserver.documents.word import package
from formserver.domain.look import Arms, Look
from formserver.domain.packet import Packet
from tests.ooxml.validator import Validator
from tests.support import office, packets, word
from tests.support.picture_files import png

ARMS = Arms(content=png(30, 40), media_type="image/png", width=30, height=40)
LOOK = Look(municipality="1", name="Fossedal & Čáhci", address="Vegen 1", colour="8B1A2B", arms=ARMS)
PICTURE = Picture(content=png(), media_type="image/png", alt='Våpen "&" <x>', width=15, height=20)
DOCUMENTS = list(itertools.product([one.key for one in packets.PROCESS.documents], ("nb", "nn")))
PETROL = "0B5B6E"


def packet(document: str = "note", language: str = "nb", **looks: Look) -> Packet:
    """The made-up dialog, its two hosts with these looks (`one`, `two`)."""
    made = sample_case.made_up(packets.PROCESS, document, language)
    numbers = {"one": "1", "two": "2"}
    return dataclasses.replace(made, looks={numbers[key]: look for key, look in looks.items()})


def made(made_from: Packet, template: bytes | None = None) -> bytes:
    shipped = packets.template(made_from.kind.key, made_from.language)
    return render.render(template or shipped, packet_names.in_template(made_from))


def relations(packed: bytes, part: str = "document") -> dict[str, str]:
    """The targets of a part's relationships to pictures, by id."""
    found = re.findall(r"<Relationship [^>]*/image[^>]*>", word.xml(packed, f"word/_rels/{part}.xml.rels"))
    return dict(re.search(r'Id="([^"]+)".*Target="([^"]+)"', one).groups() for one in found)


def test_the_names_of_a_look_are_those_of_the_first_host_and_of_each_host() -> None:
    said = packet_names.in_template(packet(one=LOOK))

    look = said["look"]
    assert (look["name"], look["address"], look["colour"]) == ("Fossedal & Čáhci", "Vegen 1", "8B1A2B")
    assert look["arms"] == Picture(
        content=ARMS.content,
        media_type="image/png",
        alt="Kommunevåpenet til Fossedal & Čáhci",
        width=13.5,
        height=18,
    )
    assert [host["look"]["name"] for host in said["hosts"]] == ["Fossedal & Čáhci", ""]
    assert said["hosts"][1]["look"]["arms"] is None


def test_a_look_without_a_name_has_that_of_its_party_and_wide_arms_are_less_high() -> None:
    wide = Arms(content=png(500, 100), media_type="image/png", width=500, height=100)

    look = packet_names.in_template(packet(one=Look(municipality="1", arms=wide)))["look"]

    assert look["name"] == "Fossedal kommune"
    assert (look["arms"].width, look["arms"].height) == (45, 9)


def test_a_picture_is_drawn_in_body_and_header_once_as_a_file_with_numbers_of_their_own() -> None:
    template = word.template("{{r x }}", "{% for y in ys %}{{r y }}{% endfor %}", header="{{r x }}")
    other = dataclasses.replace(PICTURE, content=png(5, 5), media_type="image/png")

    document = render.render(template, {"x": PICTURE, "ys": [PICTURE, other]})

    members = package.unpack(document)
    drawn = word.xml(document) + word.xml(document, "word/header1.xml")
    assert sorted(re.findall(r'<wp:docPr id="(\d+)"', drawn)) == ["1", "2", "3", "4"]
    media = {name: content for name, content in members.items() if name.startswith("word/media/")}
    assert sorted(media.values()) == sorted([PICTURE.content, other.content])
    in_body, in_header = relations(document), relations(document, "header1")
    assert {f"word/{target}" for target in in_body.values()} == set(media)
    assert set(re.findall(r'r:embed="([^"]+)"', drawn)) == set(in_body) > set(in_header)
    assert 'Extension="png"' in members["[Content_Types].xml"].decode()


def test_a_picture_has_its_size_and_the_words_that_are_read_out_for_it() -> None:
    document = render.render(word.template("a {{r x }} b"), {"x": PICTURE})

    assert '<wp:extent cx="540000" cy="720000"/>' in word.xml(document)
    assert 'descr="Våpen &#34;&amp;&#34; &lt;x&gt;"' in word.xml(document).replace("&quot;", "&#34;")
    assert word.body(document) == "a  b"


def test_a_document_that_was_made_can_be_a_template_again() -> None:
    once = render.render(word.template("{{r x }} {_{r x }_}"), {"x": PICTURE})

    twice = render.render(once, {"x": PICTURE})

    assert list(relations(twice).values()) == list(relations(once).values())
    assert word.xml(twice).count("<w:drawing>") == 2


def test_where_there_is_no_picture_nothing_is_drawn() -> None:
    template = word.template("{%p if x %}", "{{r x }}", "{%p endif %}", "a{{r x }}b{{ x }}")

    document = render.render(template, {"x": None})

    assert word.paragraphs(document) == ["ab"]
    assert not any("media" in name for name in package.unpack(document))


def test_the_same_look_gives_the_same_bytes() -> None:
    assert made(packet(one=LOOK)) == made(packet(one=LOOK))


@pytest.mark.parametrize(("document", "language"), DOCUMENTS)
def test_without_a_look_nothing_is_left_of_it(document: str, language: str) -> None:
    bare = made(packet(document, language))

    body = word.xml(bare)
    assert "Avsendervapen" not in body
    assert "Avsenderadresse" not in body
    assert "<w:drawing" not in body
    assert PETROL in word.xml(bare, "word/styles.xml")


@pytest.mark.parametrize("document", ["note", "packet", "supplement"])
def test_a_look_shows_in_what_the_hosts_send(document: str) -> None:
    dressed = made(packet(document, one=LOOK))

    assert ARMS.content in package.unpack(dressed).values()
    assert word.xml(dressed).count("<w:drawing>") == 1
    if document != "supplement":
        assert word.body(dressed).split("\n")[:3] == ["Fossedal & Čáhci", "Vegen 1", "Elvdal kommune"]


@pytest.mark.parametrize(("document", "language"), DOCUMENTS)
def test_all_that_has_the_colour_set_aside_gets_that_of_the_host(document: str, language: str) -> None:
    dressed = made(packet(document, language, one=LOOK))

    said = b"".join(package.unpack(dressed).values()).upper()
    assert PETROL.encode() not in said
    assert said.count(b'"8B1A2B"') > 10


def test_the_colour_of_the_second_host_is_not_asked_for() -> None:
    dressed = made(packet(two=LOOK))

    assert "8B1A2B" not in word.xml(dressed, "word/styles.xml")


def aside(change: Callable[[str], str] = str) -> bytes:
    """A template that sets 112233 aside, its styles changed."""
    style = (
        '<w:style w:type="character" w:styleId="P"><w:name w:val="Profilfarge"/>'
        '<w:rPr><w:color w:val="112233" w:themeColor="accent1"/></w:rPr></w:style></w:styles>'
    )
    template = word.changed(
        word.template("{{ x }}", header="h"),
        lambda xml: change(xml.replace("</w:styles>", style)),
        "word/styles.xml",
    )
    shaded = '<w:pPr><w:shd w:val="clear" w:color="auto" w:fill="112233" w:themeFill="accent1"/></w:pPr>'
    return word.changed(template, lambda xml: xml.replace("<w:p><w:r>", f"<w:p>{shaded}<w:r>"))


def coloured(template: bytes, colour: object = "aabbcc", **more: object) -> bytes:
    return render.render(template, {"x": 'w:fill="112233"', "look": {"colour": colour}, **more})


def test_fillings_too_are_coloured_theme_or_not_and_no_answer_is_touched() -> None:
    document = coloured(aside())

    assert 'w:fill="aabbcc"' in word.xml(document)
    assert "themeFill" not in word.xml(document)
    assert 'w:val="aabbcc"/>' in word.xml(document, "word/styles.xml")
    assert word.body(document) == 'w:fill="112233"'


@pytest.mark.parametrize("colour", ["", "red", '"/><x', None, 7])
def test_what_is_no_colour_colours_nothing(colour: object) -> None:
    assert "112233" in word.xml(coloured(aside(), colour), "word/styles.xml")


@pytest.mark.parametrize(
    ("old", "new"), [("Profilfarge", "Noe annet"), ('w:val="112233"', 'w:val="auto"'), ("<w:color ", "<w:b ")]
)
def test_a_template_that_sets_no_colour_aside_keeps_its_own(old: str, new: str) -> None:
    template = aside(lambda xml: xml[: xml.index('"P"')] + xml[xml.index('"P"') :].replace(old, new))

    assert profile_colours.applied(template, "AABBCC") == template


def test_a_look_is_no_list() -> None:
    assert profile_colours.asked({"look": "x"}) == profile_colours.asked({}) == ""


@pytest.mark.validator
@pytest.mark.parametrize(("document", "language"), DOCUMENTS)
def test_documents_with_a_look_are_accepted_by_the_validator(
    document: str, language: str, ooxml: Validator, tmp_path: Path
) -> None:
    path = tmp_path / "dressed.docx"
    path.write_bytes(made(packet(document, language, one=LOOK, two=dataclasses.replace(LOOK, colour=""))))

    assert ooxml.findings(path) == []


@pytest.mark.office
@pytest.mark.validator
def test_a_template_saved_by_libreoffice_shows_the_look_all_the_same(
    ooxml: Validator, tmp_path: Path
) -> None:
    (tmp_path / "template.docx").write_bytes(packets.template("note", "nb"))
    (tmp_path / "saved").mkdir()
    saved = office.save_again(tmp_path / "template.docx", tmp_path / "saved").read_bytes()
    path = tmp_path / "dressed.docx"

    path.write_bytes(dressed := made(packet(one=LOOK), saved))

    known = process_names.in_document(packets.PROCESS, "note")
    assert inspection.findings(Task(template=saved, known=known, language="nb")) == []
    assert word.body(dressed) == word.body(made(packet(one=LOOK)))
    assert PETROL not in word.xml(dressed, "word/styles.xml").upper()
    assert ARMS.content in package.unpack(dressed).values()
    assert ooxml.findings(path) == []


@pytest.mark.office
def test_libreoffice_shows_the_arms_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    path.write_bytes(made(packet(one=LOOK)))

    pdf = office.pdf(path, tmp_path).read_bytes()

    assert b"/Subtype/Image" in pdf.replace(b" ", b"")


@pytest.mark.office
@pytest.mark.parametrize("process", ["mulighetsdialog", "regionalt_planforum"])
def test_the_arms_of_two_hosts_leave_the_cover_on_one_page(process: str, tmp_path: Path) -> None:
    definition = definitions.load(packets.FOLDER.parent / process)
    kind = definition.process.packet.key
    path = tmp_path / "packet.docx"
    shown = sample_names.shown(definition.process, kind, "nb")
    path.write_bytes(render.render(definition.template(kind, "nb"), shown))

    cover = office.text(path, tmp_path).split("\f")[0]

    assert cover.count("Kommunevegen 1") == 2
    assert "Innsyn vurderes etter offentleglova." in cover
