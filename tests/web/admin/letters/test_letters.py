"""Letters in the administrator's hands: told at the field what is wrong, shown, tried and taken back."""

import re
from typing import Any

import pytest

from formserver.storage import database, outbox
from formserver.usecases.actors import Actor
from formserver.usecases.letters import change_letter, try_letter
from formserver.usecases.letters.change_letter import TypedLetter
from formserver.usecases.processes import change_process, letters_in_use
from formserver.usecases.processes.letters_in_use import LetterPlace
from tests.web.house import PROCESS, House, Reader, inputs, parsed, text

INVITATION = LetterPlace(process=PROCESS, letter="note_invitation", language="nb")
LETTER = f"/letters/{PROCESS}/note_invitation/nb"
CLOSING = f"/letters/{PROCESS}/closing.party/nb"
CODE = "/letters/service/sign_in_code/nb"
BODY = "Hei, {{ recipient.name }}\n\nSkriv her:\n{{ link }}"


@pytest.fixture
def ada(house: House) -> Reader:
    return house.signed_in(house.account("Ada", administrator=True))


def in_use(house: House, place: LetterPlace = INVITATION) -> str:
    return letters_in_use.of_process(house.tools, place.process).text(place).body


def save(house: House, body: str, by: str = "Nils") -> None:
    """Somebody else changes the invitation."""
    seen = change_letter.fingerprint(letters_in_use.of_process(house.tools, PROCESS).text(INVITATION))
    typed = TypedLetter(subject="Skriv notatet", body=body, note="", seen=seen)
    change_letter.save_letter(house.tools, Actor(name=by), INVITATION, typed)


def typed(reader: Reader, path: str = LETTER, **changes: str) -> dict[str, Any]:
    """What the page would send, with some of it typed anew."""
    return inputs(reader.open(path)) | {"action": "save"} | changes


def test_the_list_says_who_gets_each_letter_and_who_changed_it(house: House, ada: Reader) -> None:
    save(house, BODY)

    page = parsed(ada.open("/letters"))

    def rows(group: str, reader: str) -> list[str]:
        section = f"//section[@aria-labelledby='group-{group}']"
        found = page.xpath(f"{section}//details[starts-with(normalize-space(summary), '{reader}')]//tbody/tr")
        return [" ".join(row.text_content().split()) for row in found]

    contacts = rows(PROCESS, "Kontaktpersoner (")
    assert contacts[0].startswith("Invitasjon til å skrive notatet bokmål")
    assert contacts[0].endswith("1. mars 2027Nils")
    assert contacts[3].startswith("Kvittering for notatet bokmål")
    assert contacts[3].endswith("Fulgte med tjenesten")
    assert [row.split()[0] for row in rows("service", "Brukere (3)")] == [
        "Innloggingskode",
        "Tilgang",
        "Noe",  # kunne ikke gjøres
    ]
    assert rows(PROCESS, "Står i andre brev (3)")[0].startswith("Avslutning til organisatorer")


def test_the_way_back_from_a_letter_opens_the_group_it_stands_in(ada: Reader) -> None:
    back = parsed(ada.open(LETTER)).xpath("//nav[contains(@class, 'breadcrumbs')]//a/@href")[0]

    opened = parsed(ada.open(back)).xpath("//details[@open]")

    assert len(opened) == 1
    assert "Invitasjon til å skrive notatet" in opened[0].text_content()


def test_a_letter_shows_its_text_how_it_looks_and_the_names_it_may_use(ada: Reader) -> None:
    page = parsed(ada.open(LETTER))

    told = " ".join(page.text_content().split())
    frame = page.xpath("//iframe/@srcdoc")[0]
    assert "{{ recipient.name }}" in page.xpath("//textarea")[0].text
    assert "Nils Skissestad" in frame
    assert "[personlig lenke]" in frame
    assert "{{ deadlines.note.when }} fristen for notatet, med klokkeslett" in told
    assert "{{ receipt.number }}" not in told
    assert "{{ code }}" not in told


def test_the_letter_s_own_styles_are_allowed_by_their_fingerprint_alone(ada: Reader) -> None:
    policy = ada.open(LETTER).headers["Content-Security-Policy"]

    assert "'unsafe-inline'" not in policy
    assert re.search(r"style-src 'self' 'unsafe-hashes' 'sha256-", policy)
    assert "sha256" not in ada.open("/letters").headers["Content-Security-Policy"]


def test_a_change_is_saved_with_its_note_and_told(house: House, ada: Reader) -> None:
    answer = ada.send(LETTER, typed(ada, body=BODY, note="kortere"))

    assert (answer.status_code, answer.headers["Location"]) == (303, LETTER)
    assert "Brevet er lagret og i bruk for nye dialoger." in text(ada.open(LETTER))
    assert in_use(house) == BODY
    assert "kortere" in text(ada.open(f"{LETTER}/versions"))


def test_a_letter_that_is_as_before_says_so(ada: Reader) -> None:
    ada.send(LETTER, typed(ada))

    assert "Teksten er som før, så ingenting er endret." in text(ada.open(LETTER))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Hei", "Brevet må ha «link» alene på en linje."),
        (
            BODY.replace("recipient", "recipent"),
            "Linje 1: Navnet «recipent.name» kan ikke brukes i dette brevet. Nærmeste navn: recipient.name",
        ),
        (
            f"{BODY}\n\nSe {{{{ dialog.title }}",
            "Linje 6: {{ dialog.title } er ikke skrevet som en kode. Skriv {{ dialog.title }}.",
        ),
        (
            f"{BODY}\n\nSe {{{{ dialog.title|upper }}}} og{' mye' * 30}",
            " mye …».",
        ),
        ("", "Fyll ut «Tekst»"),
    ],
)
@pytest.mark.parametrize("action", ["save", "preview", "trial"])
def test_a_fault_is_told_at_the_field_and_what_was_typed_stays(
    house: House, ada: Reader, body: str, words: str, action: str
) -> None:
    before = in_use(house)

    answer = ada.send(LETTER, typed(ada, body=body, note="min merknad", action=action))

    assert answer.status_code == 422
    assert text(answer).count(words) == 2
    assert inputs(answer)["body"].strip() == body
    assert inputs(answer)["note"] == "min merknad"
    assert in_use(house) == before
    with database.reading():
        assert outbox.rows() == []


def test_a_fault_in_the_subject_is_told_there(ada: Reader) -> None:
    answer = ada.send(LETTER, typed(ada, subject="{{ link }}"))

    assert parsed(answer).xpath("//*[@id='subject-error']")


def test_a_letter_is_shown_as_it_would_be_before_it_is_saved(house: House, ada: Reader) -> None:
    before = in_use(house)

    answer = ada.send(LETTER, typed(ada, body=f"Kjære {BODY}", action="preview"))

    assert answer.status_code == 200
    assert "Kjære Hei, Nils Skissestad" in parsed(answer).xpath("//iframe/@srcdoc")[0]
    assert inputs(answer)["body"].strip() == f"Kjære {BODY}"
    assert in_use(house) == before


def test_a_script_gets_the_preview_or_what_is_wrong(ada: Reader) -> None:
    fine = ada.send(f"{LETTER}/preview", typed(ada, body=BODY)).get_json()
    faulty = ada.send(f"{LETTER}/preview", typed(ada, body="Hei")).get_json()
    empty = ada.send(f"{LETTER}/preview", typed(ada, body="")).get_json()

    assert fine["text"].startswith("Hei, Nils Skissestad")
    assert fine["faults"] == []
    assert faulty == {"faults": ["Brevet må ha «link» alene på en linje."]}
    assert empty == {"faults": ["Fyll ut «Tekst»"]}


def test_a_trial_goes_to_the_one_who_asks_and_changes_nothing(house: House, ada: Reader) -> None:
    before = in_use(house)

    answer = ada.send(LETTER, typed(ada, body=BODY, action="trial"))

    assert "Prøvebrevet er på vei til ada@example.no. Teksten er ikke lagret." in text(answer)
    assert inputs(answer)["body"].strip() == BODY
    assert in_use(house) == before
    with database.reading():
        sent = outbox.get(outbox.rows()[0].id)
    assert sent.recipient_address == "ada@example.no"
    assert "Prøve: " in sent.subject
    assert "/s/" in sent.text
    assert house.tools.settings.public_url not in sent.text


def test_one_trial_too_many_is_told_and_what_was_typed_stands(
    house: House, ada: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(try_letter, "TRIALS_AN_HOUR", 1)
    ada.send(LETTER, typed(ada, body=BODY, action="trial"))

    answer = ada.send(LETTER, typed(ada, body=BODY, action="trial"))

    assert answer.status_code == 429
    assert "Du har sendt 1 prøvebrev den siste timen." in text(answer)
    assert inputs(answer)["body"].strip() == BODY


def test_who_comes_second_sees_both_texts_and_then_decides(house: House, ada: Reader) -> None:
    mine = typed(ada, body=BODY)
    save(house, BODY.replace("Hei", "Kjære"))

    answer = ada.send(LETTER, mine)

    assert answer.status_code == 409
    assert "Nils endret brevet mandag 1. mars 2027 kl. 10.00, etter at du åpnet siden" in text(answer)
    assert "Kjære, {{ recipient.name }}" in text(answer)
    assert inputs(answer)["body"].strip() == BODY
    assert in_use(house).startswith("Kjære")
    assert ada.send(LETTER, inputs(answer) | {"action": "save"}).status_code == 303
    assert in_use(house) == BODY


def test_a_page_that_is_too_old_keeps_what_was_typed(house: House, ada: Reader) -> None:
    data = typed(ada, body=BODY)

    answer = ada.client.post(LETTER, data=data | {"csrf_token": "gammel"})

    assert answer.status_code == 400
    assert inputs(answer)["body"].strip() == BODY
    assert in_use(house) != BODY


def test_a_closing_has_no_subject_and_names_the_letters_it_stands_in(ada: Reader) -> None:
    page = ada.open(CLOSING)

    assert not parsed(page).xpath("//input[@name='subject']")
    assert "Denne avslutningen står i: Invitasjon til å skrive notatet" in text(page)
    assert "{{ link_until }}" in text(page)
    assert "{{ link }}" not in text(page)
    assert "{{ deadline.when }}" not in text(page)


def test_a_closing_that_does_not_fit_names_the_letters(ada: Reader) -> None:
    answer = ada.send(CLOSING, typed(ada, CLOSING, body="Hilsen\n{{ receipt.number }}"))

    assert answer.status_code == 422
    assert "I «Invitasjon til å skrive notatet», " in text(answer)
    assert "Linje 2: Navnet «receipt.number» kan ikke brukes" in text(answer)
    assert "«Kvittering for notatet»" not in text(answer).partition("Alt du har skrevet")[0]


def test_a_fault_of_the_closing_is_told_in_the_letter_by_its_name(house: House, ada: Reader) -> None:
    body = f"{BODY}\n\n{{{{ closing.organiser }}}}\n{{{{ closing.plain }}}}"
    fine = ada.send(LETTER, typed(ada, body=body, action="preview"))

    answer = ada.send(
        f"/letters/{PROCESS}/overdue_to_organiser/nb",
        typed(
            ada, f"/letters/{PROCESS}/overdue_to_organiser/nb", body="Se:\n{{ board }}\n\n{{ closing.party }}"
        ),
    )

    assert fine.status_code == 200
    assert answer.status_code == 422
    assert "I «Avslutning til kontaktpersoner som får lenke»: Linje 1: Navnet «link_until»" in text(answer)


def test_what_one_language_lacks_is_told_and_kept(ada: Reader) -> None:
    ada.send(LETTER, typed(ada, body=f"Til {{{{ party.name }}}}\n\n{BODY}"))

    told = text(ada.open(f"/letters/{PROCESS}/note_invitation/nn"))

    assert "«party.name» står ikke i teksten på nynorsk, men på et annet språk." in told


def test_the_service_s_own_letters_are_changed_too(house: House, ada: Reader) -> None:
    answer = ada.send(CODE, typed(ada, CODE, body="Her er koden:\n{{ code }}"))

    assert answer.status_code == 303
    assert "[koden]" in ada.open(CODE).text or "kode" in ada.open(CODE).text
    assert in_use(house, LetterPlace(process="service", letter="sign_in_code", language="nb")).startswith(
        "Her er"
    )


def test_versions_are_compared_and_taken_back(house: House, ada: Reader) -> None:
    save(house, BODY)
    save(house, BODY.replace("Hei", "Kjære"))

    page = text(ada.open(f"{LETTER}/versions/2"))
    ada.send(f"{LETTER}/versions/2/use")

    assert "Endret fra versjon 1" in page
    assert "Forskjellen til teksten i bruk" in page
    assert "Tatt ut: Hei, {{ recipient.name }} Nytt: Kjære, {{ recipient.name }}" in page
    assert in_use(house) == BODY
    versions = text(ada.open(f"{LETTER}/versions"))
    assert "Versjon 2 er i bruk igjen for nye dialoger." in versions
    assert "Tatt i bruk igjen 1. mars 2027 av Ada" in versions
    assert "Endret fra" not in text(ada.open(f"{LETTER}/versions/1"))


def test_a_version_that_no_longer_fits_stays_out_and_says_why(house: House, ada: Reader) -> None:
    files = dict(letters_in_use.of_process(house.tools, PROCESS).files)
    save(house, BODY)
    before, entry, after = files["letters/letters.toml"].partition("[letters.note_invitation]")
    without = before + entry + after.replace('names = ["deadline"]\n', "", 1)
    kept = dict(letters_in_use.of_process(house.tools, PROCESS).files) | {"letters/letters.toml": without}
    change_process.new_version(house.tools, Actor(name="Nils"), PROCESS, kept, "")

    answer = ada.send(f"{LETTER}/versions/1/use", follow_redirects=True)

    assert "Versjon 1 kan ikke tas i bruk." in text(answer)
    assert "Navnet «deadline.date» kan ikke brukes i dette brevet." in text(answer)
    assert in_use(house) == BODY


def test_the_page_of_a_sent_letter_says_which_version_it_was_written_from(house: House, ada: Reader) -> None:
    house.invited()
    save(house, BODY, by="Nils")
    house.invited()

    told = [text(ada.open(f"/outbox/{one}")) for one in letters_of(house)]

    assert "versjon 1 av brevet, slik det fulgte med" in told[0]
    assert "versjon 2 av brevet, 1. mars 2027, Nils" in told[1]


def letters_of(house: House) -> list[int]:
    """The first invitation of each dialog."""
    with database.reading():
        rows = [row for row in outbox.rows() if row.letter == "note_invitation" and row.language == "nb"]
    return sorted({row.dialog_id: row.id for row in rows}.values())


@pytest.mark.parametrize(
    "path",
    [
        "/letters/ukjent/note_invitation/nb",
        f"/letters/{PROCESS}/ukjent/nb",
        f"/letters/{PROCESS}/note_invitation/sv",
        f"{LETTER}/versions/9",
    ],
)
def test_what_is_not_there_is_not_found(ada: Reader, path: str) -> None:
    assert ada.open(path).status_code == 404


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_pages_are_in_the_reader_s_language(ada: Reader, language: str) -> None:
    words = {"nn": "Førehandsvis", "en": "Preview"}[language]

    assert words in text(ada.open(f"{LETTER}?lang={language}"))
