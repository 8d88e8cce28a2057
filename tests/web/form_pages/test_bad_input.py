import pytest

from tests.web.form_pages.conftest import AtForm
from tests.web.house import inputs, parsed, text

HOSTILE = "{{ 7*7 }} {% raw %} <script>alert('x')</script> & \"sitat\" 🎉 č đ ŋ š ŧ ž ï"


def test_hostile_text_comes_back_as_it_was_typed(nils: AtForm) -> None:
    nils.reader.fill_in(nils.path, {"f-summary": HOSTILE})

    response = nils.reader.open(nils.path)

    assert inputs(response)["f-summary"] == HOSTILE
    assert "<script>alert" not in response.text


def test_hostile_text_is_whole_on_the_check_page(nils: AtForm) -> None:
    nils.reader.fill_in(nils.path, {"f-summary": HOSTILE})

    assert HOSTILE in text(nils.reader.open(f"{nils.path}check"))


def test_a_text_that_is_too_long_is_told_and_the_rest_is_saved(nils: AtForm) -> None:
    response = nils.reader.fill_in(nils.path, {"f-summary": "a" * 3005, "f-contact": "Nils, 00 00 00 02"})

    assert response.status_code == 422
    assert "1 felt kunne ikke lagres. Resten er lagret." in text(response)
    assert (
        text(response).count("Kort ned «Kort om kommunen og situasjonen» med 5 tegn. Grensen er 3000 tegn.")
        == 2
    )
    assert inputs(response)["f-summary"] == "a" * 3005
    assert nils.draft() == {"contact": "Nils, 00 00 00 02"}


def test_the_page_with_an_error_says_so_in_its_title_and_links_to_the_field(nils: AtForm) -> None:
    page = parsed(nils.reader.fill_in(nils.path, {"f-summary": "a" * 3005}))

    assert page.findtext(".//title").startswith("Feil: ")
    assert page.xpath("//div[@id='errors']//a/@href") == ["#f-summary"]
    assert page.get_element_by_id("f-summary").get("aria-describedby").startswith("f-summary-error")


def test_after_the_error_is_mended_the_same_page_saves(nils: AtForm) -> None:
    page = nils.reader.fill_in(nils.path, {"f-summary": "a" * 3005, "f-contact": "Nils"})

    nils.reader.send(nils.path, inputs(page) | {"f-summary": "Kort", "f-contact": "Nils og Kari"})

    assert nils.draft() == {"summary": "Kort", "contact": "Nils og Kari"}
    assert nils.page.conflicts == ()


@pytest.mark.parametrize("wrong", ["a\x00b", "a\x07b", "a\x1bb"])
def test_control_characters_are_told(nils: AtForm, wrong: str) -> None:
    response = nils.reader.fill_in(nils.path, {"f-summary": wrong})

    assert "«Kort om kommunen og situasjonen» har tegn som ikke kan lagres." in text(response)
    assert "summary" not in nils.draft()


def test_a_hundred_thousand_characters_are_kept_on_the_page(nils: AtForm) -> None:
    response = nils.reader.fill_in(nils.path, {"f-summary": "🎉" * 100_000})

    assert response.status_code == 422
    assert inputs(response)["f-summary"] == "🎉" * 100_000


def test_bytes_that_are_no_text_do_not_break_the_page(nils: AtForm) -> None:
    body = f"csrf_token={nils.reader.token}&version-f-summary=0&f-summary=a%ED%A0%80b%FF".encode()

    response = nils.reader.client.post(nils.path, data=body, content_type="application/x-www-form-urlencoded")

    assert response.status_code < 500


def test_a_page_that_is_too_old_keeps_the_text_and_saves_the_second_time(nils: AtForm) -> None:
    typed = inputs(nils.reader.open(nils.path)) | {"f-summary": "Lang tekst"}
    nils.reader.client.delete_cookie("session")

    first = nils.reader.client.post(nils.path, data=typed)
    kept = nils.draft()
    second = nils.reader.client.post(nils.path, data=inputs(first))

    assert (first.status_code, "Velg «Lagre utkast» en gang til" in text(first)) == (400, True)
    assert kept == {}
    assert (second.status_code, nils.draft()["summary"]) == (303, "Lang tekst")


def test_a_form_that_another_site_posts_changes_nothing(nils: AtForm) -> None:
    nils.reader.client.post(
        nils.path, data={"f-summary": "Falsk", "version-f-summary": "0", "csrf_token": "falsk"}
    )

    assert nils.draft() == {}


def test_a_submission_from_another_site_is_refused(berit: AtForm) -> None:
    response = berit.reader.client.post(f"{berit.path}nothing")

    assert (response.status_code, berit.page.submission) == (400, None)
