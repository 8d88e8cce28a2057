"""Filling in a form, by a personal link as by an organiser's account: items, answers, people, files."""

from collections.abc import Mapping

from playwright.sync_api import FilePayload

from tests.journeys import typed
from tests.journeys.person import Person
from tests.journeys.typed import Answer, Wish

PDF = b"%PDF-1.4\n% a plan\n%%EOF\n"


def write_note(nils: Person) -> None:
    """All items, then what is said once, then the attachments; the form is left at its overview."""
    for wish in typed.WISHES:
        write_item(nils, wish)
    nils.writes("Kort om kommunen og situasjonen", typed.SUMMARY)
    nils.writes("Kontaktperson", typed.NOTE_CONTACT)
    nils.writes("Godkjent av", typed.APPROVED_BY)
    nils.looks("note-overview")
    attach(nils)


def write_item(nils: Person, wish: Wish) -> None:
    """A new item under its theme, on a page of its own."""
    nils.presses(f"Legg til et punkt {wish.theme}")
    nils.picks(wish.kind)
    nils.writes("Tittel", wish.title)
    nils.writes("Bakgrunn", wish.background)
    nils.writes("Hva kommunen allerede har prøvd", wish.tried)
    for party, question in wish.asks.items():
        nils.writes(party, question)
    nils.writes("Ønsket resultat", wish.outcome)
    if wish.priority:
        nils.picks(wish.priority)
    nils.looks("note-item")
    nils.presses("Lagre og gå til oversikten")
    nils.sees(wish.heading)


def attach(nils: Person) -> None:
    """A file, an address, and what must not be uploaded."""
    nils.presses("Legg til eller fjern vedlegg")
    file = FilePayload(name="Boligplan č.pdf", mimeType="application/pdf", buffer=PDF)
    nils.main.locator("input[type=file]").set_input_files(file)
    nils.writes("Navn på vedlegget", typed.REPORT)
    nils.presses("Last opp")
    nils.writes("Nettadresse", typed.ADDRESS)
    nils.writes("Hva ligger der?", typed.ADDRESS_TITLE)
    nils.presses("Legg til Legg til nettadresse")
    nils.writes("Hva blir ettersendt?", typed.ANNOUNCED)
    nils.presses("Før opp")
    nils.sees("Boligplan", typed.ADDRESS_TITLE, typed.ANNOUNCED, "Ettersendes i annen kanal")
    nils.looks("attachments")
    nils.presses("Tilbake til skjemaet")


def answer(person: Person, answers: Mapping[str, Answer]) -> None:
    """Answers to items by their headings, from the overview and back to it."""
    for heading, one in answers.items():
        person.presses(heading)
        person.picks(person.choice("response.status", one.status))
        person.writes(person.label("response.assessment"), one.assessment)
        person.writes(person.label("response.next_step"), one.next_step)
        person.looks(f"response-item-{person.language}")
        person.presses(person.says("item.save_and_overview"))


def bring(person: Person, name: str, title: str, themes: tuple[str, ...]) -> None:
    """A specialist who will be in the room."""
    row = person.group(person.says("people.person", n=1))
    person.writes(person.says("people.name"), name, row)
    person.writes(person.says("people.title"), title, row)
    person.picks(person.choice("response.specialists", "room"), row)
    for theme in themes:
        person.picks(person.theme(theme), row)


def submit(person: Person, form: str) -> None:
    """See over everything and submit; the receipt is next."""
    person.presses(person.says("button.review"))
    assert (
        person.page.evaluate("() => window.scrollY") == 0
    )  # it begins at the top, whatever was pressed before
    person.looks(f"{form}-check")
    person.presses(person.form_says(f"{form}.submit"))
    person.sees(person.form_says(f"{form}.receipt_title"))
    person.looks(f"{form}-receipt")


def correct_item(nils: Person, wish: Wish, background: str) -> None:
    """Another background in a note that is submitted; the receipt is next."""
    nils.presses("Les notatet")
    nils.looks("note-read")
    nils.presses("Rett notatet")
    nils.looks("note-correct")
    nils.presses(wish.heading)
    nils.writes("Bakgrunn", background)
    nils.presses("Lagre og gå til oversikten")
    nils.presses("Se over og send inn")
    nils.sees(f"{wish.heading}: «Bakgrunn» er endret")
    nils.looks("note-correct-check")
    nils.presses("Send inn rettelsen")
    nils.sees("Rettelsen er sendt inn")


def say_nothing(gunnar: Person) -> None:
    """«Ingen innspill nå» to everything, in two clicks."""
    gunnar.presses("Ingen innspill nå til 2 punkter")
    gunnar.looks("nothing-to-all")
    gunnar.presses("Ja, send inn")
    gunnar.sees("Svaret er sendt inn: Ingen innspill nå til 2 punkter")
    gunnar.looks("nothing-receipt")
