from datetime import timedelta

from formserver.usecases.actors import actor_of
from formserver.usecases.forms import reopen_form
from tests.web.form_pages.conftest import AtForm
from tests.web.house import House, inputs, parsed, text

ONCE = {"f-summary": "Kort om oss", "f-contact": "Nils, 00 00 00 02"}
ITEM = {"f-kind": "ønske", "f-title": "Utleieboliger", "f-background": "Det er få", "f-outcome": "Flere"}
ANSWER = {"f-status": "mulig", "f-assessment": "Det går an"}


def write_note(nils: AtForm) -> int:
    """Fill in all that is required; gives the id of the item."""
    nils.reader.fill_in(nils.path, ONCE)
    item_id = nils.new_item()
    asked = nils.house.responders(nils.writer.dialog_id)[0]
    nils.reader.fill_in(nils.item_path(item_id), ITEM | {f"f-asks-{asked.id}": "Hva er mulig?"})
    return item_id


def answer_all(berit: AtForm) -> None:
    """Answer every item and name a contact."""
    for item in berit.page.items:
        berit.reader.fill_in(berit.item_path(item.id), ANSWER)
    berit.reader.fill_in(berit.path, {"f-contact": "Berit"})


def test_the_check_page_tells_all_that_is_lacking_and_where_to_mend_it(nils: AtForm) -> None:
    item_id = nils.new_item()
    nils.reader.fill_in(nils.path, {"f-contact": ""})

    page = parsed(nils.reader.open(f"{nils.path}check"))

    errors = page.get_element_by_id("errors")
    assert "Du må rette opp 7 feil før du kan sende inn" in errors.text_content()
    assert errors.xpath(".//a/@href")[1:4] == [
        f"{nils.path}?lacks=1#f-contact",
        f"{nils.item_path(item_id)}?lacks=1#f-kind-1",
        f"{nils.item_path(item_id)}?lacks=1#f-title",
    ]
    assert page.xpath("//form[@method='post']") == []


def test_what_is_lacking_is_told_at_the_field_in_the_same_words(nils: AtForm) -> None:
    item_id = nils.new_item()

    page = nils.reader.open(f"{nils.item_path(item_id)}?lacks=1")

    assert text(page).count("Skriv spørsmål til minst én av dem som skal svare") == 2
    assert parsed(page).get_element_by_id("f-title").get("aria-invalid") == "true"


def test_a_form_with_holes_is_not_submitted_by_a_button_that_is_not_there(nils: AtForm) -> None:
    response = nils.reader.send(f"{nils.path}check")

    assert response.headers["Location"] == f"{nils.path}check"
    assert nils.page.submission is None


def test_the_note_is_checked_submitted_and_receipted(nils: AtForm) -> None:
    write_note(nils)

    check = text(nils.reader.open(f"{nils.path}check"))
    receipt = nils.reader.send(f"{nils.path}check", follow_redirects=True)

    assert "Alt som må fylles ut, er fylt ut." in check
    assert "Når du sender inn, går notatet til dem som skal svare, og til postmottakene." in check
    assert "Notatet er sendt inn" in text(receipt)
    assert "Sendt inn mandag 1. mars 2027 kl. 10.00 av Nils Holtålen. Kvittering nr. 2027-0001." in text(
        receipt
    )


def test_the_receipt_can_be_opened_again_and_pressing_twice_submits_once(nils: AtForm) -> None:
    write_note(nils)

    for _ in range(2):
        nils.reader.send(f"{nils.path}check")

    assert [version.number for version in nils.page.versions] == [1]
    assert nils.reader.open(f"{nils.path}receipt").status_code == 200


def test_what_was_submitted_is_read_as_plain_text(nils: AtForm) -> None:
    write_note(nils)
    nils.reader.send(f"{nils.path}check")

    page = nils.reader.open(f"{nils.path}read")

    assert "1.1 Utleieboliger Ønske eller problemstilling Ønske Bakgrunn Det er få" in text(page)
    assert parsed(page).xpath("//main//input[not(@type='hidden')] | //main//textarea") == []


def test_a_correction_stands_when_it_is_submitted_and_the_first_version_stays(nils: AtForm) -> None:
    write_note(nils)
    nils.reader.send(f"{nils.path}check")
    nils.house.clock.advance(timedelta(hours=1))

    nils.reader.fill_in(nils.path, {"f-summary": "Rettet"})
    before = text(nils.reader.open(f"{nils.path}read"))
    check = text(nils.reader.open(f"{nils.path}check"))
    receipt = text(nils.reader.send(f"{nils.path}check", follow_redirects=True))
    first = text(nils.reader.open(f"{nils.path}read/1"))

    assert "Kort om oss" in before
    assert "Dette endrer dere «Kort om kommunen og situasjonen» er endret" in check
    assert "Rettelsen er sendt inn" in receipt
    assert "Kort om oss" in first
    assert "Dette er versjon 1. Den er erstattet." in first
    assert "Rettet" in text(nils.reader.open(f"{nils.path}read"))


def test_a_correction_without_a_change_is_not_submitted(nils: AtForm) -> None:
    write_note(nils)
    nils.reader.send(f"{nils.path}check")

    check = text(nils.reader.open(f"{nils.path}check"))
    nils.reader.send(f"{nils.path}check")

    assert "Ingenting er endret, så det er ingenting å sende inn." in check
    assert len(nils.page.versions) == 1


def test_a_correction_is_thrown_away_after_a_question(nils: AtForm) -> None:
    write_note(nils)
    nils.reader.send(f"{nils.path}check")
    nils.house.clock.advance(timedelta(hours=1))
    nils.reader.fill_in(nils.path, {"f-summary": "Rettet"})

    asked = text(nils.reader.open(f"{nils.path}discard"))
    nils.reader.send(f"{nils.path}discard")

    assert "Vil du forkaste rettelsen?" in asked
    assert nils.draft()["summary"] == "Kort om oss"


def test_after_the_deadline_the_form_is_locked_and_says_whom_to_call(nils: AtForm) -> None:
    write_note(nils)
    nils.reader.send(f"{nils.path}check")
    nils.house.clock.turn_to(nils.page.deadline.at + timedelta(minutes=1))

    overview = nils.reader.open(nils.path)
    read = text(nils.reader.open(f"{nils.path}read"))

    assert overview.headers["Location"] == f"{nils.path}read"
    assert "kan Kari åpne for endring. Ring +47 00 00 00 01." in read


def test_what_is_typed_in_a_form_that_was_locked_meanwhile_stands_on_the_page(nils: AtForm) -> None:
    write_note(nils)
    nils.reader.send(f"{nils.path}check")
    typed = inputs(nils.reader.open(nils.path)) | {"f-summary": "For sent skrevet"}
    nils.house.clock.turn_to(nils.page.deadline.at + timedelta(minutes=1))

    response = nils.reader.send(nils.path, typed)

    assert response.status_code == 409
    assert "For sent skrevet" in text(response)
    assert nils.draft()["summary"] == "Kort om oss"


def test_a_page_from_before_somebody_submitted_saves_nothing_and_keeps_the_text(nils: AtForm) -> None:
    write_note(nils)
    typed = inputs(nils.reader.open(nils.path)) | {"f-summary": "Skrevet imens"}
    nils.reader.send(f"{nils.path}check")

    response = nils.reader.send(nils.path, typed)

    assert response.status_code == 409
    assert "Ikke lagret. Nils Holtålen sendte inn kl. 10.00. Teksten din står nederst på siden." in text(
        response
    )
    assert "Skrevet imens" in text(response)
    assert nils.draft()["summary"] == "Kort om oss"


def test_a_reopened_form_says_until_when_and_why(nils: AtForm) -> None:
    write_note(nils)
    nils.reader.send(f"{nils.path}check")
    house, kari = nils.house, nils.house.account("Kari")
    house.clock.turn_to(nils.page.deadline.at + timedelta(days=1))
    sheet = house.dialog(nils.writer.dialog_id).sheets[0]
    until = house.clock() + timedelta(days=2)
    reopen_form.reopen_form(
        house.tools, actor_of(kari), nils.writer.dialog_id, sheet.id, reason="Ny sak", until=until
    )

    overview = text(nils.reader.open(nils.path))

    assert "Åpnet for endring til lørdag 27. mars 2027 kl. 12.00. Grunn: Ny sak" in overview


def test_those_who_answer_see_old_and_new_text_of_a_corrected_item(house: House, berit: AtForm) -> None:
    nils, home = house.visitor(house.host(berit.writer.dialog_id).contacts[-1])
    item = berit.page.items[0]
    berit.reader.fill_in(berit.item_path(item.id), ANSWER)
    house.clock.advance(timedelta(hours=1))
    nils.fill_in(f"{home}form/item/{item.id}", {"f-background": "Slik er det nå"})
    nils.send(f"{home}form/check")

    page = text(berit.reader.open(berit.item_path(item.id)))

    assert "Vertskapet rettet dette punktet 1. mars. Se hva som er endret." in page
    assert "Bakgrunn Før Slik er det Nå Slik er det nå" in page
    assert inputs(berit.reader.open(berit.item_path(item.id)))["f-assessment"] == "Det går an"


def test_the_answer_to_an_item_that_was_taken_out_is_kept_and_shown(house: House, berit: AtForm) -> None:
    nils, home = house.visitor(house.host(berit.writer.dialog_id).contacts[-1])
    item = berit.page.items[0]
    berit.reader.fill_in(berit.item_path(item.id), ANSWER)
    house.clock.advance(timedelta(hours=1))
    nils.send(f"{home}form/item/{item.id}/remove")
    nils.send(f"{home}form/check")

    overview = text(berit.reader.open(berit.path))
    page = berit.reader.open(berit.item_path(item.id))

    assert "Tatt ut" in overview
    assert "Vertskapet tok ut dette punktet 1. mars. Svaret deres er tatt vare på." in text(page)
    assert "Det går an" in text(page)


def test_removing_an_item_that_was_answered_says_that_the_answers_are_kept(
    house: House, berit: AtForm
) -> None:
    answer_all(berit)
    berit.reader.send(f"{berit.path}check")
    nils, home = house.visitor(house.host(berit.writer.dialog_id).contacts[-1])

    asked = text(nils.open(f"{home}form/item/{berit.page.items[0].id}/remove"))

    assert "Noen har svart på punkt 1.1. Fjerner du punktet, er svarene likevel tatt vare på." in asked


def test_a_response_is_checked_and_submitted(berit: AtForm) -> None:
    answer_all(berit)

    check = text(berit.reader.open(f"{berit.path}check"))
    receipt = text(berit.reader.send(f"{berit.path}check", follow_redirects=True))

    assert "Dere svarer på 2 av 2 punkter." in check
    assert "Svaret er sendt inn" in receipt


def test_a_late_response_is_taken_and_told_that_it_is_late(berit: AtForm) -> None:
    answer_all(berit)
    berit.house.clock.turn_to(berit.page.deadline.at + timedelta(minutes=1))

    check = text(berit.reader.open(f"{berit.path}check"))

    assert "Fristen er ute. Du kan fortsatt sende inn." in check


def test_everything_written_is_printed_before_it_is_submitted_too(nils: AtForm) -> None:
    write_note(nils)

    page = text(nils.reader.open(f"{nils.path}print"))

    assert "Skrevet ut mandag 1. mars 2027 kl. 10.00. Påbegynt." in page
    assert "1.1 Utleieboliger" in page


def test_a_form_that_waits_for_the_questions_says_so(house: House, dialog_id: int) -> None:
    reader, home = house.visitor(house.responders(dialog_id)[0].contacts[0])

    response = reader.open(f"{home}form/", follow_redirects=True)

    assert "Skjemaet åpner når spørsmålene er sendt inn." in text(response)


def test_a_person_without_a_name_or_a_way_to_attend_is_told_in_the_right_row(berit: AtForm) -> None:
    rows = {
        "f-specialists-0-name": "Tuva",
        "f-specialists-0-attendance": "room",
        "f-specialists-1-title": "Jurist",
    }
    berit.reader.fill_in(berit.path, {"action": "add-row:specialists"})
    berit.reader.send(berit.path, {"version-f-specialists": "0", **rows})

    errors = parsed(berit.reader.open(f"{berit.path}check")).get_element_by_id("errors")
    page = berit.reader.open(f"{berit.path}?lacks=1")

    assert f"{berit.path}?lacks=1#f-specialists-1-name" in errors.xpath(".//a/@href")
    assert f"{berit.path}?lacks=1#f-specialists-1-attendance-1" in errors.xpath(".//a/@href")
    assert parsed(page).get_element_by_id("f-specialists-1-name").get("aria-invalid") == "true"
