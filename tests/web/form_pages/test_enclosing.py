from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from tests.web.form_pages.conftest import AtForm
from tests.web.house import parsed, text

PDF = b"%PDF-1.7 et kart"


def upload(at: AtForm, *files: tuple[bytes, str]) -> TestResponse:
    """Send files as a browser does. (The client's own way leaves a large one open in a temporary file.)"""
    enclosed = [FileStorage(BytesIO(content), filename=name) for content, name in files]
    typed = MultiDict([("csrf_token", at.reader.token), *(("files", one) for one in enclosed)])
    boundary, body = encode_multipart(typed)
    kind = f"multipart/form-data; boundary={boundary}"
    return at.reader.client.post(f"{at.path}attachments", data=body, content_type=kind)


def test_files_are_enclosed_listed_and_handed_out_as_they_were(nils: AtForm) -> None:
    upload(nils, (PDF, "Kart Čáhput.pdf"), (b"navn;tall", "liste.csv"))

    page = nils.reader.open(f"{nils.path}attachments")
    links = parsed(page).xpath("//main//ul//a/@href")
    file = nils.reader.open(links[0])

    assert "Kart Čáhput Kart Čáhput.pdf, 1 kB" in text(page)
    assert (file.data, file.headers["Content-Disposition"]) == (
        PDF,
        "attachment; filename=\"Kart Cahput.pdf\"; filename*=UTF-8''Kart%20%C4%8C%C3%A1hput.pdf",
    )
    assert file.headers["Content-Type"] == "application/octet-stream"


def test_an_address_and_an_announcement_are_listed(nils: AtForm) -> None:
    nils.reader.send(
        f"{nils.path}attachments",
        {
            "address": "https://kommune.no/kart",
            "address_title": "Kartet",
            "announced": "Taushetsbelagt liste",
        },
    )

    page = text(nils.reader.open(f"{nils.path}attachments"))

    assert "Kartet https://kommune.no/kart" in page
    assert "Taushetsbelagt liste Ettersendes i annen kanal" in page


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"MZ", "virus.exe", "virus.exe: Vi tar ikke imot denne filtypen."),
        (b"MZ", "kart.pdf", "kart.pdf: Vi tar ikke imot denne filtypen."),
        (b"", "kart.pdf", "kart.pdf er tom. Velg filen på nytt."),
        (PDF, "_.pdf", "_.pdf: Filnavnet kan ikke brukes."),
        (PDF + b"x" * 10_000_000, "kart.pdf", "kart.pdf er på 10 MB. Grensen er 10 MB."),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_and_the_others_are_kept(
    nils: AtForm, content: bytes, name: str, told: str
) -> None:
    response = upload(nils, (content, name), (PDF, "godt.pdf"))

    assert response.status_code == 422
    assert text(response).count(told) == 2
    assert [one.file_name for one in nils.page.draft.attachments] == ["godt.pdf"]


def test_more_files_than_there_is_room_for_are_told(nils: AtForm) -> None:
    upload(nils, *[(PDF, f"kart{number}.pdf") for number in range(20)])

    response = upload(nils, (PDF, "en-til.pdf"))

    assert "en-til.pdf: Det er plass til 20 filer." in text(response)


def test_a_wrong_address_is_told_and_stays_in_the_field(nils: AtForm) -> None:
    response = nils.reader.send(f"{nils.path}attachments", {"address": "kommune.no", "announced": "Liste"})

    assert text(response).count("Skriv hele nettadressen") == 2
    assert 'value="kommune.no"' in response.text
    assert 'value="Liste"' in response.text


def test_an_attachment_is_removed(nils: AtForm) -> None:
    upload(nils, (PDF, "kart.pdf"))

    page = nils.reader.send(
        f"{nils.path}attachments/{nils.page.draft.attachments[0].id}/remove", follow_redirects=True
    )

    assert "Vedlegget er fjernet." in text(page)
    assert nils.page.draft.attachments == ()


def test_those_who_answer_can_read_what_is_enclosed_with_what_is_asked(nils: AtForm) -> None:
    upload(nils, (PDF, "kart.pdf"))
    nils.house.submit_note(nils.writer.dialog_id)
    reader, home = nils.house.visitor(nils.house.responders(nils.writer.dialog_id)[0].contacts[0])

    page = reader.open(f"{home}form/")
    link = parsed(page).xpath("//section[@aria-labelledby='asked-attachments']//a/@href")[0]

    assert "Vedlegg til notatet kart" in text(page)
    assert reader.open(link).data == PDF


def test_a_draft_file_is_its_own_partys_alone(nils: AtForm) -> None:
    upload(nils, (PDF, "kart.pdf"))
    house, stranger = nils.house, nils.house.responders(nils.writer.dialog_id)[0].contacts[0]
    reader, home = house.visitor(stranger)

    response = reader.open(f"{home}form/attachments/{nils.page.draft.attachments[0].id}")

    assert response.status_code == 404
