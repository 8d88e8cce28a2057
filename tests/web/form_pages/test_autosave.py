from tests.web.form_pages.conftest import AtForm
from tests.web.house import inputs

FETCH = {"X-Requested-With": "fetch", "Accept": "application/json"}


def test_the_page_saves_itself_and_learns_the_new_version(nils: AtForm) -> None:
    response = nils.reader.fill_in(nils.path, {"f-summary": "Vi er få"}, headers=FETCH)

    assert response.json == {
        "state": "saved",
        "message": "Lagret kl. 10.00 av Nils Holtålen.",
        "versions": {"f-summary": 1, "f-contact": 1, "f-approved_by": 0},
        "errors": {},
    }


def test_what_cannot_be_saved_is_told_by_its_input(nils: AtForm) -> None:
    response = nils.reader.fill_in(nils.path, {"f-summary": "a" * 3001, "f-contact": "Nils"}, headers=FETCH)

    assert response.json is not None
    assert response.json["state"] == "invalid"
    assert list(response.json["errors"]) == ["f-summary"]
    assert nils.draft() == {"contact": "Nils"}


def test_two_writers_are_told_and_neither_text_is_lost(nils: AtForm) -> None:
    typed = inputs(nils.reader.open(nils.path))
    nils.reader.send(nils.path, typed | {"f-summary": "Min tekst"})

    response = nils.reader.send(nils.path, typed | {"f-summary": "Din tekst"}, headers=FETCH)

    assert response.json is not None
    assert response.json["state"] == "conflict"
    assert "f-summary" not in response.json["versions"]
    assert "fordi Nils Holtålen endret det samtidig" in response.json["message"]
    assert [conflict.mine for conflict in nils.page.conflicts] == ["Din tekst"]


def test_a_page_that_goes_on_saving_an_old_text_keeps_one_conflict(nils: AtForm) -> None:
    typed = inputs(nils.reader.open(nils.path))
    nils.reader.send(nils.path, typed | {"f-summary": "Min tekst"})

    for words in ("Din", "Din tekst", "Din tekst er lengre"):
        nils.reader.send(nils.path, typed | {"f-summary": words}, headers=FETCH)

    assert [conflict.mine for conflict in nils.page.conflicts] == ["Din tekst er lengre"]


def test_a_page_that_is_too_old_says_so_in_words(nils: AtForm) -> None:
    response = nils.reader.client.post(nils.path, data={"f-summary": "Tekst"}, headers=FETCH)

    assert (response.status_code, response.json) == (
        400,
        {
            "state": "session",
            "message": "Ikke lagret ennå. Siden har stått åpen lenge. Teksten står her. "
            "Velg «Lagre utkast» en gang til.",
        },
    )


def test_a_link_that_stopped_says_so_in_words(nils: AtForm) -> None:
    nils.reader.client.delete_cookie("visit", path=nils.path.removesuffix("form/"))

    response = nils.reader.send(nils.path, {"f-summary": "Tekst"}, headers=FETCH)

    assert response.status_code == 404
    assert response.json is not None
    assert response.json["message"].startswith("Ikke lagret. Lenken virker ikke lenger.")


def test_an_item_saves_itself_too(nils: AtForm) -> None:
    item_id = nils.new_item()

    response = nils.reader.fill_in(nils.item_path(item_id), {"f-title": "Boliger"}, headers=FETCH)

    assert response.json is not None
    assert response.json["versions"]["f-title"] == 1
    assert nils.draft(item_id)["title"] == "Boliger"
