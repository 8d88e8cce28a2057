"""What the organiser does before anybody is invited, and on the board afterwards."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.journeys import typed, writing
from tests.journeys.person import Person
from tests.journeys.typed import Answer


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody who gets letters, as the organiser types them."""

    name: str
    title: str
    email: str
    phone: str = ""
    language: str = "nb"
    deputy: bool = False


NILS = Guest(name="Nils Skriver", title="plansjef", email="nils@holtalen.example.no", phone="900 00 002")
BERIT = Guest(name="Berit Samordnar", title="rådgjevar", email="berit@trondelag.example.no", language="nn")
GUNNAR = Guest(name="Gunnar Rådgiver", title="seniorrådgiver", email="gunnar@sf.example.no")
VIDAR = Guest(name="Vidar Vei", title="planlegger", email="vidar@vei.example.no")
LIV = Guest(name="Liv Vann", title="senioringeniør", email="liv@vann.example.no", language="en")
GURO = Guest(name="Guro Gjest", title="daglig leder", email="guro@hage.example.no")
CONTACTS = (BERIT, GUNNAR, VIDAR, LIV, GURO, NILS)


def sign_in(person: Person) -> None:
    """With the code from the mail."""
    person.goes_to("/sign-in")
    person.looks("sign-in")
    person.writes("E-postadresse", person.address)
    person.presses("Send kode")
    found = re.search(r"^(\d{6})$", person.gets("Innloggingskode").text, re.MULTILINE)
    assert found
    person.looks("code")
    person.writes("Engangskode", found[1])
    person.presses("Logg inn")
    assert person.path == "/dialog"


def add_user(ada: Person, name: str, email: str) -> None:
    """An administrator lets somebody run dialogs."""
    ada.turns_to("Brukere")
    ada.presses("Legg til en bruker")
    ada.looks("new-user")
    ada.writes("E-postadresse", email)
    ada.writes("Navn", name)
    ada.writes("Telefon", "900 00 001")
    ada.presses("Legg til en bruker")
    ada.sees(f"{name} kan logge inn.", email)
    ada.looks("users")


def new_dialog(kari: Person) -> None:
    """Host picked from the list of municipalities, day and place; the page of the plan is next."""
    kari.looks("no-dialogs")
    kari.presses("Ny dialog")
    kari.looks("processes")
    kari.presses("Mulighetsdialog")
    kari.writes("Vertskommune", "ho")
    kari.presses("Legg til")
    kari.looks("municipalities-found")
    kari.presses("Velg Holtålen")
    kari.sees("Holtålen", "Trøndelag")
    kari.looks("hosts")
    kari.presses("Fortsett")
    kari.writes("Navn på dialogen", typed.TITLE)
    kari.writes("Møtedag", "15.04.2027")
    kari.writes("Starter kl.", "10.00")
    kari.writes("Slutter kl.", "14.30")
    kari.writes("Sted", "Samfunnshuset, Ålen")
    kari.writes("Møtelenke", "https://moete.example.no/holtalen?a=1&b=2")
    kari.writes("Praktisk informasjon", "Lunsj kl. 12.\nSi fra om allergier.")
    kari.looks("new-dialog")
    kari.presses("Lag dialogen")


def choose_themes(kari: Person) -> None:
    """Four are left out, one of their own is added."""
    kari.presses("Endre Temaer")
    for theme in typed.LEFT_OUT:
        rows = kari.main.get_by_role("listitem")
        row = rows.filter(has=kari.page.locator(f"input[value='{theme}']"))
        row.get_by_role("checkbox").uncheck()
    kari.writes("Eget tema", typed.OWN_THEME)
    kari.looks("themes")
    kari.presses("Lagre")


def write_programme(kari: Person) -> None:
    """Three lines."""
    kari.presses("Endre Program")
    for number, (at, what) in enumerate(typed.PROGRAMME, start=1):
        kari.writes(f"Linje {number}: Kl.", at)
        kari.writes(f"Linje {number}: Innhold", what)
    kari.looks("programme")
    kari.presses("Lagre")


def add_parties(kari: Person) -> None:
    """Two responders beside those proposed, a guest, and whom to write to at each."""
    for name, role, guest in (
        (typed.ROADS, "Den som svarer", VIDAR),
        (typed.WATER, "Den som svarer", LIV),
        (typed.GUEST, "Invitert part", GURO),
    ):
        plural = {"Den som svarer": "De som svarer", "Invitert part": "Inviterte parter"}[role]
        kari.presses(f"Legg til en part {plural}")
        kari.writes("Navn", name)
        kari.looks("new-party")
        kari.presses("Legg til en part")
        _add_contact(kari, guest)
        kari.presses(typed.TITLE)
    for name, guest in ((typed.COUNTY, BERIT), (typed.GOVERNOR, GUNNAR)):
        kari.presses(f"{name} mangler kontaktperson")
        _add_contact(kari, guest)
        kari.presses(typed.TITLE)
    kari.presses("Holtålen kommune")
    kari.presses("Legg til en kontaktperson Holtålen kommune")
    _add_contact(kari, NILS)
    kari.presses(typed.TITLE)


def _add_contact(kari: Person, guest: Guest) -> None:
    kari.writes("Navn", guest.name)
    kari.writes("Tittel", guest.title)
    kari.writes("E-post", guest.email)
    kari.writes("Telefon", guest.phone)
    kari.main.get_by_role("combobox").select_option(guest.language)
    kari.looks("new-contact")
    kari.presses("Legg til en kontaktperson")
    kari.sees(guest.name, guest.email)


def tell_records(kari: Person, addresses: Mapping[str, tuple[str, str]]) -> None:
    """Records address and case number by party."""
    for party, (address, case_number) in addresses.items():
        kari.presses(party)
        kari.presses(f"Endre {party}", kari.main)
        kari.writes("Postmottak", address)
        kari.writes("Saksnummer hos parten", case_number)
        kari.looks("party-details")
        kari.presses("Lagre")
        kari.looks("party")
        kari.presses(typed.TITLE)


def preview_and_invite(kari: Person) -> None:
    """Each letter as it will look; then they go out."""
    kari.presses("Se over brevene")
    kari.sees(*(guest.name for guest in CONTACTS))
    kari.looks("letters")
    kari.presses(BERIT.name)
    letter = kari.page.frame_locator("iframe")
    letter.get_by_text(f"Hei, {BERIT.name}").first.wait_for()
    kari.looks("letter-preview")
    kari.presses("Tilbake")
    kari.presses("Send invitasjonene")
    kari.sees("Venter på notatet")
    kari.looks("board-invited")


def register(kari: Person, party: str, answers: Mapping[str, Answer]) -> None:
    """The answer of a party that sent it by e-mail, from the board and back to it."""
    kari.turns_to("Dialoger")
    kari.presses(typed.TITLE)
    kari.presses(f"Registrer svar {party}")
    kari.sees(f"Du skriver på vegne av {party}.")
    kari.looks("register")
    writing.answer(kari, answers)
    kari.writes("Kontaktperson", "Slik det kom på e-post")
    writing.submit(kari, "response")
    kari.presses("Til forsiden av dialogen")


def preview_packet(kari: Person) -> bytes:
    """The packet as it would be now, from the board."""
    with kari.page.expect_download() as download:
        kari.finds("Se dokumentpakken").click()
    assert download.value.suggested_filename == "2027-04-15 Holtålen – Dokumentpakke.docx"
    return Path(download.value.path()).read_bytes()


def look_around(kari: Person) -> None:
    """The pages that only tell: list, board, a party, the journal, the outbox, a letter."""
    kari.turns_to("Dialoger")
    kari.sees(typed.TITLE, "Dokumentpakken er sendt")
    kari.looks("dialogs")
    kari.presses(typed.TITLE)
    kari.looks("board-at-the-end")
    kari.presses("Se hele loggen")
    kari.looks("journal")
    kari.presses(typed.TITLE)
    kari.presses(typed.COUNTY)
    kari.looks("party-at-the-end")
    kari.turns_to("Utboks")
    kari.looks("outbox")
    kari.presses("Tillegg 1 til dokumentpakken")
    kari.looks("letter-sent")
