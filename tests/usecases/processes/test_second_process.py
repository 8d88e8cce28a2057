"""A second process, made of files only, from the plan to the packet that was sent and what came after it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from formserver.documents.fill import reading_back
from formserver.domain import progress
from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Party
from formserver.domain.progress import FormState, Phase
from formserver.domain.refusals import FormLocked
from formserver.storage import database, documents
from formserver.usecases.dialogs import move_meeting, read_board
from formserver.usecases.dialogs.read_board import StepState
from formserver.usecases.forms import attach, change_items, say_nothing, submit_form
from tests.usecases.house import MEETING, House

REGISTRATION, SIGNAL = "registration", "signal"
ONCE: dict[str, Any] = {
    "plan_name": "Sentrumsplanen",
    "plan_type": "områderegulering",
    "planning_stage": "planforslag",
    "plan_summary": "Seksti boliger ved elva",
    "interests": ["dyrka_jord", "veg"],
    "impact_assessment": False,
    "presenters": [{"name": "Liv", "title": "planlegger", "themes": [2], "attendance": "online"}],
    "contact": "Kari",
}
POINT = {"point": "Kan sentrum vokse?", "background": "Elleve dekar", "own_view": "Vi vil bygge tett"}
SIGNALS = {"signal_level": "innsigelse_kan_komme", "assessment": "For mye jord", "solutions": "Bygg tettere"}
SUPPLEMENTED, LOCKED = datetime(2027, 3, 30, 9, tzinfo=OSLO), datetime(2027, 4, 8, 12, 1, tzinfo=OSLO)
PACKET_TIME = datetime(2027, 4, 12, 9, tzinfo=OSLO)


def registered(house: House, language: str = "nb") -> House:
    """Kari's plan registered the day after the invitations, with one point and a question to each agency."""
    house.plan(process="regionalt_planforum", title="Sentrumsplan", language=language).invited()
    house.clock.advance(timedelta(days=1))
    house.items.append(change_items.add_item(house.tools, house.kari, REGISTRATION, 2))
    house.write(house.kari, REGISTRATION, None, **ONCE)
    asks = {str(house.county.id): "Følger den planen vår?", str(house.governor.id): "Hva må til?"}
    house.write(house.kari, REGISTRATION, house.items[0], **POINT, asks=asks)
    submit_form.submit_form(house.tools, house.kari, REGISTRATION)
    house.work()
    return house


def signalled(house: House, party: Party, **changes: Any) -> None:
    writer = house.writer(party)
    house.write(writer, SIGNAL, None, main_view="Et godt grep", contact="Berit", wants_meeting=True)
    house.write(writer, SIGNAL, house.items[0], **(SIGNALS | changes))
    submit_form.submit_form(house.tools, writer, SIGNAL)
    house.work()


def text_of(house: House, kind: str) -> str:
    """The text of the newest document of this kind."""
    document = [one for one in house.dialog.documents if one.kind == kind][-1]
    with database.reading():
        return reading_back.texts(documents.content(document.id))


def test_registration_is_due_three_weeks_before_and_documents_seven_days(house: House) -> None:
    dialog = house.plan(process="regionalt_planforum").dialog

    assert {key: f"{one.at:%d.%m. %H:%M}" for key, one in progress.deadlines(dialog).items()} == {
        "registration": "24.03. 12:00",  # three weeks before is Maundy Thursday
        "plan_documents": "08.04. 12:00",
        "signal": "09.04. 12:00",  # four days before is a Sunday
        "packet": "12.04. 09:00",
    }


def test_every_letter_is_one_of_the_process(house: House) -> None:
    registered(house)

    assert house.told() == [
        ("registration_invitation", "Kari"),
        ("agency_invitation", "Berit"),
        ("agency_invitation", "Bjarne"),
        ("registration_receipt", "Kari"),
        ("registration_for_agency", "Berit"),
        ("registration_for_agency", "Bjarne"),
    ]
    receipt = house.letters("registration_receipt")[0]
    assert "legge til kart og plandokumenter fram til torsdag 8. april 2027 kl. 12.00" in receipt.text


def test_plan_documents_may_follow_until_seven_days_before(house: House) -> None:
    registered(house)
    house.clock.turn_to(SUPPLEMENTED)
    attach.announce(house.tools, house.kari, REGISTRATION, "Plankart")
    submit_form.submit_form(house.tools, house.kari, REGISTRATION)
    house.work()

    told = house.letters("registration_corrected")
    assert [one.recipient_name for one in told] == ["Berit", "Bjarne"]
    assert "Nytt vedlegg: Plankart" in told[0].text
    house.clock.turn_to(LOCKED)
    form = house.dialog.process.asking_form
    assert progress.form_state(house.dialog, form, None, house.clock.now) is FormState.LOCKED
    with pytest.raises(FormLocked):
        attach.announce(house.tools, house.kari, REGISTRATION, "For sent")


def test_a_deadline_by_which_no_form_is_handed_in_is_over_when_its_time_is(house: House) -> None:
    registered(house)

    def state() -> StepState:
        steps = read_board.read_board(house.tools, house.dialog_id).timeline
        return next(step.state for step in steps if step.key == "plan_documents")

    assert state() is StepState.NOW
    house.clock.turn_to(LOCKED)
    assert state() is StepState.DONE


def test_when_the_meeting_moves_the_hosts_hear_of_the_day_for_plan_documents(house: House) -> None:
    registered(house)
    later = replace(MEETING, day=date(2027, 5, 6))

    move_meeting.move_meeting(house.tools, house.actor, house.dialog_id, later, "")

    moved = {one.recipient_name: one.text for one in house.letters("meeting_moved")}
    assert "Frist for kart og plandokumenter" in moved["Kari"]
    assert "Frist for kart og plandokument" not in moved["Berit"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nb",
            (
                "Møtedokument til regionalt planforum",
                "Områderegulering",
                "Dyrka eller dyrkbar jord\nRiksveg, fylkesveg eller jernbane",
                "Kan føre til innsigelse slik planen er nå",
                "Ikke besvart innen fristen",
            ),
        ),
        (
            "nn",
            (
                "Møtedokument til regionalt planforum",
                "Planframlegg under arbeid",
                "Kan føre til motsegn slik planen er no",
                "Ikkje svart innan fristen",
            ),
        ),
    ],
)
def test_the_packet_says_what_was_answered_in_the_language_of_the_municipality(
    house: House, language: str, said: tuple[str, ...]
) -> None:
    registered(house, language)
    signalled(house, house.county)
    house.clock.turn_to(PACKET_TIME)
    house.work()

    assert read_board.read_board(house.tools, house.dialog_id).phase is Phase.PACKET
    letters = house.letters("meeting_document_attached")
    assert [one.recipient_name for one in letters] == ["Kari", "Berit", "Bjarne"]
    assert letters[0].files[0].file_name == "2027-04-15 Inderøy – Møtedokument 1.docx"
    text = text_of(house, "meeting_document")
    typed = [*(ONCE[key] for key in ("plan_name", "plan_summary")), *POINT.values(), "Følger den planen vår?"]
    typed += ["Liv", "Et godt grep", SIGNALS["assessment"], SIGNALS["solutions"]]
    assert [one for one in (*typed, *said) if one not in text] == []


def test_signals_are_everybodys_as_soon_as_they_are_sent(house: House) -> None:
    registered(house)
    signalled(house, house.county)

    receipt = house.letters("signal_receipt")[0]
    assert "frå no av, og i møtedokumentet 12. april" in receipt.text
    assert "Kan føre til innsigelse slik planen er nå" in text_of(house, "signal")


def test_signals_that_come_late_are_sent_as_a_supplement(house: House) -> None:
    registered(house)
    say_nothing.to_all(house.tools, house.writer(house.county), SIGNAL)
    house.clock.turn_to(PACKET_TIME)
    house.work()
    house.clock.advance(timedelta(hours=1))
    signalled(house, house.governor, assessment="Kom for sent")
    house.work()

    assert "Ingen merknad nå (ikke et samtykke)" in text_of(house, "meeting_document")
    assert "Kom for sent" in text_of(house, "addition")
    assert "Signalene fra Statsforvalteren i Trøndelag" in house.letters("addition_attached")[0].text


def test_who_is_missing_is_reminded_in_the_words_of_the_process(house: House) -> None:
    registered(house)
    house.clock.turn_to(datetime(2027, 4, 2, 7, tzinfo=UTC))
    house.work()
    house.clock.turn_to(datetime(2027, 4, 12, 7, tzinfo=UTC))
    house.work()

    letters = {one.letter for one in house.letters()}
    assert {"signal_reminder", "signal_overdue", "overdue_to_organiser"} <= letters
    assert "Signalene fra" in house.letters("overdue_to_organiser")[0].text
