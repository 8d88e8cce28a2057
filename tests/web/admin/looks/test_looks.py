"""What municipalities look like on paper, in the administrator's hands."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from werkzeug.test import TestResponse

from formserver.documents.office import page_pictures
from formserver.domain.look import Look
from formserver.storage import database, templates
from formserver.storage.templates import TemplatePlace
from formserver.usecases.templates import looks
from tests.support import word
from tests.support.picture_files import exif, jpeg, png, segment
from tests.web.house import PROCESS, House, Reader, inputs, text

ADDRESS = "/looks/5026"
TYPED = {"name": "Holtålen", "address": "Bygdaveien 1", "coloured": "1", "colour": "#8b1a2b"}


@pytest.fixture
def ada(house: House) -> Reader:
    return house.signed_in(house.account("Ada", administrator=True))


def send(ada: Reader, arms: bytes | None = None, **changes: Any) -> TestResponse:
    """The form of Holtålen, with these changes; None leaves an input out."""
    typed = {name: value for name, value in {**TYPED, **changes}.items() if value is not None}
    files = {"arms": (BytesIO(arms), "våpen.png")} if arms is not None else {}
    return ada.send(ADDRESS, {**typed, **files}, content_type="multipart/form-data")


def kept(house: House) -> Look:
    return looks.get(house.tools, "5026")


def test_a_look_is_entered_and_stands_in_the_list(house: House, ada: Reader) -> None:
    answer = send(ada, png(30, 40))

    assert (answer.status_code, answer.headers["Location"]) == (303, ADDRESS)
    found = kept(house)
    assert (found.name, found.address, found.colour) == ("Holtålen", "Bygdaveien 1", "8B1A2B")
    listed = ada.open("/looks")
    assert "Holtålen (Trøndelag)" in text(listed)
    assert "#8B1A2B" in text(listed)
    assert 'src="data:image/png;base64,' in listed.text
    assert 'alt="Kommunevåpenet til Holtålen" width="30" height="40"' in listed.text


def test_a_municipality_is_found_by_its_name(ada: Reader) -> None:
    answer = ada.open("/looks?find=holtålen")

    assert (answer.status_code, answer.headers["Location"]) == (303, ADDRESS)
    assert text(ada.open("/looks?find=Herøy")).count("Herøy (Nordland)") == 1
    assert "Xyz står ikke i listen over kommuner" in text(ada.open("/looks?find=Xyz"))


def test_what_was_entered_is_shown_again(ada: Reader) -> None:
    send(ada, png())

    page = ada.open(ADDRESS)

    assert 'value="Bygdaveien 1"' in page.text
    assert 'type="color" id="colour" name="colour" value="#8b1a2b"' in page.text
    assert "Kommunevåpenet i dag" in text(page)


def test_a_colour_that_is_chosen_without_the_tick_is_kept_and_ticked(house: House, ada: Reader) -> None:
    page = inputs(ada.open(ADDRESS))
    as_shown = ada.send(ADDRESS, page)
    shown = kept(house).colour

    answer = ada.send(ADDRESS, page | {"colour": "#8b1a2b"})

    assert (as_shown.status_code, shown) == (303, "")
    assert (answer.status_code, kept(house).colour) == (303, "8B1A2B")
    assert "coloured" in inputs(ada.open(ADDRESS))


def test_a_chosen_colour_that_is_too_pale_is_told_and_can_be_left_by_taking_the_tick_away(
    house: House, ada: Reader
) -> None:
    told = ada.send(ADDRESS, inputs(ada.open(ADDRESS)) | {"colour": "#ffff00"})
    again = inputs(told)
    ticked = again.pop("coloured")

    answer = ada.send(ADDRESS, again)

    assert (told.status_code, ticked) == (422, "1")
    assert (answer.status_code, kept(house).colour) == (303, "")


def test_without_a_tick_the_colour_is_not_kept_whatever_it_is(house: House, ada: Reader) -> None:
    answer = send(ada, coloured=None, colour="#ffff00")

    assert (answer.status_code, kept(house).colour) == (303, "")


@pytest.mark.parametrize(
    ("colour", "told"),
    [
        ("#777777", "Kontrasten mot hvitt er 4,4:1, og den må være minst 4,5:1"),
        ("rød", "«Farge»: Skriv fargen som # og seks tegn"),
    ],
)
def test_a_colour_that_cannot_be_read_is_told_at_its_field(
    house: House, ada: Reader, colour: str, told: str
) -> None:
    answer = send(ada, colour=colour)

    assert answer.status_code == 422
    assert text(answer).count(told) == 2
    assert 'value="Bygdaveien 1"' in answer.text
    assert kept(house) == Look(municipality="5026")


def test_a_file_that_the_browser_forgets_beside_a_fault_is_asked_for_again(ada: Reader) -> None:
    answer = send(ada, png(), colour="#ffff00")

    assert text(answer).count("Velg kommunevåpenet på nytt.") == 2
    assert "Velg kommunevåpenet på nytt." not in text(send(ada, colour="#ffff00"))


@pytest.mark.parametrize(
    ("arms", "told"),
    [
        (b"<svg/>", "SVG kan ikke brukes"),
        (jpeg(5_000, 1), "Det kan ikke ha mer enn 4000 piksler på noen side."),
        (jpeg(before=segment(0xE1, b"Exif\x00\x00" + exif(6))), "ligger på siden i filen"),
    ],
)
def test_arms_that_cannot_be_taken_are_told_at_their_field(
    house: House, ada: Reader, arms: bytes, told: str
) -> None:
    answer = send(ada, arms)

    assert answer.status_code == 422
    assert text(answer).count(told) == 2
    assert kept(house) == Look(municipality="5026")


def test_a_file_of_too_many_bytes_is_told_with_the_limit(
    ada: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "MAX_BYTES", 1_000)

    answer = send(ada, png() + bytes(1_000))

    assert "Filen er for stor. Den kan være på høyst 1 kB." in text(answer)


def test_the_arms_stay_until_they_are_taken_off(house: House, ada: Reader) -> None:
    send(ada, png())

    send(ada)
    after_nothing = kept(house).arms
    send(ada, without_arms="1")

    assert after_nothing
    assert kept(house).arms is None


def test_a_look_is_asked_about_before_it_is_taken_away(house: House, ada: Reader) -> None:
    send(ada)

    question = ada.open(f"{ADDRESS}/remove")
    answer = ada.send(f"{ADDRESS}/remove")

    assert "Vil du fjerne profilen til Holtålen?" in text(question)
    assert answer.headers["Location"] == "/looks"
    assert "Profilen til Holtålen er fjernet." in text(ada.open("/looks"))
    assert kept(house) == Look(municipality="5026")


def test_the_preview_as_a_word_file_shows_the_look(ada: Reader) -> None:
    send(ada, png())

    answer = ada.open(f"{ADDRESS}/word")

    assert answer.mimetype.endswith("wordprocessingml.document")
    document = Document(BytesIO(answer.data))
    assert [one.text.strip() for one in document.paragraphs][:3] == ["", "Holtålen", "Bygdaveien 1"]
    assert png() in [part.blob for part in document.part.package.iter_parts()]


@pytest.mark.office
def test_the_preview_shows_the_first_page(ada: Reader) -> None:
    send(ada, png())

    page = ada.open(f"{ADDRESS}/preview")

    assert page.text.count('src="data:image/png;base64,') == 1


def test_without_libreoffice_the_page_says_why_nothing_is_shown(
    ada: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    page = ada.open(f"{ADDRESS}/preview")

    assert "fordi LibreOffice ikke er installert på serveren" in text(page)
    assert page_pictures.possible() is page_pictures.NoPicturesReason.NO_LIBREOFFICE


@pytest.mark.parametrize("path", ["preview", "word"])
def test_a_template_that_cannot_be_filled_in_is_told(house: House, ada: Reader, path: str) -> None:
    with database.writing():
        place = TemplatePlace(process=PROCESS, document="note", language="nb")
        faulty = templates.add(place, word.template("{{ nobody }}"), "Ada", "", house.clock())
        templates.use(faulty.id, "Ada", house.clock())

    answer = ada.open(f"{ADDRESS}/{path}", follow_redirects=True)

    assert "Dokumentet kunne ikke lages med malen som er i bruk" in text(answer)


@pytest.mark.parametrize("path", ["", "/preview", "/word", "/remove"])
def test_a_number_that_no_municipality_has_is_not_found(ada: Reader, path: str) -> None:
    assert ada.open(f"/looks/9999{path}").status_code == 404


def test_a_page_that_is_too_old_keeps_what_was_typed_and_stores_nothing(house: House, ada: Reader) -> None:
    answer = ada.client.post(ADDRESS, data={**TYPED, "csrf_token": "old"})

    assert answer.status_code == 400
    assert "Ikke lagret ennå" in text(answer)
    assert 'value="Bygdaveien 1"' in answer.text
    assert kept(house) == Look(municipality="5026")
