"""The main job from sign-in to supplement, as its people do it: in browsers, with mail, Word and a clock."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

import pytest

from tests.journeys import paper, planning, typed, writing
from tests.journeys.conftest import Meet
from tests.journeys.person import Person
from tests.support.caught_mail import Caught
from tests.support.service import Service

RECORDS = {
    typed.COUNTY: ("postmottak@trondelag.example.no", "27/1234"),
    "Holtålen kommune": ("postmottak@holtalen.example.no", "2027/77"),
}
QUICK = {"page_numbers": "false"}  # LibreOffice lays out the packet of one journey; that is enough
A_WEEK_BEFORE_THE_NOTE = datetime(2027, 3, 17, 11, 1, tzinfo=UTC)
TWO_DAYS_BEFORE_THE_ANSWERS = datetime(2027, 4, 6, 13, 1, tzinfo=UTC)
ANSWERS_ARE_DUE = datetime(2027, 4, 8, 13, 1, tzinfo=UTC)
PACKET_GOES = datetime(2027, 4, 9, 7, 1, tzinfo=UTC)


@dataclass
class Cast:
    """Each with a browser of their own, opened when they come on."""

    meet: Meet
    window: dict[str, object]

    @cached_property
    def ada(self) -> Person:
        return self.meet("ada@dialog.example", **self.window)

    @cached_property
    def kari(self) -> Person:
        return self.meet("kari@holtalen.example.no", **self.window)

    @cached_property
    def nils(self) -> Person:
        return self._guest(planning.NILS)

    @cached_property
    def berit(self) -> Person:
        return self._guest(planning.BERIT)

    @cached_property
    def gunnar(self) -> Person:
        return self._guest(planning.GUNNAR)

    @cached_property
    def liv(self) -> Person:
        return self._guest(planning.LIV)

    def _guest(self, guest: planning.Guest) -> Person:
        return self.meet(guest.email, guest.language, **self.window)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "scripts", "settings"),
    [(1280, True, {}), (1280, False, QUICK), (390, True, QUICK), (390, False, QUICK)],
    ids=["1280-scripts", "1280-plain", "390-scripts", "390-plain"],
)
def test_from_sign_in_to_supplement(
    meet: Meet, service: Service, width: int, scripts: bool, settings: dict[str, str]
) -> None:
    cast = Cast(meet, {"width": width, "scripts": scripts})

    kari_plans_and_invites(cast)
    service.turn_to(A_WEEK_BEFORE_THE_NOTE)
    nils_is_reminded_and_writes_the_note(cast)
    berit_answers_while_the_note_is_corrected(cast)
    gunnar_has_nothing_to_add_and_kari_registers_an_answer(cast)
    service.turn_to(TWO_DAYS_BEFORE_THE_ANSWERS)
    only_liv_is_reminded(cast, service)
    service.turn_to(ANSWERS_ARE_DUE)
    cast.kari.gets("Fristen 8. april er ute, noe mangler")
    service.turn_to(PACKET_GOES)
    the_packet_goes_to_everybody(cast, service)
    liv_answers_late_and_everybody_gets_a_supplement(cast, service)
    planning.look_around(cast.kari)


def kari_plans_and_invites(cast: Cast) -> None:
    ada, kari = cast.ada, cast.kari
    planning.sign_in(ada)
    planning.add_user(ada, "Kari Vert", kari.address)
    kari.opens(kari.gets("Du kan logge inn"))
    planning.sign_in(kari)
    planning.new_dialog(kari)
    kari.sees("8 arbeidsdager", "onsdag 24. mars 2027 kl. 12.00", "fordi 25. mars er skjærtorsdag")
    kari.looks("plan-begun")
    planning.choose_themes(kari)
    planning.write_programme(kari)
    planning.add_parties(kari)
    planning.tell_records(kari, RECORDS)
    kari.looks("plan")
    planning.preview_and_invite(kari)


def nils_is_reminded_and_writes_the_note(cast: Cast) -> None:
    nils = cast.nils
    nils.opens(nils.gets("Frist 24. mars: skriv notatet"))
    nils.sees("Kari Vert ber om notatet for Holtålen kommune", "Innsyn vurderes etter offentleglova")
    nils.looks("first-host")
    nils.presses("Skriv notatet")
    writing.write_note(nils)

    nils.opens(nils.gets("Frist om 7 dager: notatet"))
    nils.presses("Fortsett på notatet")
    writing.submit(nils, "note")

    (note,) = nils.gets("Kvittering 17. mars: notatet er sendt inn").files.values()
    assert paper.lost(note, [*typed.NOTE, *(text for wish in typed.WISHES for text in wish.texts)]) == []


def berit_answers_while_the_note_is_corrected(cast: Cast) -> None:
    berit, nils = cast.berit, cast.nils
    asked = berit.gets("Frist 8. april: svar på 2 punkt")
    berit.opens(asked)
    berit.sees("Holtålen kommune spør Trøndelag fylkeskommune om 2 punkt.")
    berit.looks("first-responder")
    berit.picks("Vi deltek")
    berit.presses("Send svaret")
    berit.presses("Start på svaret")
    writing.answer(berit, typed.COUNTY_ANSWERS)
    writing.bring(berit, *typed.SPECIALIST, (typed.HOUSING, typed.MOBILITY))
    berit.writes("Generell merknad", typed.REMARK)
    berit.writes("Kontaktperson", typed.COUNTY_CONTACT)
    berit.presses("Lagre utkast")
    berit.looks("response-overview")

    nils.presses("Til forsiden av dialogen")
    writing.correct_item(nils, typed.HOMES, typed.CORRECTED)

    told = berit.gets("Notatet er retta")
    assert f"– {typed.HOMES.heading}: «Bakgrunn» er endra" in told.text.splitlines()
    berit.opens(told)
    berit.presses("Hald fram med svaret")
    berit.presses(typed.HOMES.heading)
    berit.sees("Vertskapet retta dette punktet 17. mars", typed.HOMES.background, typed.CORRECTED)
    berit.looks("item-corrected")
    berit.presses("Lagre og gå til oversikta")
    writing.submit(berit, "response")
    (answer,) = berit.gets("Kvittering 17. mars: svaret er sendt inn").files.values()
    assert paper.lost(answer, typed.COUNTY_TEXTS) == []


def gunnar_has_nothing_to_add_and_kari_registers_an_answer(cast: Cast) -> None:
    gunnar, kari = cast.gunnar, cast.kari
    gunnar.opens(gunnar.gets("svar på 2 punkter"))
    gunnar.presses("Begynn å svare")
    writing.say_nothing(gunnar)

    planning.register(kari, typed.ROADS, {typed.BUS.heading: typed.ROADS_ANSWER})
    kari.sees("3 av 4 svar er inne", "Mulig på visse vilkår", "Ingen innspill nå (ikke et samtykke)")
    kari.looks("board-answering")
    assert paper.lost(planning.preview_packet(kari), typed.ROADS_ANSWER.texts) == []


def only_liv_is_reminded(cast: Cast, service: Service) -> None:
    cast.liv.gets("Due in 2 days: response to 1 item")
    reminded = [letter.recipients for letter in service.post.caught if "2 da" in letter.subject]
    assert reminded == [(planning.LIV.email,)]


def the_packet_goes_to_everybody(cast: Cast, service: Service) -> None:
    packet = cast.kari.gets("Dokumentpakke til møtet 15. april")
    name, enclosed = packet.files
    assert (name, enclosed) == ("2027-04-15 Holtålen – Dokumentpakke 1.docx", "Boligplan č.pdf")
    assert packet.files[enclosed] == writing.PDF
    assert paper.lost(packet.files[name], typed.PACKET) == []
    assert "Ikke besvart innen fristen" in paper.text(packet.files[name])
    assert f"– {typed.WATER} (1 punkt)" in packet.text.splitlines()

    everybody_has(packet.files, "Dokumentpakke til møtet", "Packet for the meeting", service)


def liv_answers_late_and_everybody_gets_a_supplement(cast: Cast, service: Service) -> None:
    liv = cast.liv
    liv.opens(liv.gets("Packet for the meeting"))
    liv.looks("first-late")
    liv.presses("Start responding")
    writing.answer(liv, {typed.BUS.heading: typed.LATE_ANSWER})
    liv.writes("Contact person", "Liv Vann, 900 00 009")
    writing.submit(liv, "response")

    supplement = cast.kari.gets("Tillegg 1 til dokumentpakken")
    (word,) = supplement.files.values()
    assert list(supplement.files) == ["2027-04-15 Holtålen – Tillegg 1.docx"]
    assert paper.lost(word, typed.LATE_ANSWER.texts) == []
    assert paper.lost(word, typed.COUNTY_TEXTS) == typed.COUNTY_TEXTS
    everybody_has(supplement.files, "Tillegg 1 til dokumentpakken", "Supplement 1 to the packet", service)


def everybody_has(files: dict[str, bytes], norwegian: str, english: str, service: Service) -> None:
    """All contacts with their own link, and the records with their case number and no link at all."""
    contacts = ["kari@holtalen.example.no", *(one.email for one in planning.CONTACTS)]
    for address in contacts:
        words = english if address == planning.LIV.email else norwegian
        letter = letter_to(service, address, words)
        assert letter.files == files
        assert f"{service.address}/s/" in letter.text
    for address, case_number in RECORDS.values():
        letter = letter_to(service, address, f"Sak {case_number}: {norwegian.partition(' til møtet')[0]}")
        assert letter.files == files
        assert "/s/" not in letter.text + letter.html


def letter_to(service: Service, address: str, words: str) -> Caught:
    return service.post.find(lambda one: one.recipients == (address,) and words in one.subject)
