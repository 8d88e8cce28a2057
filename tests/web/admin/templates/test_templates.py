"""Word templates in the administrator's hands, page by page."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from formserver.documents.fill import reading_back
from formserver.domain.dialog import Party
from formserver.storage import database, templates
from formserver.storage.templates import TemplatePlace
from formserver.usecases.forms import save_draft, submit_form
from formserver.usecases.forms.save_draft import TypedValue
from tests.support import programs
from tests.web.house import PROCESS, House, Reader, inputs, parsed, text

FOLDER = Path(__file__).parents[4] / "doc_templates" / "mulighetsdialog"
PACKET = "/templates/mulighetsdialog/packet/nb"
FAULTY = "Dato: {{ dialog.titel }}"


@pytest.fixture
def ada(house: House) -> Reader:
    return house.signed_in(house.account("Ada", administrator=True))


def word(added: str) -> tuple[BytesIO, str]:
    """The shipped packet with a paragraph more, as a browser sends it."""
    document = Document(str(FOLDER / "packet.nb.docx"))
    document.add_paragraph(added)
    kept = BytesIO()
    document.save(kept)
    return BytesIO(kept.getvalue()), "packet.docx"


def upload(ada: Reader, added: str = "Egen tekst", note: str = "ny tekst") -> str:
    """The address of the new version's page."""
    answer = ada.send(PACKET, {"file": word(added), "note": note}, content_type="multipart/form-data")
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_every_template_is_listed_with_the_version_in_use_and_who_made_it(ada: Reader) -> None:
    before = text(ada.open("/templates"))

    ada.send(f"{upload(ada)}/use")

    assert before.count("Versjon 1") >= 8
    assert [page.count("Ada") for page in (before, text(ada.open("/templates")))] == [0, 1]


def test_a_template_says_what_its_document_is_for(ada: Reader) -> None:
    assert "Dokumentpakken går til alle parter og postmottak før møtet." in text(ada.open(PACKET))


def test_a_sound_version_is_uploaded_seen_and_taken_into_use(ada: Reader) -> None:
    version = upload(ada)
    seen = text(ada.open(version))

    used = ada.send(f"{version}/use", follow_redirects=True)

    assert "Malen kan brukes" in seen
    assert "Egen tekst" in seen
    assert "Versjon 2 er tatt i bruk for nye dialoger." in text(used)
    assert "ny tekst" in text(used)


def test_each_changed_line_is_marked_and_told_in_words(ada: Reader) -> None:
    page = parsed(ada.open(upload(ada)))

    above, line = page.xpath("//ol[@class='app-diff']/li")
    assert (above.get("data-mark"), bool(above.text_content().strip())) == ("kept", True)
    assert (line.get("data-mark"), line.text_content()) == ("added", "Nytt: Egen tekst")


def test_the_version_in_use_tells_who_took_it_into_use_and_what_it_changed(ada: Reader) -> None:
    first = upload(ada)
    ada.send(f"{first}/use")
    second = upload(ada, "Enda mer")

    page, listed = text(ada.open(first)), text(ada.open(PACKET))

    assert "Tatt i bruk mandag 1. mars 2027 kl. 10.00 av Ada" in page
    assert "Forskjell fra versjon 1 " in page
    assert "Ada tok den i bruk." in listed
    assert "Forskjell fra versjon 2, som er i bruk" in text(ada.open(second))
    chosen = parsed(ada.open(second)).xpath("//select[@name='against']/option/@value")[-1]
    assert "Forskjell fra versjon 1 " in text(ada.open(f"{second}?against={chosen}"))


def test_a_version_that_only_looks_different_says_the_same_and_sends_one_to_its_pages(ada: Reader) -> None:
    document = Document(str(FOLDER / "packet.nb.docx"))
    document.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    kept = BytesIO()
    document.save(kept)
    sent = {"file": (BytesIO(kept.getvalue()), "packet.docx"), "note": "til høyre"}

    page = ada.send(PACKET, sent, content_type="multipart/form-data", follow_redirects=True)

    assert "Teksten er den samme. Sammenlign sidene for å se om utseendet er det." in text(page)


def test_a_fault_is_told_with_its_place_and_mend_and_keeps_the_version_out_of_use(ada: Reader) -> None:
    version = upload(ada, FAULTY)
    seen = text(ada.open(version))

    used = ada.send(f"{version}/use", follow_redirects=True)

    assert "Malen kan ikke tas i bruk ennå" in seen
    assert "er lastet opp og kontrollert" not in seen
    assert "Last opp på nytt" in seen
    assert "Dokumentet kan ikke vises før feilene er rettet." in seen
    assert "Vi fant 1 feil." in seen
    assert "dialog.title" in seen
    assert FAULTY in seen
    assert "Malen har feil og kan ikke tas i bruk." in text(used)


def test_a_faulty_version_comes_back_with_a_comment_in_word(ada: Reader) -> None:
    version = upload(ada, FAULTY)

    answer = ada.open(f"{version}/annotated")

    assert [comment.text for comment in Document(BytesIO(answer.data)).comments] != []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.4", "men en fil av typen .pdf"),
        (b"\x8f\x02\xd1\x00" * 9, "Filen er ikke et helt Word-dokument"),
    ],
)
def test_what_word_never_wrote_is_told_at_the_field_and_is_no_version(
    ada: Reader, content: bytes, told: str
) -> None:
    sent = {"file": (BytesIO(content), "mal.docx"), "note": "ny logo"}

    answer = ada.send(PACKET, sent, content_type="multipart/form-data")

    assert (answer.status_code, text(answer).count(told)) == (422, 2)
    assert 'value="ny logo"' in answer.text
    assert "Versjon 2" not in text(ada.open(PACKET))


def test_what_is_no_whole_word_file_is_told_in_a_sentence(ada: Reader) -> None:
    sent = {"file": (BytesIO(b"PK\x03\x04 halv"), "mal.docx"), "note": ""}

    answer = ada.send(PACKET, sent, content_type="multipart/form-data", follow_redirects=True)
    version = answer.request.path

    assert "Malen kan ikke tas i bruk ennå" in text(answer)
    assert "Last ned med kommentarer i Word" not in text(answer)
    annotated = ada.open(f"{version}/annotated", follow_redirects=True)
    assert "Vi kan ikke skrive kommentarer inn i denne filen." in text(annotated)


def test_no_file_at_all_is_told_at_the_field_and_the_note_stays(ada: Reader) -> None:
    answer = ada.send(PACKET, {"note": "ny logo"}, content_type="multipart/form-data")

    assert answer.status_code == 422
    assert text(answer).count("Velg Word-filen du vil laste opp.") == 2
    assert 'value="ny logo"' in answer.text


def test_a_version_is_given_as_it_was_uploaded(ada: Reader) -> None:
    sent, _ = word("Egen tekst")
    content = sent.getvalue()
    answer = ada.send(PACKET, {"file": (sent, "packet.docx"), "note": ""}, content_type="multipart/form-data")

    got = ada.open(f"{answer.headers['Location']}/file")

    assert got.data == content


@pytest.mark.office
def test_the_pages_are_shown_beside_those_of_the_version_in_use(ada: Reader) -> None:
    programs.path_of("soffice")
    version = upload(ada)

    shown = ada.open(f"{version}/preview")

    assert shown.text.count('src="data:image/png;base64,') > 4
    assert "i bruk nå" in text(shown)


@pytest.mark.office
def test_a_document_of_many_pages_says_that_only_the_first_are_shown(ada: Reader) -> None:
    document = Document(str(FOLDER / "note.nb.docx"))
    for _ in range(31):
        document.add_page_break()
    kept = BytesIO()
    document.save(kept)
    place = PACKET.replace("packet", "note")
    sent = {"file": (BytesIO(kept.getvalue()), "note.docx"), "note": ""}
    version = ada.send(place, sent, content_type="multipart/form-data").headers["Location"]

    shown = text(ada.open(f"{version}/preview"))

    assert "Her er de 30 første sidene. Resten ser du i Word-filen." in shown
    assert "Side 30" in shown
    assert "Side 30 av" not in shown


def test_without_libreoffice_the_page_says_so_and_offers_word(
    ada: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = upload(ada)
    monkeypatch.setenv("PATH", "")

    shown = ada.open(f"{version}/preview")

    assert "LibreOffice ikke er installert" in text(shown)
    assert Document(BytesIO(ada.open(f"{version}/word").data)).paragraphs


def test_a_version_that_cannot_be_filled_says_why(ada: Reader) -> None:
    version = upload(ada, FAULTY)

    shown = ada.open(f"{version}/preview")
    as_word = ada.open(f"{version}/word", follow_redirects=True)

    for page in (shown, as_word):
        assert "Dokumentet kunne ikke lages med denne versjonen. Navnet «titel» finnes ikke" in text(page)


def test_a_running_dialog_whose_own_answers_fail_is_not_offered_the_move(house: House, ada: Reader) -> None:
    dialog_id = house.asked()
    version = upload(ada, "{% if dialog.title == 'Dialog i Holtålen' %}{{ responses[9].party }}{% endif %}")

    asked = ada.open(f"{version}/dialog/{dialog_id}")
    moved = ada.send(f"{version}/dialog/{dialog_id}", follow_redirects=True)

    assert "kan ikke flyttes til denne versjonen" in text(asked)
    assert "Bruk versjon 2 i denne dialogen" not in text(asked)
    assert "Dialogen beholder den malen den har." in text(moved)


def test_a_version_that_fails_on_a_real_dialog_is_told_before_it_is_used_and_can_be_used_all_the_same(
    house: House, ada: Reader
) -> None:
    house.asked()
    version = upload(ada, "{% if dialog.title == 'Dialog i Holtålen' %}{{ responses[9].party }}{% endif %}")

    told = ada.send(f"{version}/use")
    before = text(ada.open(PACKET))
    used = ada.send(f"{version}/use", inputs(told), follow_redirects=True)

    assert told.status_code == 422
    assert "Dokumentet kan ikke lages med svarene i «Dialog i Holtålen, 15. april 2027». Feil: " in text(told)
    assert "Ta i bruk likevel" in text(told)
    assert "Versjon 1 er i bruk" in before
    assert "Versjon 2 er tatt i bruk for nye dialoger" in text(used)


def answered(house: House) -> tuple[int, Party]:
    """A dialog with one answer, and whose it is."""
    dialog_id = house.asked(items=1)
    party = house.responders(dialog_id)[0]
    writer = house.writer_of(dialog_id, party)
    item = house.form(writer, "response").items[0].id
    for item_id, values in ((None, {"contact": "Berit"}), (item, {"status": "mulig", "assessment": "Ja"})):
        entries = {key: TypedValue(value, 0) for key, value in values.items()}
        save_draft.save_draft(house.tools, writer, "response", item_id, entries)
    submit_form.submit_form(house.tools, writer, "response")
    return dialog_id, party


def test_whose_answer_a_document_is_about_can_be_chosen(house: House, ada: Reader) -> None:
    dialog_id, party = answered(house)
    name = party.name.to("nb")
    with database.reading():
        version = templates.in_use(TemplatePlace(process=PROCESS, document="response", language="nb"))
    page = f"/templates/version/{version.id}"

    offered = parsed(ada.open(page)).xpath("//select[@name='dialog']/option")
    shown = ada.open(f"{page}/word?dialog={dialog_id}-{party.id}")
    beside = ada.open(f"{page}/preview?dialog={dialog_id}-{party.id}")

    assert (f"{dialog_id}-{party.id}", f"Dialog i Holtålen, 15. april 2027 – {name}") in [
        (one.get("value"), one.text) for one in offered
    ]
    assert name in reading_back.texts(shown.data)
    assert parsed(beside).xpath("//option[@selected]/@value") == [f"{dialog_id}-{party.id}"]
    assert [ada.open(f"{page}/word?dialog={said}").status_code for said in (f"{dialog_id}-0", "x-y")] == [
        404,
        200,
    ]


def test_a_running_dialog_is_moved_after_its_document_was_seen(house: House, ada: Reader) -> None:
    dialog_id = house.asked()
    version = upload(ada)
    ada.send(f"{version}/use")
    offered = ada.open(PACKET).text

    asked = ada.open(f"{version}/dialog/{dialog_id}")
    moved = ada.send(f"{version}/dialog/{dialog_id}", follow_redirects=True)

    assert f"{version}/dialog/{dialog_id}" in offered
    assert "Skal «" in text(asked)
    assert "Dialogen bruker nå versjon 2." in text(moved)
    assert "byttet Word-malen «Dokumentpakke» til versjon 2." in text(ada.open(f"/dialog/{dialog_id}"))


def test_a_faulty_version_is_not_given_to_a_running_dialog(house: House, ada: Reader) -> None:
    dialog_id = house.asked()
    version = upload(ada, FAULTY)

    moved = ada.send(f"{version}/dialog/{dialog_id}", follow_redirects=True)

    assert "Dialogen beholder den malen den har." in text(moved)


def test_a_dialog_with_nothing_to_show_is_shown_with_the_sample(house: House, ada: Reader) -> None:
    dialog_id = house.plan()
    version = upload(ada)

    shown = ada.open(f"{version}/dialog/{dialog_id}")

    assert "Dialogen har ikke noe å vise i dette dokumentet ennå." in text(shown)


def test_an_unchecked_version_can_be_checked(ada: Reader) -> None:
    ada.send(f"{upload(ada)}/use")
    shipped = re.findall(r"/templates/version/\d+", ada.open(PACKET).text)[-1]

    before = text(ada.open(shipped))
    after = ada.send(f"{shipped}/check", follow_redirects=True)

    assert "er ikke kontrollert" in before
    assert "Malen kan brukes" in text(after)


def test_the_names_are_listed_and_come_as_a_word_file(ada: Reader) -> None:
    listed = ada.open(f"{PACKET}/names")
    as_word = ada.open(f"{PACKET}/names/word")

    assert "{{ dialog.title }}" in text(listed)
    assert Document(BytesIO(as_word.data)).tables


@pytest.mark.parametrize(
    "path",
    [
        "/templates/mulighetsdialog/packet/en",
        "/templates/annet/packet/nb",
        "/templates/version/99",
        "/templates/version/1/dialog/99",
        "/templates/mulighetsdialog/packet/en/names",
    ],
)
def test_what_is_not_there_is_not_found(ada: Reader, path: str) -> None:
    assert ada.open(path).status_code == 404
