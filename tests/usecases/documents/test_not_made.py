"""Why a document could not be made and sent, in words: each reason says who can mend it."""

import pytest

from formserver.documents.word.findings import Finding
from formserver.domain.words import Words
from formserver.usecases.documents import document_failures
from formserver.usecases.documents.make_document import DocumentNotMade, NotMadeReason
from formserver.usecases.mail.write_letters import LetterNotWritten

FINDING = Finding(kind="prints_word", facts={"tag": "{{ 'a' }}", "name": "a", "better": "{{ a }}"})
PRINTS_WORD = "Koden {{ 'a' }} skriver ut selve ordet «a», fordi det står i anførselstegn. Skriv {{ a }}."
LOST = "Malen gjør at noe av det som er svart, ikke kommer med i dokumentet."
OURS = "Feilen ligger i tjenesten, ikke i svarene. Går det ikke over, kan du si fra til hjelp@example.no."


def told(fault: Exception) -> str:
    """The sentences after the reason was stored and read again."""
    return document_failures.reason_in_words(document_failures.kept(fault), "nb", "hjelp@example.no")


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (DocumentNotMade("x", NotMadeReason.TEMPLATE, [FINDING]), PRINTS_WORD),
        (DocumentNotMade("x", NotMadeReason.TEXT_LOST), LOST),
        (DocumentNotMade("not checked"), "Kontroller versjonen, og se hva som er feil."),
    ],
)
def test_what_is_wrong_with_a_template_is_said_alike_to_all(fault: DocumentNotMade, says: str) -> None:
    whole = (
        "Word-malen kan ikke fylles ut med svarene. En administrator kan rette den, og trenger å vite dette: "
    )

    assert document_failures.fault_of_template(fault, "nb") == says
    assert told(fault) == document_failures.told_at_once(fault, "nb") == whole + says


@pytest.mark.parametrize(
    ("name", "called"),
    [(Words({"nb": "Kvittering for notat"}), "Kvittering for notat"), (None, "note_receipt")],
)
def test_a_letter_that_cannot_be_written_is_named_as_people_call_it(name: Words | None, called: str) -> None:
    assert told(LetterNotWritten("note_receipt", name, KeyError("nobody"))) == (
        f"Brevet «{called}» kan ikke skrives slik teksten er. Be en administrator rette brevet."
    )


def test_a_fault_of_ours_keeps_no_word_of_anybodys() -> None:
    fault = ValueError("Kari skrev dette")

    assert "Kari" not in document_failures.kept(fault)
    assert told(fault) == OURS


@pytest.mark.parametrize("stored", ["FaultyTemplateError: unknown_name", "7"])
def test_what_was_stored_in_another_way_is_told_without_its_words(stored: str) -> None:
    assert document_failures.reason_in_words(stored, "nb", "hjelp@example.no") == OURS
