from tests.web.form_pages.conftest import AtForm
from tests.web.house import text


def test_nothing_to_add_to_one_item_is_two_clicks(berit: AtForm) -> None:
    first, second = (item.id for item in berit.page.items)
    asked = berit.reader.fill_in(berit.item_path(first), {"action": "silent"}, follow_redirects=True)

    after = berit.reader.send(f"{berit.item_path(first)}/nothing")

    assert "Ingen innspill nå til punkt 1.1?" in text(asked)
    assert after.headers["Location"] == berit.item_path(second)
    assert "Punkt 1.1: Ingen innspill nå" in text(berit.reader.open(berit.item_path(second)))
    assert berit.page.items[0].silent


def test_text_that_will_not_be_submitted_is_named_and_stays_in_the_draft(berit: AtForm) -> None:
    item_id = berit.page.items[0].id
    berit.reader.fill_in(berit.item_path(item_id), {"f-assessment": "Et utkast"})

    asked = text(berit.reader.open(f"{berit.item_path(item_id)}/nothing"))
    berit.reader.send(f"{berit.item_path(item_id)}/nothing")

    assert "Dere har skrevet noe her. Teksten blir ikke sendt inn, men ligger i utkastet." in asked
    assert berit.draft(item_id)["assessment"] == "Et utkast"


def test_an_item_is_answered_after_all(berit: AtForm) -> None:
    item_id = berit.page.items[0].id
    berit.reader.send(f"{berit.item_path(item_id)}/nothing")
    silent = text(berit.reader.open(berit.item_path(item_id)))

    berit.reader.send(f"{berit.item_path(item_id)}/after-all")

    assert "Skriv et svar likevel" in silent
    assert "Innledende vurdering" in text(berit.reader.open(berit.item_path(item_id)))
    assert not berit.page.items[0].silent


def test_nothing_to_add_to_everything_is_two_clicks_and_submits(berit: AtForm) -> None:
    asked = berit.reader.fill_in(berit.path, {"action": "silent"}, follow_redirects=True)

    receipt = berit.reader.send(f"{berit.path}nothing", follow_redirects=True)

    assert "Svare «Ingen innspill nå» på alt dere er spurt om?" in text(asked)
    assert "Svaret er sendt inn: Ingen innspill nå til 2 punkter" in text(receipt)
    assert berit.page.submission is not None
    assert berit.page.submission.silent


def test_a_form_without_such_an_answer_has_no_such_page(nils: AtForm) -> None:
    item_id = nils.new_item()

    paths = [f"{nils.path}nothing", f"{nils.item_path(item_id)}/nothing"]

    assert [nils.reader.open(path).status_code for path in paths] == [404, 404]
    assert [nils.reader.send(path).status_code for path in paths] == [404, 404]
