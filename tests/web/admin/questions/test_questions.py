"""Questions changed by administrators on pages: drafted, previewed, reviewed, used, taken out as files."""

import io
import zipfile
from typing import Any

import pytest
from werkzeug.test import TestResponse

from formserver.documents.word import package
from formserver.domain.process import Field
from formserver.storage import database, templates
from formserver.storage.templates import TemplatePlace
from formserver.usecases.actors import Actor
from formserver.usecases.processes import change_process, process_in_use
from formserver.usecases.questions import read_questions
from formserver.usecases.questions.read_questions import Questions
from tests.web.house import PROCESS, House, Reader, inputs, parsed, text

HERE = f"/questions/{PROCESS}"
NOTE = f"{HERE}/form/note"
NEW = {
    "label_nb": "Hva koster det?",
    "label_nn": "Kva kostar det?",
    "label_en": "What does it cost?",
    "kind": "long_text",
    "max_length": "500",
    "needed": "1",
    "action": "save",
}


@pytest.fixture
def ada(house: House) -> Reader:
    return house.signed_in(house.account("Ada", administrator=True))


def drafted(house: House) -> Questions:
    return read_questions.read(house.tools, PROCESS)


def field(house: House, key: str, form: str = "note") -> Field | None:
    return drafted(house).form(form).item_field(key)


def add(ada: Reader, **changes: Any) -> TestResponse:
    return ada.fill_in(f"{NOTE}/new/item", NEW | changes)


def labels(answer: TestResponse) -> list[str]:
    """What the questions about an item are called, in order."""
    return [link.text for link in parsed(answer).xpath("//li[starts-with(@id, 'item-')]/div/a")]


def test_the_forms_are_listed_with_the_version_in_use(ada: Reader) -> None:
    page = text(ada.open("/questions"))

    assert "I bruk: versjon 1 fra 1. mars 2027." in page
    assert "Notat Vertskap 11" in page
    assert "Forkast" not in page


def test_an_added_question_is_drafted_and_not_asked_yet(house: House, ada: Reader) -> None:
    answer = add(ada)

    assert answer.headers["Location"] == f"{NOTE}#item-hva_koster_det"
    page = ada.open(NOTE)
    assert labels(page)[-1] == "Hva koster det?"
    assert "Lengre tekst, må fylles ut" in text(page)
    assert "Utkastet er sist endret mandag 1. mars 2027 kl. 10.00 av Ada." in text(page)
    made = field(house, "hva_koster_det")
    assert made
    assert (made.label.to("nn"), made.max_length, made.required) == ("Kva kostar det?", 500, True)
    assert (
        process_in_use.definition(house.tools, PROCESS).process.form("note").item_field("hva_koster_det")
        is None
    )


def test_a_question_says_something_else_in_every_language(house: House, ada: Reader) -> None:
    changes = {"label_nb": "Bakteppe", "help_en": "What is it like?", "max_length": "4 500"}

    ada.fill_in(f"{NOTE}/item/background", changes | {"action": "save"})

    made = field(house, "background")
    assert made
    assert (made.label.to("nb"), made.label.to("nn"), made.max_length) == ("Bakteppe", "Bakgrunn", 4500)
    assert made.help
    assert made.help.to("en") == "What is it like?"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"label_nn": ""}, "Fyll ut «Spørsmål, nynorsk»"),
        ({"help_nb": "Skriv kort."}, "Fyll ut «Hjelpetekst, engelsk»"),
        ({"max_length": "0"}, "Skriv et helt tall fra 1 til 20000 under «Lengste svar, i antall tegn»"),
        ({"max_length": "mye"}, "Skriv et helt tall fra 1 til 20000"),
        ({"max_length": ""}, "Fyll ut «Lengste svar, i antall tegn»"),
        ({"kind": "questions"}, "Velg ett svar på «Type svar»"),
        ({"kind": "choice"}, "Skriv minst 2 svar å velge mellom"),
        ({"kind": "choices"}, "Skriv minst 2 svar å velge mellom"),
    ],
)
def test_a_fault_is_told_at_the_field_and_nothing_typed_is_lost(
    house: House, ada: Reader, changes: dict[str, str], told: str
) -> None:
    answer = add(ada, **changes)

    assert answer.status_code == 422
    assert text(answer).count(told) == 2
    assert inputs(answer)["label_en"] == "What does it cost?"
    assert drafted(house).draft is None


def test_answers_to_choose_from_are_added_moved_and_left_out(house: House, ada: Reader) -> None:
    page = add(ada, kind="choice", action="kind")
    rows = inputs(page)["row"]
    typed = inputs(page) | {
        f"choice-{row}-{language}": f"{word} {language}"
        for row, word in zip(rows, ("Mye", "Lite", "Vet ikke"), strict=True)
        for language in ("nb", "nn", "en")
    }
    moved = ada.send(f"{NOTE}/new/item", typed | {"action": f"up:{rows[1]}"})
    dropped = ada.send(f"{NOTE}/new/item", inputs(moved) | {"action": f"drop:{rows[2]}"})
    more = ada.send(f"{NOTE}/new/item", inputs(dropped) | {"action": "add"})

    saved = ada.send(f"{NOTE}/new/item", inputs(more) | {"action": "save"})

    assert [one.status_code for one in (page, moved, dropped, more)] == [200] * 4
    assert len(inputs(more)["row"]) == 3
    assert saved.status_code == 303
    made = field(house, "hva_koster_det")
    assert made
    assert [(one.key, one.label.to("nn")) for one in made.choices] == [
        ("lite_nb", "Lite nn"),
        ("mye_nb", "Mye nn"),
    ]


def test_answers_keep_their_names_when_their_words_and_order_change(house: House, ada: Reader) -> None:
    path = f"{NOTE}/item/priority"
    page = ada.fill_in(path, {"choice-1-nb": "Viktigst av alt", "action": "down:1"})
    legends = [one.text.strip() for one in parsed(page).xpath("//fieldset[@id='choices']//legend")]

    ada.send(path, inputs(page) | {"action": "save"})

    assert legends[1:] == ["Svar 1", "Svar 2", "Svar 3"]
    made = field(house, "priority")
    assert made
    assert [(one.key, one.label.to("nb")) for one in made.choices] == [
        ("2", "2 – viktig"),
        ("1", "Viktigst av alt"),
        ("3", "3 – kan vente"),
    ]


def test_a_name_of_an_answer_is_never_taken_from_the_page(house: House, ada: Reader) -> None:
    ada.fill_in(f"{NOTE}/item/priority", {"choice-1-key": "stolen", "action": "save"})

    made = field(house, "priority")
    assert made
    assert [one.key for one in made.choices] == ["viktigst", "2", "3"]


def test_the_silent_answer_cannot_be_dropped(ada: Reader) -> None:
    path = f"{HERE}/form/response/item/status"
    page = ada.open(path)
    last = inputs(page)["row"][-1]

    after = ada.send(path, inputs(page) | {"action": f"drop:{last}"})

    assert "Dette svaret betyr «ingenting å tilføye nå», og kan ikke tas ut." in text(page)
    assert inputs(after)["row"][-1] == last


def test_what_the_product_stands_on_says_why_it_stays(house: House, ada: Reader) -> None:
    page = ada.open(f"{NOTE}/item/title")
    tried = ada.send(f"{NOTE}/item/title/remove", {"mark": drafted(house).mark})

    assert "Svaret er navnet på punktet" in text(page)
    assert not parsed(page).xpath("//select")
    assert ada.open(f"{NOTE}/item/title/remove").headers["Location"] == NOTE
    assert tried.headers["Location"] == NOTE
    assert text(ada.open(NOTE)).count("Svaret er navnet på punktet") == 2
    assert field(house, "title")


def test_another_kind_of_what_must_stay_cannot_be_posted(house: House, ada: Reader) -> None:
    answer = ada.fill_in(f"{NOTE}/item/title", {"kind": "long_text", "action": "save"})

    assert (answer.status_code, drafted(house).draft) == (422, None)


def test_questions_are_moved(house: House, ada: Reader) -> None:
    mark = {"mark": drafted(house).mark}

    answer = ada.send(f"{NOTE}/item/priority/move", mark | {"action": "up"})

    assert answer.headers["Location"] == f"{NOTE}#item-priority"
    assert labels(ada.open(NOTE))[-2:] == ["Prioritet", "Ønsket resultat"]


def test_before_a_question_is_taken_out_the_word_templates_that_use_it_are_named(
    house: House, ada: Reader
) -> None:
    asked = text(ada.open(f"{NOTE}/item/tried/remove"))
    unused = text(ada.open(f"{NOTE}/once/approved_by/remove"))

    ada.fill_in(f"{NOTE}/item/tried/remove", {})

    assert "Notat, nynorsk, versjon 1 item.tried" in asked
    assert "Word-malene under bruker svaret." in asked
    assert "Vil du ta ut «Godkjent av»?" in unused
    assert field(house, "tried") is None
    review = ada.open(f"{HERE}/publish")
    assert "Dokumentpakke, bokmål, versjon 1 item.tried" in text(review)
    assert "Ta i bruk for nye dialoger" not in text(review)
    assert ada.send(f"{HERE}/publish", {"mark": drafted(house).mark}).status_code == 422
    assert drafted(house).draft


def test_a_question_that_was_taken_out_is_put_back_from_the_review(house: House, ada: Reader) -> None:
    ada.fill_in(f"{NOTE}/item/tried/remove", {})
    offered = "Ta inn igjen Hva kommunen allerede har prøvd" in text(ada.open(f"{HERE}/publish"))

    answer = ada.send(f"{NOTE}/item/tried/back", {"mark": drafted(house).mark}, follow_redirects=True)

    assert offered
    assert field(house, "tried")
    assert "Spørsmålet er tatt inn igjen i utkastet." in text(answer)


def test_a_question_is_not_put_back_into_a_draft_that_changed_meanwhile(house: House, ada: Reader) -> None:
    ada.fill_in(f"{NOTE}/item/tried/remove", {})

    answer = ada.send(f"{NOTE}/item/tried/back", {"mark": "old"}, follow_redirects=True)

    assert field(house, "tried") is None
    assert "har endret utkastet siden du åpnet siden" in text(answer)


def test_a_draft_is_reviewed_and_used_by_new_dialogs_alone(house: House, ada: Reader) -> None:
    running = house.plan()
    add(ada)
    review = ada.open(f"{HERE}/publish")

    answer = ada.send(f"{HERE}/publish", inputs(review) | {"note": "Kostnad må med"})

    assert "Hva koster det? hva_koster_det Notat Spørsmål om hvert punkt Nytt" in text(review)
    assert answer.headers["Location"] == "/questions"
    assert "Versjon 2 er tatt i bruk for nye dialoger." in text(ada.open("/questions"))
    assert house.dialog(house.plan()).process.form("note").item_field("hva_koster_det")
    assert house.dialog(running).process.form("note").item_field("hva_koster_det") is None
    versions = text(ada.open(f"{HERE}/versions"))
    assert "Versjon 2 I bruk mandag 1. mars 2027 kl. 10.00 Ada Kostnad må med Spørsmål" in versions


def test_without_a_draft_there_is_nothing_to_review(ada: Reader) -> None:
    answers = [ada.open(f"{HERE}/publish"), ada.send(f"{HERE}/publish", {"note": ""})]

    assert [answer.headers["Location"] for answer in answers] == ["/questions"] * 2


def test_what_a_change_is_about_is_told(ada: Reader) -> None:
    ada.fill_in(f"{NOTE}/item/background", {"label_nb": "Bakteppe", "max_length": "9", "action": "save"})

    assert "Endret teksten og lengden på svaret" in text(ada.open(f"{HERE}/publish"))


def test_another_order_and_changed_letters_are_told(house: House, ada: Reader) -> None:
    ada.send(f"{NOTE}/item/priority/move", {"mark": drafted(house).mark, "action": "up"})
    assert "Notat: Spørsmålene står i en annen rekkefølge." in text(ada.open(f"{HERE}/publish"))


def test_a_draft_is_forgotten_after_a_question(house: House, ada: Reader) -> None:
    add(ada)

    asked = text(ada.open(f"{HERE}/discard"))
    answer = ada.fill_in(f"{HERE}/discard", {})

    assert "Alle endringene i utkastet blir borte." in asked
    assert answer.headers["Location"] == "/questions"
    assert drafted(house).draft is None


def test_two_administrators_never_overwrite_each_other(house: House, ada: Reader) -> None:
    other = house.signed_in(house.account("Kari", administrator=True))
    mine = inputs(ada.open(f"{NOTE}/item/background"))
    other.fill_in(f"{NOTE}/item/background", {"label_nb": "Karis tekst", "action": "save"})

    refused = ada.send(f"{NOTE}/item/background", mine | {"label_nb": "Adas tekst", "action": "save"})
    again = ada.send(f"{NOTE}/item/background", inputs(refused) | {"action": "save"})

    assert refused.status_code == 409
    assert "Kari endret utkastet mandag 1. mars 2027 kl. 10.00" in text(refused)
    assert "Slik står det nå" in text(refused)
    assert "Karis tekst" in text(refused)
    assert inputs(refused)["label_nb"] == "Adas tekst"
    assert again.status_code == 303
    made = field(house, "background")
    assert made
    assert made.label.to("nb") == "Adas tekst"


def test_what_was_typed_for_a_question_that_is_gone_can_be_added_anew(house: House, ada: Reader) -> None:
    mine = inputs(ada.open(f"{NOTE}/item/priority"))
    house.signed_in(house.account("Kari", administrator=True)).fill_in(f"{NOTE}/item/priority/remove", {})

    refused = ada.send(f"{NOTE}/item/priority", mine | {"action": "save"})
    form = max(parsed(refused).forms, key=lambda one: len(one.fields.keys()))
    added = ada.send(form.action, inputs(refused) | {"action": "save"})

    assert "Spørsmålet er tatt ut av utkastet." in text(refused)
    assert (form.action, added.status_code) == (f"{NOTE}/new/item", 303)
    assert field(house, "prioritet")


@pytest.mark.parametrize(
    "path", [f"{NOTE}/item/priority/move", f"{NOTE}/item/priority/remove", f"{HERE}/discard"]
)
def test_a_page_that_was_overtaken_changes_nothing_and_says_so(house: House, ada: Reader, path: str) -> None:
    add(ada)

    answer = ada.send(path, {"mark": "1", "action": "up"})

    assert "Ada har endret utkastet siden du åpnet siden." in text(ada.open(answer.headers["Location"]))
    assert field(house, "hva_koster_det")
    assert labels(ada.open(NOTE))[-2] == "Prioritet"


def test_a_draft_is_not_used_from_a_page_that_was_overtaken(house: House, ada: Reader) -> None:
    add(ada)
    review = ada.open(f"{HERE}/publish")
    add(ada, label_nb="Når?")

    answer = ada.send(f"{HERE}/publish", inputs(review))

    assert answer.status_code == 422
    assert "Ada har endret utkastet" in text(answer)
    assert drafted(house).in_use.number == 1


def test_a_page_that_is_too_old_keeps_what_was_typed(house: House, ada: Reader) -> None:
    answer = ada.client.post(f"{NOTE}/new/item", data=NEW)
    add(ada)
    review = ada.client.post(f"{HERE}/publish", data={"note": "Fordi", "mark": drafted(house).mark})

    assert answer.status_code == 400
    assert inputs(answer)["label_nb"] == "Hva koster det?"
    assert inputs(review)["note"] == "Fordi"
    assert drafted(house).in_use.number == 1


def test_questions_changed_elsewhere_since_the_draft_began_are_told(house: House, ada: Reader) -> None:
    add(ada)
    files = dict(process_in_use.definition(house.tools, PROCESS).files)
    files["process.toml"] += "\n# by hand\n"
    change_process.new_version(house.tools, Actor(name="Kari"), PROCESS, files, "")

    review = text(ada.open(f"{HERE}/publish"))

    assert "Dette er endret i versjonen som er i bruk, etter at utkastet ble begynt: process.toml." in review
    assert "Ta i bruk for nye dialoger" not in review


def test_the_preview_shows_the_form_as_it_will_be_with_nothing_to_send(house: House, ada: Reader) -> None:
    add(ada, kind="yes_no")

    once, item = ada.open(f"{NOTE}/preview"), ada.open(f"{NOTE}/preview?part=item")

    assert "Kort om kommunen og situasjonen" in text(once)
    assert "Hva koster det?" not in text(once)
    assert "Hva koster det? Ja Nei" in text(item)
    assert "Vertskap 1 Vertskap 2" in text(item)
    assert parsed(item).xpath("//main//form") == []
    assert drafted(house).draft


@pytest.mark.parametrize("form", ["note", "response"])
def test_every_kind_of_question_has_its_preview(ada: Reader, form: str) -> None:
    for part in ("once", "item", "neither"):
        assert ada.open(f"{HERE}/form/{form}/preview?part={part}").status_code == 200


def test_questions_of_an_earlier_version_are_used_again(house: House, ada: Reader) -> None:
    add(ada)
    ada.fill_in(f"{HERE}/publish", {})
    seen = text(ada.open(f"{HERE}/version/1"))

    ada.fill_in(f"{HERE}/version/1", {})

    assert "Hva koster det? hva_koster_det Notat Spørsmål om hvert punkt Tas ut" in seen
    assert field(house, "hva_koster_det") is None
    assert "Versjon 3 I bruk" in text(ada.open(f"{HERE}/versions"))


def test_who_goes_back_without_having_seen_what_is_in_use_looks_again(house: House, ada: Reader) -> None:
    seen = inputs(ada.open(f"{HERE}/version/1"))
    add(ada)
    ada.fill_in(f"{HERE}/publish", {})

    answer = ada.send(f"{HERE}/version/1", seen, follow_redirects=True)

    assert "Noen har endret spørsmålene siden du åpnet siden." in text(answer)
    assert field(house, "hva_koster_det")


def test_a_question_whose_new_kind_a_word_template_cannot_use_is_changed_back_from_the_review(
    house: House, ada: Reader
) -> None:
    once = f"{HERE}/form/response/once/specialists"
    ada.fill_in(once, {"kind": "text", "max_length": "200", "action": "save"})

    review = ada.open(f"{HERE}/publish")

    assert "eller som nå er en annen type svar" in text(review)
    assert "response.specialists" in text(review)
    assert once in parsed(review).xpath("//main//td//a/@href")


def fitting(page: TestResponse, name: str) -> str:
    """The first version that one may choose."""
    return str(parsed(page).xpath(f"//input[@name='mend-{name}']/@value")[0])


def test_an_earlier_version_that_word_templates_hinder_is_told_and_another_is_chosen(
    house: House, ada: Reader
) -> None:
    add(ada)
    ada.fill_in(f"{HERE}/publish", {})
    place = TemplatePlace(process=PROCESS, document="note", language="nb")
    with database.writing():
        members = package.unpack(templates.content(templates.in_use(place).id))
        asking = {
            name: member.replace(b"item.tried", b"item.hva_koster_det") for name, member in members.items()
        }
        newer = templates.add(place, package.repack(asking), "Ada", "", house.clock())
        templates.use(newer.id, "Ada", house.clock())

    refused = ada.send(f"{HERE}/version/1", inputs(ada.open(f"{HERE}/version/1")))
    still_asked = field(house, "hva_koster_det")
    answer = ada.send(f"{HERE}/version/1", inputs(refused) | {"mend-note-nb": fitting(refused, "note-nb")})

    assert refused.status_code == 422
    assert 'href="/templates/mulighetsdialog/note/nb"' in refused.get_data(as_text=True)
    assert "Notat, bokmål, versjon 2 item.hva_koster_det Dette passer: versjon 1." in text(refused)
    assert text(refused).count("Velg ett svar på «Mal for Notat, bokmål»") == 2
    assert still_asked
    assert answer.headers["Location"] == f"{HERE}/versions"
    assert field(house, "hva_koster_det") is None
    with database.reading():
        assert templates.in_use(place).number == 1


def test_newer_word_templates_that_are_used_along_are_told(house: House, ada: Reader) -> None:
    ada.fill_in(f"{NOTE}/item/tried/remove", {})
    review = ada.open(f"{HERE}/publish")
    with database.writing():
        for language in ("nb", "nn"):
            for document in ("note", "packet", "supplement"):
                place = TemplatePlace(process=PROCESS, document=document, language=language)
                members = package.unpack(templates.content(templates.in_use(place).id))
                fit = {name: one.replace(b"item.tried", b"item.title") for name, one in members.items()}
                templates.add(place, package.repack(fit), "Ada", "uten forsøk", house.clock())

    mended = ada.open(f"{HERE}/publish")
    chosen = {name: fitting(mended, name.removeprefix("mend-")) for name in asked_of(mended)}
    one_missing = ada.send(f"{HERE}/publish", inputs(mended) | dict([*chosen.items()][1:]) | {"note": "Nå"})
    ada.send(f"{HERE}/publish", inputs(one_missing) | chosen)

    assert "Ingen annen versjon passer. Last opp en ny." in text(review)
    assert len(chosen) == 6
    assert "Ada, mandag 1. mars 2027 kl. 10.00. Merknad: «uten forsøk». Nye linjer: «" in text(mended)
    assert one_missing.status_code == 422
    assert text(one_missing).count("Velg ett svar på «Mal for Notat, bokmål»") == 2
    assert len(parsed(one_missing).xpath("//input[@type='radio' and @checked]")) == 5
    assert drafted(house).in_use.number == 2
    assert drafted(house).in_use.note == "Nå"


def asked_of(page: TestResponse) -> list[str]:
    """The Word templates of which one is to choose a version, in the order of the page."""
    return [*dict.fromkeys(map(str, parsed(page).xpath("//input[starts-with(@name, 'mend-')]/@name")))]


def test_why_no_version_fits_is_told_with_the_version(house: House, ada: Reader) -> None:
    ada.fill_in(f"{NOTE}/item/tried/remove", {})
    place = TemplatePlace(process=PROCESS, document="note", language="nb")
    with database.writing():
        templates.add(place, b"no Word file", "Ada", "feil fil", house.clock())
        members = package.unpack(templates.content(templates.in_use(place).id))
        other = {name: one.replace(b"item.tried", b"item.gone") for name, one in members.items()}
        asking = templates.add(place, package.repack(other), "Ada", "", house.clock())
    ada.send(f"/templates/version/{asking.id}/check", {})

    page = text(ada.open(f"{HERE}/publish"))
    assert "Ingen annen versjon passer. Last opp en ny. Versjon 3 : Bruker også item.gone." in page
    assert "Versjon 2 : Feil: Filen er ikke et helt Word-dokument" in page
    assert "Ta i bruk for nye dialoger" not in page


def test_a_version_that_is_not_there_is_no_page(ada: Reader) -> None:
    assert ada.open(f"{HERE}/version/99").status_code == 404
    assert ada.open(f"{NOTE}/item/nothing").status_code == 404
    assert ada.open(f"{NOTE}/item/nothing/remove").status_code == 404
    assert ada.open(f"{NOTE}/neither/title").status_code == 404
    assert ada.open(f"{HERE}/form/nothing").status_code == 404
    assert ada.open("/questions/nothing/versions").status_code == 404


def taken_out(ada: Reader, query: str = "") -> dict[str, bytes]:
    answer = ada.open(f"{HERE}/files{query}")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def taken_in(ada: Reader, files: dict[str, bytes]) -> TestResponse:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    mark = inputs(ada.open(f"{HERE}/import"))["mark"]
    return ada.send(
        f"{HERE}/import",
        {"mark": mark, "file": (io.BytesIO(made.getvalue()), "prosess.zip")},
        content_type="multipart/form-data",
    )


def test_files_are_taken_out_changed_and_taken_in_as_a_draft(house: House, ada: Reader) -> None:
    files = taken_out(ada)
    files["process.toml"] = files["process.toml"].replace(b'nb = "Prioritet"', b'nb = "Hast"')

    answer = taken_in(ada, files)

    assert answer.headers["Location"] == f"{HERE}/publish"
    review = text(ada.open(f"{HERE}/publish"))
    assert "Filene er hentet inn som utkast." in review
    assert "Hast priority Notat Spørsmål om hvert punkt Endret teksten" in review
    assert b'nb = "Hast"' in taken_out(ada, "?of=draft")["process.toml"]
    assert b'nb = "Hast"' not in taken_out(ada)["process.toml"]
    assert "Det er et utkast fra før, sist endret mandag 1. mars 2027" in text(ada.open(f"{HERE}/import"))
    assert drafted(house).in_use.number == 1


def test_the_same_files_make_no_draft(ada: Reader) -> None:
    taken_in(ada, taken_out(ada))

    assert "Tekstene er de samme som er i bruk. Det er ikke noe utkast." in text(ada.open("/questions"))


def test_every_fault_of_the_files_is_told_by_file_place_and_reason(house: House, ada: Reader) -> None:
    files = taken_out(ada)
    files["process.toml"] = files["process.toml"].replace(b'kind = "hosts"', b'kind = "prose"')
    broken = taken_in(ada, files)
    files = taken_out(ada) | {"note.nb.docx": b"no Word file"}
    letter = "letters/note_receipt.nb.txt"
    files[letter] = files[letter].replace(b"{{", b"{{{")
    unfit = taken_in(ada, files)

    assert "Ingenting er hentet inn. Rett opp 1 feil i filene." in text(broken)
    assert (
        "process.toml forms → note → item_fields → nr. 3 → kind «prose» kan ikke stå her. Skriv ett av"
        in text(broken)
    )
    assert "note.nb.docx – " in text(unfit)
    assert letter in text(unfit)
    assert drafted(house).draft is None


def test_faults_of_the_files_are_told_in_the_readers_language(ada: Reader) -> None:
    files = taken_out(ada)
    files["process.toml"] = files["process.toml"].replace(b"joint = true", b"joint = ja")
    ada.open("/questions?lang=nn")

    page = taken_in(ada, files)

    line = files["process.toml"].split(b"joint = ja")[0].count(b"\n") + 1
    assert f"process.toml – Fila er ikkje gyldig TOML på linje {line}, ved teikn 9: «joint = ja»." in text(
        page
    )


def test_an_earlier_version_that_fits_no_longer_says_why(house: House, ada: Reader) -> None:
    files = dict(process_in_use.definition(house.tools, PROCESS).files)
    files["process.toml"] = files["process.toml"].replace('informed = "note_to_read"\n', "")
    without = {path: text for path, text in files.items() if "note_to_read" not in path}
    change_process.new_version(house.tools, Actor(name="Ada"), PROCESS, without, "")

    page = text(ada.open(f"{HERE}/version/1"))

    assert "Filene passer ikke sammen lenger" in page
    assert (
        "process.toml, forms → note → letters → informed: Mappen letters har ikke noe brev som heter "
        "«note_to_read». Rett navnet, eller legg brevet i mappen." in page
    )


def test_a_file_must_be_chosen(ada: Reader) -> None:
    answer = ada.send(f"{HERE}/import", {"mark": ""})

    assert (answer.status_code, text(answer).count("Velg zip-filen du vil hente inn.")) == (422, 2)


def test_files_do_not_come_over_a_draft_that_was_not_seen(house: House, ada: Reader) -> None:
    data = {"mark": "0", "file": (io.BytesIO(b"PK"), "prosess.zip")}

    answer = ada.send(f"{HERE}/import", data, content_type="multipart/form-data")

    assert answer.status_code == 409
    assert "har endret utkastet siden du åpnet siden." in text(answer)
    assert drafted(house).draft is None
