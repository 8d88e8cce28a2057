"""Phases, states and the next step, derived from facts and a moment."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest

from formserver.domain import next_step, plan, progress
from formserver.domain.dialog import Dialog, Document, Reopening, Reply, Sheet
from formserver.domain.plan import PlanLack, PlanShortcoming
from formserver.domain.progress import FormState, PartyState, Phase, Standing
from tests.domain.dialogs import (
    COUNTY,
    GOVERNOR,
    GUEST,
    HOST,
    JANUARY,
    PARTIES,
    a_dialog,
    declined,
    note,
    response,
    submission,
)

FEBRUARY = datetime(2027, 2, 1, 9, tzinfo=UTC)
APRIL = datetime(2027, 4, 7, 9, tzinfo=UTC)
AFTER_RESPONSES = datetime(2027, 4, 8, 14, tzinfo=UTC)
AFTER_PACKET_TIME = datetime(2027, 4, 9, 14, tzinfo=UTC)
HELD = datetime(2027, 4, 15, 13, tzinfo=UTC)
NOTE = note(FEBRUARY, p2=2, p3=1)
PACKET = Document(
    id=1, kind="packet", number=1, file_name="p.docx", size=1, sha256="a", frozen_at=APRIL, language="nb"
)


def test_a_dialog_goes_through_its_phases() -> None:
    asked = a_dialog(sheets=(NOTE,))
    answered = a_dialog(sheets=(NOTE, response(COUNTY, APRIL), response(GOVERNOR, APRIL)))
    sent = dataclasses.replace(answered, documents=(PACKET,))

    phases = [
        progress.phase(a_dialog(taken_into_use_at=None), JANUARY),
        progress.phase(a_dialog(), JANUARY),
        progress.phase(asked, FEBRUARY),
        progress.phase(answered, APRIL),
        progress.phase(sent, APRIL),
        progress.phase(sent, datetime(2027, 4, 15, 6, tzinfo=UTC)),
        progress.phase(sent, HELD),
        progress.phase(sent, HELD + timedelta(days=43)),
        progress.phase(a_dialog(cancelled_at=JANUARY), FEBRUARY),
    ]

    assert phases == [
        Phase.PLANNING,
        Phase.ASKING,
        Phase.ANSWERING,
        Phase.COMPLETE,
        Phase.PACKET,
        Phase.TODAY,
        Phase.HELD,
        Phase.CLOSED,
        Phase.CANCELLED,
    ]


def test_only_asked_parties_without_an_answer_are_missing() -> None:
    dialog = a_dialog(sheets=(NOTE, response(COUNTY, APRIL)))

    assert [party.id for party in progress.missing(dialog)] == [GOVERNOR]


def test_a_party_that_left_is_not_asked_any_more() -> None:
    parties = tuple(
        dataclasses.replace(one, withdrawn_at=FEBRUARY) if one.id == GOVERNOR else one for one in PARTIES
    )

    assert progress.asked(a_dialog(sheets=(NOTE,), parties=parties)) == {COUNTY: 2}


def _note_state(dialog: Dialog, now: datetime) -> FormState:
    return progress.form_state(dialog, dialog.process.form("note"), HOST, now)


def test_a_form_is_new_then_begun_then_submitted_then_locked() -> None:
    begun = Sheet(id=1, form="note", party_id=None, saved_at=JANUARY)

    states = [
        _note_state(a_dialog(), JANUARY),
        _note_state(a_dialog(sheets=(begun,)), JANUARY),
        _note_state(a_dialog(sheets=(NOTE,)), FEBRUARY + timedelta(hours=1)),
        _note_state(a_dialog(sheets=(NOTE,)), APRIL),
        _note_state(a_dialog(cancelled_at=JANUARY), JANUARY),
    ]

    assert states == [
        FormState.NEW,
        FormState.BEGUN,
        FormState.SUBMITTED,
        FormState.LOCKED,
        FormState.CANCELLED,
    ]
    assert [state.open for state in states] == [True, True, True, False, False]


def test_writing_after_submitting_is_a_correction() -> None:
    correcting = dataclasses.replace(NOTE, saved_at=FEBRUARY + timedelta(hours=1))

    assert _note_state(a_dialog(sheets=(correcting,)), FEBRUARY + timedelta(hours=2)) is FormState.CORRECTING


def test_a_reopened_form_is_open_until_its_time_is_over() -> None:
    again = Reopening(at=APRIL, by="Kari", reason="Feil tall", until=APRIL + timedelta(days=1))
    dialog = a_dialog(sheets=(dataclasses.replace(NOTE, reopenings=(again,)),))

    assert _note_state(dialog, APRIL + timedelta(hours=1)) is FormState.REOPENED
    assert _note_state(dialog, APRIL + timedelta(days=2)) is FormState.LOCKED


def test_an_answer_waits_for_the_questions() -> None:
    dialog = a_dialog()
    form = dialog.process.form("response")

    assert progress.form_state(dialog, form, COUNTY, FEBRUARY) is FormState.WAITING
    assert progress.form_state(a_dialog(sheets=(NOTE,)), form, COUNTY, FEBRUARY) is FormState.NEW


def test_a_late_first_answer_can_still_be_written_and_is_then_locked() -> None:
    form = a_dialog().process.form("response")
    late = a_dialog(sheets=(NOTE, response(COUNTY, AFTER_RESPONSES)))

    assert progress.form_state(a_dialog(sheets=(NOTE,)), form, COUNTY, AFTER_RESPONSES) is FormState.NEW
    assert progress.form_state(late, form, COUNTY, AFTER_RESPONSES) is FormState.LOCKED


def _standing(dialog: Dialog, party_id: int, now: datetime = FEBRUARY) -> PartyState:
    return progress.party_state(dialog, dialog.party(party_id), now)


def test_the_standing_of_a_party_follows_its_way() -> None:
    begun = Sheet(id=9, form="response", party_id=COUNTY, saved_at=FEBRUARY)
    attends = dataclasses.replace(PARTIES[1], reply=Reply(attends=True, proposal="", by="B", at=FEBRUARY))
    not_asked = a_dialog(sheets=(note(FEBRUARY, p2=1),))

    standings = [
        _standing(a_dialog(taken_into_use_at=None), COUNTY).standing,
        _standing(a_dialog(), COUNTY).standing,
        _standing(a_dialog(parties=(PARTIES[0], attends)), COUNTY).standing,
        _standing(a_dialog(parties=(PARTIES[0], declined(PARTIES[1]))), COUNTY).standing,
        _standing(a_dialog(sheets=(NOTE,)), COUNTY).standing,
        _standing(a_dialog(sheets=(NOTE, begun)), COUNTY).standing,
        _standing(a_dialog(sheets=(NOTE,)), COUNTY, AFTER_RESPONSES).standing,
        _standing(a_dialog(sheets=(NOTE, response(COUNTY, APRIL))), COUNTY).standing,
        _standing(a_dialog(sheets=(NOTE, response(COUNTY, AFTER_RESPONSES))), COUNTY).standing,
        _standing(a_dialog(sheets=(NOTE, response(COUNTY, APRIL, on_behalf=True))), COUNTY).standing,
        _standing(a_dialog(sheets=(NOTE, response(COUNTY, APRIL, silent=True))), COUNTY).standing,
        _standing(not_asked, GOVERNOR).standing,
        _standing(a_dialog(), GUEST).standing,
        _standing(
            a_dialog(parties=(dataclasses.replace(PARTIES[1], withdrawn_at=FEBRUARY),)), COUNTY
        ).standing,
    ]

    assert standings == [
        Standing.NOT_INVITED,
        Standing.INVITED,
        Standing.ATTENDS,
        Standing.DATE_NO,
        Standing.NOT_BEGUN,
        Standing.BEGUN,
        Standing.OVERDUE,
        Standing.SUBMITTED,
        Standing.LATE,
        Standing.REGISTERED,
        Standing.SILENT,
        Standing.NO_DUTY,
        Standing.NO_DUTY,
        Standing.WITHDRAWN,
    ]


def test_a_guest_that_said_yes_attends() -> None:
    guest = dataclasses.replace(PARTIES[3], reply=Reply(attends=True, proposal="", by="G", at=FEBRUARY))

    assert _standing(a_dialog(parties=(guest,)), GUEST).standing is Standing.ATTENDS


def test_letters_that_do_not_arrive_come_before_all_else() -> None:
    dialog = a_dialog(sheets=(NOTE, response(COUNTY, APRIL)))

    state = progress.party_state(dialog, dialog.party(COUNTY), APRIL, failed={COUNTY})

    assert state.standing is Standing.MAIL_FAILED


def test_a_corrected_and_a_reopened_form_tell_the_day() -> None:
    twice = dataclasses.replace(NOTE, submissions=(*NOTE.submissions, submission(2, APRIL)))
    again = Reopening(at=APRIL, by="Kari", reason="", until=APRIL + timedelta(days=2))
    reopened = dataclasses.replace(NOTE, reopenings=(again,))

    assert _standing(a_dialog(sheets=(twice,)), HOST, APRIL) == PartyState(
        standing=Standing.CORRECTED, day=date(2027, 4, 7)
    )
    assert _standing(a_dialog(sheets=(reopened,)), HOST, APRIL) == PartyState(
        standing=Standing.REOPENED, day=date(2027, 4, 9)
    )


def test_others_see_only_three_standings() -> None:
    silent = a_dialog(sheets=(NOTE, response(COUNTY, APRIL, silent=True)))
    begun = a_dialog(sheets=(NOTE, Sheet(id=9, form="response", party_id=COUNTY, saved_at=APRIL)))

    seen = [progress.public_standing(one, one.party(COUNTY)) for one in (a_dialog(), begun, silent)]

    assert seen == [Standing.NOT_BEGUN, Standing.BEGUN, Standing.SUBMITTED]


@pytest.mark.parametrize(
    ("dialog", "now", "key", "yours"),
    [
        (a_dialog(taken_into_use_at=None, themes=()), JANUARY, "fill", True),
        (a_dialog(taken_into_use_at=None), JANUARY, "invite", True),
        (a_dialog(parties=(*PARTIES[:2], declined(PARTIES[2]))), FEBRUARY, "dates", True),
        (a_dialog(), FEBRUARY, "awaiting", False),
        (a_dialog(), APRIL, "overdue", True),
        (a_dialog(sheets=(NOTE,)), FEBRUARY, "awaiting", False),
        (a_dialog(sheets=(NOTE,)), AFTER_RESPONSES, "overdue", True),
        (a_dialog(sheets=(NOTE, response(COUNTY, APRIL), response(GOVERNOR, APRIL))), APRIL, "packet", True),
        (
            a_dialog(sheets=(NOTE, response(COUNTY, APRIL), response(GOVERNOR, APRIL))),
            AFTER_PACKET_TIME,
            "packet_late",
            True,
        ),
        (a_dialog(sheets=(NOTE,), documents=(PACKET,)), APRIL, "supplement", False),
        (a_dialog(sheets=(NOTE,), documents=(PACKET,)), AFTER_RESPONSES, "overdue", True),
        (
            a_dialog(sheets=(NOTE, response(COUNTY, APRIL), response(GOVERNOR, APRIL)), documents=(PACKET,)),
            AFTER_RESPONSES,
            "none",
            False,
        ),
        (
            a_dialog(sheets=(NOTE, response(COUNTY, APRIL), response(GOVERNOR, APRIL)), documents=(PACKET,)),
            APRIL,
            "none",
            False,
        ),
        (a_dialog(documents=(PACKET,)), FEBRUARY, "awaiting", False),
        (a_dialog(documents=(PACKET,)), APRIL, "overdue", True),
        (a_dialog(), HELD, "none", False),
        (a_dialog(cancelled_at=JANUARY), FEBRUARY, "none", False),
    ],
)
def test_there_is_one_next_step(dialog: Dialog, now: datetime, key: str, yours: bool) -> None:
    step = next_step.next_step(dialog, now)

    assert (step.key, step.yours) == (key, yours)


def test_a_letter_that_does_not_arrive_is_the_next_step() -> None:
    step = next_step.next_step(a_dialog(sheets=(NOTE,)), FEBRUARY, failed={GOVERNOR})

    assert (step.key, [party.id for party in step.parties]) == ("mail", [GOVERNOR])


def test_awaiting_answers_counts_those_that_are_in() -> None:
    step = next_step.next_step(a_dialog(sheets=(NOTE, response(COUNTY, APRIL))), APRIL)

    assert step.counts == {"n": 1, "total": 2}


def test_who_may_still_answer_after_an_early_packet_is_told_with_the_deadline() -> None:
    dialog = a_dialog(sheets=(NOTE, response(COUNTY, APRIL)), documents=(PACKET,))

    step = next_step.next_step(dialog, APRIL)

    assert [party.id for party in step.parties] == [GOVERNOR]
    assert step.deadline == progress.deadline_of(dialog, dialog.process.answering_form)


def test_after_a_packet_with_nothing_in_it_the_hosts_are_awaited_and_then_late() -> None:
    steps = [next_step.next_step(a_dialog(documents=(PACKET,)), now) for now in (FEBRUARY, APRIL)]

    assert {step.form and step.form.key for step in steps} == {"note"}
    assert [party.id for party in steps[1].parties] == [HOST]


def test_a_plan_says_everything_it_lacks() -> None:
    bare = dataclasses.replace(PARTIES[1], role="guest", contacts=())
    dialog = a_dialog(parties=(bare,), themes=(), organisers=())

    assert plan.lacks(dialog, HELD) == [
        PlanShortcoming(lack=PlanLack.MEETING_PAST),
        PlanShortcoming(lack=PlanLack.HOSTS),
        PlanShortcoming(lack=PlanLack.RESPONDERS),
        PlanShortcoming(lack=PlanLack.THEMES),
        PlanShortcoming(lack=PlanLack.PHONE),
        PlanShortcoming(lack=PlanLack.CONTACTS, party=bare),
    ]


@pytest.mark.parametrize("look_up", ["role", "form", "document", "deadline"])
def test_what_a_process_does_not_have_is_a_key_error(look_up: str) -> None:
    with pytest.raises(KeyError):
        getattr(a_dialog().process, look_up)("ukjent")
