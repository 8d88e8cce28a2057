import pytest

from tests.web.form_pages.conftest import AtForm
from tests.web.house import House, Reader, inputs, text


@pytest.fixture
def met(nils: AtForm) -> tuple[AtForm, Reader, str]:
    """Kari saved a text while Nils wrote another; the address is that of the two texts."""
    house = nils.house
    kari, home = house.visitor(house.host(nils.writer.dialog_id).contacts[0])
    begun = inputs(nils.reader.open(nils.path))
    kari.fill_in(f"{home}form/", {"f-summary": "Karis tekst"})
    response = nils.reader.send(
        nils.path, begun | {"f-summary": "Nils sin tekst", "f-approved_by": "Rådmannen"}
    )
    return nils, kari, response.headers["Location"]


def test_both_texts_are_shown_and_the_rest_is_saved(met: tuple[AtForm, Reader, str]) -> None:
    nils, _, path = met

    page = text(nils.reader.open(path))

    assert "Kari lagret «Kort om kommunen og situasjonen» kl. 10.00, mens du skrev." in page
    assert "Teksten til Kari, lagret kl. 10.00 Karis tekst" in page
    assert "Teksten din, ikke lagret Nils sin tekst" in page
    assert (nils.draft()["summary"], nils.draft()["approved_by"]) == ("Karis tekst", "Rådmannen")


@pytest.mark.parametrize(
    ("choice", "stands"),
    [("theirs", "Karis tekst"), ("mine", "Nils sin tekst"), ("joined", "Begge tekstene")],
)
def test_the_writer_says_what_shall_stand(met: tuple[AtForm, Reader, str], choice: str, stands: str) -> None:
    nils, _, path = met

    nils.reader.fill_in(path, {"choice": choice, "f-summary": "Begge tekstene"})

    assert nils.draft()["summary"] == stands
    assert nils.page.conflicts == ()


def test_a_choice_must_be_made(met: tuple[AtForm, Reader, str]) -> None:
    nils, _, path = met

    response = nils.reader.fill_in(path, {"f-summary": "Begge tekstene"})

    assert response.status_code == 422
    assert inputs(response)["f-summary"] == "Begge tekstene"


def test_when_the_text_changed_again_both_are_shown_once_more(met: tuple[AtForm, Reader, str]) -> None:
    nils, kari, path = met
    choosing = inputs(nils.reader.open(path)) | {"choice": "mine"}
    home = f"/d/{nils.house.link_id(nils.house.host(nils.writer.dialog_id).contacts[0])}/"
    kari.fill_in(f"{home}form/", {"f-summary": "Karis nye tekst"})

    again = nils.reader.send(path, choosing)
    nils.reader.send(path, inputs(again) | {"choice": "mine"})

    assert again.status_code == 409
    assert "Teksten er endret igjen" in text(again)
    assert "Karis nye tekst" in text(again)
    assert nils.draft()["summary"] == "Nils sin tekst"


def test_the_overview_leads_to_texts_that_wait_for_a_choice(met: tuple[AtForm, Reader, str]) -> None:
    nils, _, path = met

    assert f'href="{path}"' in nils.reader.open(nils.path).text


def test_a_writer_who_did_not_touch_the_field_takes_over_the_newer_text(house: House, nils: AtForm) -> None:
    kari, home = house.visitor(house.host(nils.writer.dialog_id).contacts[0])
    begun = inputs(nils.reader.open(nils.path))
    kari.fill_in(f"{home}form/", {"f-summary": "Karis tekst"})

    nils.reader.send(nils.path, begun | {"f-approved_by": "Rådmannen"})

    assert (nils.draft()["summary"], nils.draft()["approved_by"]) == ("Karis tekst", "Rådmannen")
    assert nils.page.conflicts == ()


def test_what_the_page_began_with_meets_no_other_text(house: House, nils: AtForm) -> None:
    kari, home = house.visitor(house.host(nils.writer.dialog_id).contacts[0])
    begun = inputs(nils.reader.open(nils.path))
    kari.fill_in(f"{home}form/", {"f-contact": "Kari på rådhuset"})

    nils.reader.send(nils.path, begun | {"f-summary": "Vi er få"})

    assert begun["f-contact"] == "Nils Holtålen"
    assert nils.draft() == {"summary": "Vi er få", "contact": "Kari på rådhuset"}
