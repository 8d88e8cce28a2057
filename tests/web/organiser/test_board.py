"""The board: one next step, deadlines, parties in words, letters, documents, the matrix and the journal."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from werkzeug.test import TestResponse

from formserver.domain import progress
from formserver.domain.dialog import Document
from formserver.storage import attempts, database, documents, journal, templates
from formserver.storage.attempts import FailedWork
from formserver.storage.templates import TemplatePlace
from formserver.usecases.actors import Writer, actor_of
from formserver.usecases.dialogs import answer_invitation, open_link
from formserver.usecases.documents import document_failures, send_packet
from formserver.usecases.due_work import WorkKind
from formserver.usecases.forms import save_draft, submit_form
from tests.usecases.documents.test_stand_ins import with_fault
from tests.web.house import House, Reader, entries, parsed, text


@pytest.fixture
def kari(house: House) -> Reader:
    return house.signed_in(house.account("Kari"))


def answer(house: House, dialog_id: int, status: str = "mulig_med_vilkar") -> None:
    """Kari registers the answer of the responder that is asked."""
    party = house.responders(dialog_id)[0]
    actor = actor_of(house.account("Kari"))
    writer = Writer(actor=actor, dialog_id=dialog_id, party_id=party.id, on_behalf=True)
    save_draft.save_draft(house.tools, writer, "response", None, entries({"contact": "Berit"}))
    for item in house.form(writer, "response").items:
        values = {"status": status, "assessment": "Vi ser muligheter."}
        save_draft.save_draft(house.tools, writer, "response", item.id, entries(values))
    submit_form.submit_form(house.tools, writer, "response")


def test_a_dialog_that_is_planned_shows_its_plan(house: House, kari: Reader) -> None:
    dialog_id = house.plan()

    assert kari.open(f"/dialog/{dialog_id}").headers["Location"] == f"/dialog/{dialog_id}/plan"


def test_the_board_awaits_the_note_and_leads_the_host_to_it(house: House, kari: Reader) -> None:
    dialog_id = house.invited()

    page = kari.open(f"/dialog/{dialog_id}")

    assert "Nå: Venter på notatet, frist onsdag 24. mars 2027 kl. 12.00" in text(page)
    assert "Skriv notatet" in text(page)
    assert f"/dialog/{dialog_id}/party/{house.host(dialog_id).id}/form" in page.text


def test_the_board_counts_the_answers(house: House, kari: Reader) -> None:
    dialog_id = house.asked()

    page = text(kari.open(f"/dialog/{dialog_id}"))

    assert "Nå: 0 av 1 svar er inne, frist torsdag 8. april 2027 kl. 15.00" in page
    assert "Spurt om 2 punkter" in page
    assert "Ikke begynt" in page


def test_what_hosts_did_together_is_the_last_event_of_each(house: House, kari: Reader) -> None:
    dialog_id = house.invited(hosts=("5026", "5061"))
    house.submit_note(dialog_id)

    page = text(kari.open(f"/dialog/{dialog_id}"))

    assert page.count("Nils sendte inn notatet. 1. mars kl. 10.00 Åpne for endring") == 2


def test_when_all_answers_are_in_the_packet_is_next(house: House, kari: Reader) -> None:
    dialog_id = house.asked()
    answer(house, dialog_id)

    page = text(kari.open(f"/dialog/{dialog_id}"))

    assert "Neste: Se gjennom dokumentpakken. Den går fredag 9. april 2027 kl. 09.00" in page
    assert "Alle svar er inne" in page
    assert "Registrert på vegne av parten" in page


def test_after_the_deadline_the_board_says_whom_to_contact(house: House, kari: Reader) -> None:
    dialog_id = house.asked()
    house.clock.turn_to(progress.deadlines(house.dialog(dialog_id))["response"].at + timedelta(hours=1))
    kari = house.signed_in(house.account("Kari"))

    page = text(kari.open(f"/dialog/{dialog_id}"))

    assert "Neste: Ta kontakt med Trøndelag fylkeskommune" in page
    assert "Over fristen" in page


def test_a_date_that_does_not_suit_is_shown_with_the_proposal(house: House, kari: Reader) -> None:
    dialog_id = house.invited()
    party = house.responders(dialog_id)[0]
    visitor = open_link.visitor(house.tools, house.link_id(party.contacts[0]))
    answer_invitation.answer_invitation(house.tools, visitor, False, "22. april")

    board = text(kari.open(f"/dialog/{dialog_id}"))
    page = text(kari.open(f"/dialog/{dialog_id}/plan/party/{party.id}"))

    assert "Neste: 1 kan ikke den dagen. Bestem om møtet skal flyttes" in board
    assert "Datoen passer ikke" in board
    assert "Forslag: 22. april" in page


def test_the_matrix_shows_statuses_and_tells_waiting_from_not_asked(house: House, kari: Reader) -> None:
    dialog_id = house.asked()
    before = text(kari.open(f"/dialog/{dialog_id}"))

    answer(house, dialog_id)
    after = text(kari.open(f"/dialog/{dialog_id}"))

    assert "Punkt 1 Ikke besvart ennå" in before
    assert "Punkt 1 Mulig på visse vilkår" in after
    assert "Foreløpig vurdering – ikke bindende" in after


def test_the_filter_shows_only_those_who_are_missing(house: House, kari: Reader) -> None:
    dialog_id = house.asked()

    everybody = text(kari.open(f"/dialog/{dialog_id}"))
    missing = text(kari.open(f"/dialog/{dialog_id}?show=missing"))
    nonsense = text(kari.open(f"/dialog/{dialog_id}?show=nonsense"))

    assert "Alle (3) Mangler (1) Ferdige (1)" in missing
    assert "Åpne for endring" in everybody
    assert "Åpne for endring" not in missing
    assert nonsense == everybody


def test_documents_are_fetched_as_word_files(house: House, kari: Reader) -> None:
    dialog_id = house.asked()
    house.work()
    document = house.dialog(dialog_id).documents[0]

    answer = kari.open(f"/dialog/{dialog_id}/document/{document.id}")

    assert document.file_name in text(kari.open(f"/dialog/{dialog_id}"))
    assert "filename*=UTF-8''2027-04-15" in answer.headers["Content-Disposition"]
    assert "word/document.xml" in ZipFile(BytesIO(answer.data)).namelist()


def test_the_packet_can_be_seen_at_any_moment_and_nothing_is_kept(house: House, kari: Reader) -> None:
    dialog_id = house.asked()

    answer = kari.open(f"/dialog/{dialog_id}/packet/preview")

    assert answer.status_code == 200
    assert "word/document.xml" in ZipFile(BytesIO(answer.data)).namelist()
    assert house.dialog(dialog_id).documents == ()


def test_the_journal_says_who_did_what(house: House, kari: Reader) -> None:
    dialog_id = house.asked()
    answer(house, dialog_id)

    journal = text(kari.open(f"/dialog/{dialog_id}/journal"))

    assert "Kari registrerte svaret på vegne av Trøndelag fylkeskommune." in journal
    assert "Nils sendte inn notatet." in journal
    assert "Kari sendte invitasjonene." in journal
    assert "Kari laget dialogen." in journal


def test_the_list_tells_dialogs_that_need_attention_from_those_that_run(house: House, kari: Reader) -> None:
    house.plan()
    house.invited()

    running = text(kari.open("/dialog"))
    attention = text(kari.open("/dialog?show=attention"))

    assert "Pågår (2) Krever noe av deg (1) Tidligere dialoger (0)" in running
    assert ("Under planlegging" in attention, "Venter på notatet" in attention) == (True, False)


def test_an_empty_list_says_how_to_begin(kari: Reader) -> None:
    assert "Ingen dialoger ennå. Velg «Ny dialog» for å planlegge den første." in text(kari.open("/dialog"))


@pytest.mark.parametrize(("language", "words"), [("nn", "Ventar på notatet"), ("en", "Awaiting the note")])
def test_the_board_speaks_the_readers_language(house: House, kari: Reader, language: str, words: str) -> None:
    dialog_id = house.invited()

    page = kari.open(f"/dialog/{dialog_id}?lang={language}")

    assert words in text(page)
    assert f'<html lang="{language}"' in page.text


def test_a_template_that_another_stood_in_for_is_told(house: House) -> None:
    dialog_id = house.asked()
    for number in (1, 1, 2):
        with database.writing():
            facts = {"document": "packet", "number": number}
            journal.note(dialog_id, "template_stood_in", "", facts, house.clock())

    said = alerts(house.signed_in(house.account("Kari")).open(f"/dialog/{dialog_id}"))

    assert said == [
        "«Dokumentpakke» er laget og sendt med alle svarene, men fra en annen versjon av Word-malen (versjon "
        f"{number}), for den dialogen bruker, kunne ikke fylles ut med svarene. Se at dokumentet ser riktig "
        "ut, og be en administrator rette malen."
        for number in (2, 1)
    ]


def alerts(response: TestResponse) -> list[str]:
    return [" ".join(" ".join(one.itertext()).split()) for one in parsed(response).find_class("ds-alert")]


def without_packet(house: House) -> int:
    """A dialog past the time of its packet, whose Word templates cannot be filled in. Gives its id."""
    dialog_id = house.asked()
    with database.writing():
        place = TemplatePlace(process=house.dialog(dialog_id).process.key, document="packet", language="nb")
        own = templates.add(place, with_fault(), by="Ada", note="", now=house.clock())
        templates.add(place, b"broken", by="", note="", now=house.clock())
        templates.pin(dialog_id, [own.id])
    answer(house, dialog_id)
    house.clock.turn_to(progress.deadlines(house.dialog(dialog_id))["packet"].at + timedelta(hours=1))
    house.work()
    return dialog_id


TOLD = {
    "nb": ("«Dokumentpakke» kunne ikke lages", "selv. Word-malen kan ikke fylles ut med svarene. "),
    "nn": ("«Dokumentpakke» kunne ikkje lagast", "sjølve. Word-malen kan ikkje fyllast ut med svara. "),
    "en": (
        "“Packet” could not be made",
        "ourselves. The Word template cannot be filled in with the answers. ",
    ),
}


@pytest.mark.parametrize("language", TOLD)
def test_why_a_document_could_not_be_made_is_told_in_words(house: House, language: str) -> None:
    dialog_id = without_packet(house)

    page = house.signed_in(house.account("Kari")).open(f"/dialog/{dialog_id}?lang={language}")

    (said,) = alerts(page)
    assert said.startswith(TOLD[language][0])
    assert TOLD[language][1] in said
    assert "party" in said
    assert "Error" not in said


def test_a_packet_that_is_late_is_not_said_to_go_at_a_time_that_is_past(house: House) -> None:
    dialog_id = without_packet(house)

    board = text(house.signed_in(house.account("Kari")).open(f"/dialog/{dialog_id}"))

    assert "Nå: Dokumentpakken skulle gått fredag 9. april 2027 kl. 09.00, og er ikke sendt ennå" in board
    assert "Den går" not in board


def test_whose_answer_could_not_be_made_into_a_document_is_told(house: House) -> None:
    dialog_id = house.asked()
    house.work()
    with database.writing():
        place = TemplatePlace(process=house.dialog(dialog_id).process.key, document="response", language="nb")
        own = templates.add(place, b"broken", by="Ada", note="", now=house.clock())
        templates.add(place, b"also broken", by="", note="", now=house.clock())
        templates.pin(dialog_id, [own.id])
    answer(house, dialog_id)
    house.work()

    (said,) = alerts(house.signed_in(house.account("Kari")).open(f"/dialog/{dialog_id}"))

    assert said.startswith("«Innledende respons» fra Trøndelag fylkeskommune kunne ikke lages og sendes. ")
    assert "Svaret er trygt lagret, og vi prøver igjen av oss selv." in said


def test_a_fault_of_ours_is_told_as_ours(house: House) -> None:
    dialog_id = house.asked()
    with database.writing():
        submission = house.dialog(dialog_id).sheets[0].submissions[0]
        reason = document_failures.kept(KeyError("en hemmelighet"))
        again = house.clock() + timedelta(minutes=5)
        attempts.note(
            FailedWork(
                dialog_id=dialog_id,
                kind=WorkKind.PUBLISH,
                about=str(submission.id),
                tries=1,
                reason=reason,
                next_try_at=again,
            )
        )

    (said,) = alerts(house.signed_in(house.account("Kari")).open(f"/dialog/{dialog_id}"))

    assert "Feilen ligger i tjenesten, ikke i svarene." in said
    assert "kan du si fra til hjelp@dialog.example.no" in said
    assert ("hemmelighet" in said, "KeyError" in said) == (False, False)


def test_a_preview_that_cannot_be_made_says_why_and_promises_nothing(house: House) -> None:
    dialog_id = without_packet(house)

    page = house.signed_in(house.account("Kari")).open(f"/dialog/{dialog_id}/packet/preview")

    (said,) = alerts(page)
    assert page.status_code == 409
    assert said.startswith("Dokumentet kunne ikke lages. Word-malen kan ikke fylles ut med svarene. ")
    assert "prøver igjen" not in said


def test_each_document_is_told_with_its_template_s_version_and_what_proves_the_file(house: House) -> None:
    dialog_id = sent_early(house)
    made = house.dialog(dialog_id).documents

    board = text(house.signed_in(house.account("Kari")).open(f"/dialog/{dialog_id}"))

    assert len(made) > 1
    assert board.count("Laget med versjon 1 av malen.") == len(made)
    for one in made:
        assert sha256(content_of(one)).hexdigest() in board


STILL_OPEN = {
    "nb": "Nå: Trøndelag fylkeskommune kan fortsatt svare, til torsdag 8. april 2027 kl. 15.00. "
    "Det som kommer, går til alle i et tillegg",
    "nn": "No: Trøndelag fylkeskommune kan framleis svare, til torsdag 8. april 2027 kl. 15.00. "
    "Det som kjem, går til alle i eit tillegg",
    "en": "Now: Trøndelag fylkeskommune can still answer, until Thursday 8 April 2027 at 15:00. "
    "What comes goes to everybody in a supplement",
}


@pytest.mark.parametrize("language", STILL_OPEN)
def test_after_an_early_packet_the_board_says_who_may_still_answer(house: House, language: str) -> None:
    dialog_id = sent_early(house)
    kari = house.signed_in(house.account("Kari"))

    board = text(kari.open(f"/dialog/{dialog_id}?lang={language}"))
    listed = text(kari.open(f"/dialog?lang={language}"))

    assert STILL_OPEN[language] in board
    assert STILL_OPEN[language] in listed
    assert "Alt er i rute" not in board + listed


def test_when_the_last_answer_came_after_the_packet_all_is_well_and_a_supplement_went_out(
    house: House,
) -> None:
    dialog_id = sent_early(house)
    answer(house, dialog_id)
    house.work()

    board = text(house.signed_in(house.account("Kari")).open(f"/dialog/{dialog_id}"))

    assert "Alt er i rute. Ingenting å gjøre nå" in board
    assert [one.kind for one in house.dialog(dialog_id).documents][-1] == "supplement"


def sent_early(house: House) -> int:
    """A dialog whose packet the organiser sent while answers are awaited. Gives its id."""
    dialog_id = house.asked()
    house.work()
    send_packet.send_packet(house.tools, actor_of(house.account("Kari")), dialog_id)
    house.work()
    assert house.dialog(dialog_id).packet
    return dialog_id


def content_of(document: Document) -> bytes:
    with database.reading():
        return documents.content(document.id)
