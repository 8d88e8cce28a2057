"""What the organiser sees: phase, timeline, parties, letters, documents, matrix and journal."""

from datetime import datetime

from formserver.domain.deadlines import OSLO
from formserver.domain.packet import CellState
from formserver.domain.progress import Phase, Standing
from formserver.storage import database, outbox
from formserver.usecases.dialogs import list_dialogs, read_board
from formserver.usecases.dialogs.read_board import Board, StepState
from formserver.usecases.service import accounts
from formserver.usecases.service.accounts import NewAccount
from tests.usecases.house import House


def _board(house: House) -> Board:
    return read_board.read_board(house.tools, house.dialog_id)


def test_a_planned_dialog_has_nothing_sent_and_says_what_is_next(house: House) -> None:
    board = _board(house.plan())

    assert (board.phase, board.next_step.key, board.letters, board.matrix) == (
        Phase.PLANNING,
        "invite",
        (),
        None,
    )
    assert {row.state.standing for row in board.rows} == {Standing.NOT_INVITED}


def test_the_timeline_shows_what_is_done_and_what_counts_now(house: House) -> None:
    assert [step.state for step in _board(house.plan()).timeline] == [StepState.NOW, *[StepState.NEXT] * 4]
    house.asked()

    steps = [(step.key, step.state) for step in _board(house).timeline]

    assert steps == [
        ("invited", StepState.DONE),
        ("note", StepState.DONE),
        ("response", StepState.NOW),
        ("packet", StepState.NEXT),
        ("meeting", StepState.NEXT),
    ]


def test_a_row_counts_what_is_asked_and_names_the_last_event(house: House) -> None:
    house.asked()
    house.write(house.writer(house.county), "response", house.items[0], assessment="Utkast")

    rows = {row.party.id: row for row in _board(house).rows}

    county = rows[house.county.id]
    assert (county.asked, county.state.standing) == (1, Standing.BEGUN)
    host = rows[house.host.id]
    assert host.last is not None
    assert (host.last.event, host.state.standing) == ("submitted", Standing.SUBMITTED)


def test_the_matrix_grows_as_answers_come_in(house: House) -> None:
    house.asked()
    house.answer(house.county)

    matrix = _board(house).matrix

    assert matrix is not None
    assert [cell.state for cell in matrix.themes[0].items[0].cells] == [CellState.ANSWERED, CellState.MISSING]


def test_the_whole_way_is_done_when_the_meeting_is_over(house: House) -> None:
    house.asked()
    house.answer(house.county)
    house.answer(house.governor)
    house.clock.turn_to(datetime(2027, 4, 9, 9, tzinfo=OSLO))
    house.work()
    house.clock.turn_to(datetime(2027, 4, 15, 15, tzinfo=OSLO))

    board = _board(house)

    assert {step.state for step in board.timeline} == {StepState.DONE}
    assert board.phase is Phase.HELD


def test_a_letter_that_failed_stands_at_its_party(house: House) -> None:
    letter = house.invited().letters("responder_invitation")[0]
    with database.writing():
        outbox.record_failed(letter.id, house.clock.now, "no_address", "550")

    board = _board(house)

    failed = [row.party.id for row in board.rows if row.failed]
    assert (failed, board.next_step.key) == ([house.county.id], "mail")


def test_dialogs_that_need_attention_come_first(house: House) -> None:
    waiting = house.invited().dialog_id
    planned = house.plan().dialog_id

    lines = list_dialogs.list_dialogs(house.tools, house.ada).lines

    assert [(line.dialog.id, line.attention) for line in lines] == [(planned, True), (waiting, False)]
    assert lines[1].next_deadline is not None
    assert lines[1].next_deadline.key == "note"


def test_an_organiser_sees_only_the_own_dialogs(house: House) -> None:
    house.plan()
    other = NewAccount(email="odd@example.no", name="Odd", administrator=True)
    accounts.add_account(house.tools, house.actor, other)
    accounts.set_administrator(house.tools, house.actor, house.ada.id, False)
    ada = accounts.get(house.tools, house.ada.id)
    assert ada is not None

    assert [line.dialog.id for line in list_dialogs.list_dialogs(house.tools, ada).lines] == [house.dialog_id]


def test_the_journal_alone_is_the_journal_of_the_board(house: House) -> None:
    house.asked()

    journal = read_board.read_journal(house.tools, house.dialog_id)

    assert journal
    assert journal == read_board.read_board(house.tools, house.dialog_id).journal
