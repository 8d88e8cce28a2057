"""A dialog planned, invited to, moved and cancelled."""

import dataclasses
from datetime import date, datetime, time

import pytest

from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import ProgrammeLine, Theme
from formserver.domain.plan import PlanLack
from formserver.domain.refusals import (
    AlreadyInUse,
    AlreadyThere,
    DeadlineOutOfOrder,
    DialogCancelled,
    Incomplete,
    MeetingPast,
    NotFound,
    NothingChanged,
    NotInUse,
    ResponsibleOrganiser,
)
from formserver.domain.words import Words, same
from formserver.mail import placeholders
from formserver.storage import database, parties
from formserver.usecases.dialogs import (
    change_dialog,
    change_organisers,
    change_parties,
    invite,
    list_dialogs,
    move_meeting,
    open_dialog,
    read_board,
)
from formserver.usecases.dialogs.open_dialog import NewPlan
from formserver.usecases.service import accounts
from formserver.usecases.service.accounts import NewAccount
from tests.usecases.house import JANUARY, MEETING, House, as_new, contact

MOVED = dataclasses.replace(MEETING, day=date(2027, 4, 29))


def test_a_new_dialog_proposes_the_county_and_the_governor(house: House) -> None:
    house.plan()

    assert [(party.role, party.name.to("nb")) for party in house.dialog.parties] == [
        ("host", "Inderøy kommune"),
        ("responder", "Trøndelag fylkeskommune"),
        ("responder", "Statsforvalteren i Trøndelag"),
    ]


def test_two_hosts_of_one_county_share_its_authorities(house: House) -> None:
    house.plan(hosts=("5053", "5061"))

    assert len(house.dialog.hosts) == 2
    assert len(house.dialog.parties_of("responder")) == 2


def test_a_new_dialog_starts_with_the_themes_of_the_process(house: House) -> None:
    house.plan()

    assert [theme.number for theme in house.dialog.themes] == [1, 2, 3, 4, 5, 6, 7]


def test_the_proposed_title_names_process_and_hosts(house: House) -> None:
    process = house.plan().dialog.process

    assert open_dialog.proposed_title(process, ["Rindal", "Holtålen"], "nn") == (
        "Moglegheitsdialog i Rindal og Holtålen"
    )


def test_a_meeting_in_the_past_cannot_be_planned(house: House) -> None:
    past = dataclasses.replace(MEETING, day=date(2027, 1, 3))
    plan = NewPlan(process="mulighetsdialog", hosts=("5053",), title="M", language="nb", meeting=past)

    with pytest.raises(MeetingPast):
        open_dialog.open_dialog(house.tools, house.ada, plan)
    with pytest.raises(MeetingPast):
        change_dialog.plan_meeting(house.tools, house.actor, house.plan().dialog_id, past)


def test_the_plan_can_be_changed_in_every_part(house: House) -> None:
    house.plan()
    tools, actor, dialog_id = house.tools, house.actor, house.dialog_id

    change_dialog.change_title(tools, actor, dialog_id, same("Nytt navn"), "nn")
    change_dialog.change_themes(tools, actor, dialog_id, [Theme(number=9, title=same("Eget tema"))])
    change_dialog.change_programme(
        tools, actor, dialog_id, [ProgrammeLine(at=time(10), title=same("Velkommen"))]
    )
    change_dialog.plan_meeting(tools, actor, dialog_id, MOVED)

    dialog = house.dialog
    assert (dialog.title.to("nb"), dialog.language, dialog.meeting) == ("Nytt navn", "nn", MOVED)
    assert dialog.themes == (Theme(number=9, title=same("Eget tema")),)
    assert dialog.programme == (ProgrammeLine(at=time(10), title=same("Velkommen")),)


def _last_entry(house: House) -> tuple[str, str, str]:
    entry = read_board.read_board(house.tools, house.dialog_id).journal[0]
    return entry.event, entry.facts.get("before", ""), entry.facts.get("after", "")


def test_the_journal_says_what_stood_before_and_what_stands_now(house: House) -> None:
    house.plan()
    tools, actor, dialog_id = house.tools, house.actor, house.dialog_id

    change_dialog.change_title(tools, actor, dialog_id, same("Nytt navn"), "nn")
    assert _last_entry(house) == ("title_changed", "Mulighetsdialog · nb", "Nytt navn · nn")
    change_dialog.change_themes(tools, actor, dialog_id, [Theme(number=9, title=same("Eget tema"))])
    assert _last_entry(house)[2] == "9 Eget tema"
    lines = [ProgrammeLine(at=time(10), title=same("Velkommen")), ProgrammeLine(at=None, title=same("Lunsj"))]
    change_dialog.change_programme(tools, actor, dialog_id, lines)
    assert _last_entry(house) == ("programme_changed", "", "10:00 Velkommen · Lunsj")
    change_dialog.plan_meeting(tools, actor, dialog_id, MOVED)
    assert _last_entry(house) == (
        "meeting_planned",
        "2027-04-15 10:00–14:30 · Samfunnshuset",
        "2027-04-29 10:00–14:30 · Samfunnshuset",
    )
    at = datetime(2027, 4, 1, 12, tzinfo=OSLO)
    change_dialog.override_deadline(tools, actor, dialog_id, "note", at, "Påske")
    assert _last_entry(house) == ("deadline_changed", "2027-04-08 12:00", "2027-04-01 12:00")


def test_the_journal_tells_what_was_changed_of_parties_and_contacts(house: House) -> None:
    house.plan()
    party = house.county
    new = as_new(party, case_number="27/1", records_address="post@example.no")

    change_parties.change_party(house.tools, house.actor, house.dialog_id, party.id, new)
    assert _last_entry(house) == (
        "party_changed",
        "Trøndelag fylkeskommune · nb",
        "Trøndelag fylkeskommune · post@example.no · 27/1 · nb",
    )
    contact_id = party.contacts[0].id
    change_parties.change_contact(house.tools, house.actor, house.dialog_id, contact_id, contact("Tuva"))
    assert _last_entry(house) == (
        "contact_changed",
        "Berit · rådgiver · berit@example.no · nn",
        "Tuva · rådgiver · tuva@example.no · nb",
    )


def test_a_change_that_changes_nothing_tells_no_before_and_after(house: House) -> None:
    dialog = house.plan().dialog

    change_dialog.change_title(house.tools, house.actor, dialog.id, dialog.title, dialog.language)

    assert _last_entry(house) == ("title_changed", "", "")


def test_a_meeting_day_shows_its_deadlines_and_few_working_days(house: House) -> None:
    process = house.plan().dialog.process

    preview = change_dialog.preview_deadlines(process, MEETING.day)

    assert (preview.working_days, preview.few) == (8, True)
    assert not change_dialog.preview_deadlines(process, date(2027, 6, 17)).few


def test_a_deadline_set_by_hand_counts_until_it_is_taken_back(house: House) -> None:
    house.plan()
    at = datetime(2027, 3, 19, 12, tzinfo=OSLO)

    change_dialog.override_deadline(house.tools, house.actor, house.dialog_id, "note", at, "Påske")
    assert house.dialog.overrides["note"].at == at

    change_dialog.override_deadline(house.tools, house.actor, house.dialog_id, "note", None, "")
    assert house.dialog.overrides == {}


def test_a_deadline_that_cannot_work_is_refused_and_nothing_is_stored(house: House) -> None:
    house.plan()
    at = datetime(2027, 4, 12, 12, tzinfo=OSLO)

    with pytest.raises(DeadlineOutOfOrder):
        change_dialog.override_deadline(house.tools, house.actor, house.dialog_id, "note", at, "")
    assert house.dialog.overrides == {}


def test_an_override_after_a_new_meeting_day_is_dropped(house: House) -> None:
    house.plan()
    at = datetime(2027, 4, 14, 12, tzinfo=OSLO)
    change_dialog.override_deadline(house.tools, house.actor, house.dialog_id, "packet", at, "")

    earlier = dataclasses.replace(MEETING, day=date(2027, 4, 8))
    change_dialog.plan_meeting(house.tools, house.actor, house.dialog_id, earlier)

    assert house.dialog.overrides == {}


def test_an_override_before_the_new_meeting_day_stays(house: House) -> None:
    house.plan()
    at = datetime(2027, 3, 19, 12, tzinfo=OSLO)
    change_dialog.override_deadline(house.tools, house.actor, house.dialog_id, "note", at, "")

    change_dialog.plan_meeting(house.tools, house.actor, house.dialog_id, MOVED)

    assert list(house.dialog.overrides) == ["note"]


def test_parties_and_contacts_are_added_changed_and_taken_out(house: House) -> None:
    house.plan()
    guest = as_new(house.county, role="guest", name=same("Bussen"), records_address="")

    party_id = change_parties.add_party(house.tools, house.actor, house.dialog_id, guest)
    change_parties.change_party(
        house.tools, house.actor, house.dialog_id, party_id, dataclasses.replace(guest, case_number="27/1")
    )
    contact_id = change_parties.add_contact(
        house.tools, house.actor, house.dialog_id, party_id, contact("Gunn")
    )
    change_parties.change_contact(
        house.tools, house.actor, house.dialog_id, contact_id, contact("Gunn", title="sjef", deputy=True)
    )

    party = house.dialog.party(party_id)
    assert (party.case_number, [(one.name, one.title, one.deputy) for one in party.contacts]) == (
        "27/1",
        [("Gunn", "sjef", True)],
    )
    change_parties.remove_party(house.tools, house.actor, house.dialog_id, party_id)
    assert all(one.id != party_id for one in house.dialog.parties)


def test_an_address_stands_once_in_a_party(house: House) -> None:
    house.plan()

    with pytest.raises(AlreadyThere):
        house.add_contact(house.county, "BERIT")


def test_a_party_of_another_dialog_cannot_be_changed(house: House) -> None:
    first = house.plan().county
    house.plan()

    with pytest.raises(NotFound):
        change_parties.change_party(house.tools, house.actor, house.dialog_id, first.id, as_new(first))
    with pytest.raises(NotFound):
        change_parties.remove_contact(house.tools, house.actor, house.dialog_id, first.contacts[0].id)


def test_nothing_is_sent_before_the_plan_is_whole(house: House) -> None:
    house.plan()
    change_dialog.change_themes(house.tools, house.actor, house.dialog_id, [])

    with pytest.raises(Incomplete) as refused:
        invite.invite(house.tools, house.actor, house.dialog_id)

    assert [one.lack for one in refused.value.facts["lacks"]] == [PlanLack.THEMES]  # type: ignore[attr-defined]
    assert house.letters() == []


def test_the_preview_is_what_is_sent_and_leaves_no_trace(house: House) -> None:
    house.plan()

    preview = [
        (one.recipient.name, one.subject, one.text) for one in invite.preview(house.tools, house.dialog_id)
    ]

    assert house.letters() == []
    assert house.dialog.taken_into_use_at is None
    house.invited()
    assert [(one.recipient_name, one.subject, one.text) for one in house.letters()] == preview


def test_everybody_is_invited_once_by_the_letter_of_their_role(house: House) -> None:
    house.invited()

    assert house.told() == [
        ("note_invitation", "Kari"),
        ("responder_invitation", "Berit"),
        ("responder_invitation", "Bjarne"),
    ]
    with pytest.raises(AlreadyInUse):
        invite.invite(house.tools, house.actor, house.dialog_id)


def test_an_invitation_holds_a_placeholder_and_a_calendar_entry(house: House) -> None:
    letter = house.invited().letters()[0]

    assert placeholders.LINK in letter.text
    assert house.tools.signer.address(letter.link_id or 0) not in letter.text
    assert (letter.calendar_method, "METHOD:REQUEST" in letter.calendar) == ("REQUEST", True)


def test_a_calendar_entry_says_how_to_join_from_afar(house: House) -> None:
    online = dataclasses.replace(MEETING, online="https://moete.example.no/1", practical="Lunsj i kantina")
    house.plan(meeting=online).invited()

    entry = house.letters()[0].calendar.replace("\r\n ", "")

    assert "DESCRIPTION:https://moete.example.no/1\\n\\nLunsj i kantina" in entry


def test_a_contact_added_later_is_invited_at_once(house: House) -> None:
    house.invited()

    house.add_contact(house.county, "Tuva")

    assert house.told()[-1] == ("responder_invitation", "Tuva")


def test_a_dialog_in_use_is_moved_and_not_planned_again(house: House) -> None:
    house.invited()

    with pytest.raises(AlreadyInUse):
        change_dialog.plan_meeting(house.tools, house.actor, house.dialog_id, MOVED)


def test_moving_the_meeting_writes_old_and_new_to_everybody(house: House) -> None:
    house.invited()

    preview = move_meeting.preview(house.tools, house.dialog_id, MOVED, "Ordføreren er på reise")
    assert house.dialog.meeting == MEETING
    move_meeting.move_meeting(house.tools, house.actor, house.dialog_id, MOVED, "Ordføreren er på reise")

    letters = house.letters("meeting_moved")
    assert [letter.text for letter in letters] == [one.text for one in preview.letters]
    assert [letter.recipient_name for letter in letters] == ["Kari", "Berit", "Bjarne"]
    assert "15. april 2027" in letters[0].text
    assert "29. april 2027" in letters[0].text
    assert "Ordføreren er på reise" in letters[0].text
    assert "SEQUENCE:1" in letters[0].calendar


def test_a_moved_meeting_tells_each_party_its_own_deadlines(house: House) -> None:
    house.invited()

    move_meeting.move_meeting(house.tools, house.actor, house.dialog_id, MOVED, "")

    kari, berit, _ = house.letters("meeting_moved")
    assert "Frist for notatet" in kari.text
    assert "Frist for notatet" not in berit.text
    assert "Frist for innleiande respons" in berit.text


def test_moving_only_the_place_keeps_the_dates(house: House) -> None:
    house.invited()
    at = datetime(2027, 3, 19, 12, tzinfo=OSLO)
    change_dialog.override_deadline(house.tools, house.actor, house.dialog_id, "note", at, "")

    elsewhere = dataclasses.replace(MEETING, place="Rådhuset")
    move_meeting.move_meeting(house.tools, house.actor, house.dialog_id, elsewhere, "")

    assert list(house.dialog.overrides) == ["note"]
    assert "Rådhuset" in house.letters("meeting_moved")[0].text


def test_a_new_day_gives_the_rules_their_say_again(house: House) -> None:
    house.invited()
    at = datetime(2027, 3, 19, 12, tzinfo=OSLO)
    change_dialog.override_deadline(house.tools, house.actor, house.dialog_id, "note", at, "")

    move_meeting.move_meeting(house.tools, house.actor, house.dialog_id, MOVED, "")

    assert house.dialog.overrides == {}


def test_a_meeting_cannot_be_moved_into_the_past_or_to_where_it_is(house: House) -> None:
    house.plan()
    with pytest.raises(NotInUse):
        move_meeting.move_meeting(house.tools, house.actor, house.dialog_id, MOVED, "")
    house.invited()
    with pytest.raises(NothingChanged):
        move_meeting.move_meeting(house.tools, house.actor, house.dialog_id, MEETING, "")
    past = dataclasses.replace(MEETING, day=JANUARY.date())
    with pytest.raises(MeetingPast):
        move_meeting.move_meeting(house.tools, house.actor, house.dialog_id, past, "")


def test_cancelling_stops_what_waits_and_tells_everybody(house: House) -> None:
    house.invited()

    move_meeting.cancel_dialog(house.tools, house.actor, house.dialog_id, "For få svar")

    assert [letter.stopped_why for letter in house.letters("note_invitation")] == ["cancelled"]
    letters = house.letters("meeting_cancelled")
    assert [(letter.recipient_name, letter.calendar_method) for letter in letters] == [
        ("Kari", "CANCEL"),
        ("Berit", "CANCEL"),
        ("Bjarne", "CANCEL"),
    ]
    assert placeholders.LINK not in letters[0].text


def test_a_cancelled_dialog_takes_no_changes(house: House) -> None:
    house.invited()
    move_meeting.cancel_dialog(house.tools, house.actor, house.dialog_id, "")

    for change in (
        lambda: move_meeting.cancel_dialog(house.tools, house.actor, house.dialog_id, ""),
        lambda: move_meeting.move_meeting(house.tools, house.actor, house.dialog_id, MOVED, ""),
        lambda: invite.invite(house.tools, house.actor, house.dialog_id),
        lambda: change_dialog.change_title(
            house.tools, house.actor, house.dialog_id, Words({"nb": "x"}), "nb"
        ),
        lambda: house.add_contact(house.county, "Tuva"),
    ):
        with pytest.raises(DialogCancelled):
            change()


def test_co_organisers_come_and_go_and_the_dialog_is_handed_over(house: House) -> None:
    house.plan()
    nils = accounts.add_account(house.tools, house.actor, NewAccount(email="nils@example.no", name="Nils"))

    change_organisers.add_organiser(house.tools, house.actor, house.dialog_id, nils.id)
    with pytest.raises(AlreadyThere):
        change_organisers.add_organiser(house.tools, house.actor, house.dialog_id, nils.id)
    change_organisers.hand_over(house.tools, house.actor, house.dialog_id, nils.id)
    change_organisers.remove_organiser(house.tools, house.actor, house.dialog_id, house.ada.id)

    assert [(one.name, one.responsible) for one in house.dialog.organisers] == [("Nils", True)]
    assert house.told() == [("co_organiser_added", "Nils"), ("dialog_handed_over", "Nils")]
    with pytest.raises(ResponsibleOrganiser):
        change_organisers.remove_organiser(house.tools, house.actor, house.dialog_id, nils.id)


def test_a_dialog_can_be_handed_straight_to_somebody_new_but_not_to_a_closed_account(house: House) -> None:
    house.plan()
    nils = accounts.add_account(house.tools, house.actor, NewAccount(email="nils@example.no", name="Nils"))
    change_organisers.hand_over(house.tools, house.actor, house.dialog_id, nils.id)
    odd = accounts.add_account(house.tools, house.actor, NewAccount(email="odd@example.no", name="Odd"))
    accounts.close_account(house.tools, house.actor, odd.id)

    assert house.dialog.responsible is not None
    assert house.dialog.responsible.name == "Nils"
    with pytest.raises(NotFound):
        change_organisers.hand_over(house.tools, house.actor, house.dialog_id, odd.id)


def test_only_organisers_and_administrators_may_run_a_dialog(house: House) -> None:
    house.plan()
    odd = accounts.add_account(house.tools, house.actor, NewAccount(email="odd@example.no", name="Odd"))

    assert read_board.may_run(house.tools, house.ada, house.dialog_id).id == house.dialog_id
    with pytest.raises(NotFound):
        read_board.may_run(house.tools, odd, house.dialog_id)
    assert list_dialogs.list_dialogs(house.tools, odd).lines == ()
    assert len(list_dialogs.list_dialogs(house.tools, house.ada).lines) == 1


def test_a_contact_without_an_address_gets_no_letter_and_does_not_make_a_plan_whole(house: House) -> None:
    house.plan()
    with database.writing():
        parties.add_contact(house.county.id, contact("Uten", email=""))
        parties.change_contact(house.county.contacts[0].id, contact("Berit", email=""))

    with pytest.raises(Incomplete) as refused:
        invite.invite(house.tools, house.actor, house.dialog_id)
    assert [one.lack for one in refused.value.facts["lacks"]] == [PlanLack.CONTACTS]  # type: ignore[attr-defined]

    house.add_contact(house.county, "Tuva")
    house.invited()
    assert [name for _, name in house.told()] == ["Kari", "Tuva", "Bjarne"]
