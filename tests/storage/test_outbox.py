"""The outbox: a letter a key, in one worker's hands at a time, and what became of it."""

import dataclasses
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from formserver.domain import delivery
from formserver.domain.delivery import State
from formserver.domain.refusals import NotFound, NotWaiting
from formserver.storage import database, outbox, personal_links, tables
from formserver.storage.engine import connection
from formserver.storage.outbox import Letter, LetterInOutbox, NewLetter
from tests.storage import planned
from tests.storage.planned import MINUTE, NOW, Case

LEASE = 5 * MINUTE
LATER = NOW + MINUTE


def test_a_letter_is_kept_whole(case: Case) -> None:
    with database.writing():
        link = personal_links.make(case.berit, LATER, NOW)
        new = dataclasses.replace(
            planned.new_letter("invitation/1"),
            dialog_id=case.dialog,
            party_id=case.agency,
            contact_id=case.berit,
            link_id=link,
            reply_name="Kari",
            reply_address="kari1@fossedal.example",
            calendar="BEGIN:VCALENDAR",
            calendar_method="REQUEST",
            files=(planned.attached(b"en"), planned.attached(b"to")),
        )
        number = outbox.put(new, LATER)

        assert number is not None
        assert outbox.get(number) == whole(new, number, LATER)


def test_a_key_is_written_once(case: Case) -> None:
    with database.writing():
        first = outbox.put(planned.new_letter("reminder/1"), NOW)
        again = outbox.put(dataclasses.replace(planned.new_letter("reminder/1"), subject="Ny"), NOW)

        assert (first, again) == (1, None)
        assert outbox.get(1).subject == "Invitasjon"
        assert [outbox.has("reminder/1"), outbox.has("reminder/2")] == [True, False]


def test_a_dialogs_letters_are_listed_without_their_texts(case: Case) -> None:
    with database.writing():
        numbers = [planned.put(key, dialog_id=case.dialog) for key in ("b", "a")]
        planned.put("of no dialog")
        asked = questions()
        found = outbox.of_dialog(case.dialog)

    connection.bound().query_hooks.clear()
    assert [(type(letter), letter.id) for letter in found] == [(LetterInOutbox, number) for number in numbers]
    assert [event for event in asked if '"html"' in str(event)] == []


def test_all_letters_are_listed_newest_first_a_page_at_a_time(path: Path) -> None:
    with database.writing():
        for number in range(1, 6):
            planned.put(f"letter {number}")

        pages = [outbox.rows(before, limit=2) for before in (None, 4, 2)]

    assert [[letter.id for letter in page] for page in pages] == [[5, 4], [3, 2], [1]]


def test_what_waits_and_what_failed_is_chosen_as_their_state_says(path: Path) -> None:
    """Every letter is in one of the two choices, or in neither, as `delivery.state` says of it."""
    with database.writing():
        ids = [planned.put(name) for name in ("waiting", "claimed", "held", "sent", "failed", "stopped")]
        _, claimed, held, sent, failed, stopped = ids
        tables.LetterRow.set_by_id(claimed, {"claimed_until": LATER})
        outbox.hold(held, "Kari", NOW)
        outbox.record_sent(sent, NOW, "250")
        outbox.record_failed(failed, NOW, "no_address", "550")
        outbox.stop(stopped, "by:Kari", NOW)
        by_state = {row.id: delivery.state(row, NOW) for row in outbox.rows()}
        chosen = {row.id for row in outbox.rows(which=outbox.pending(NOW))}
        lost = {row.id for row in outbox.rows(which=outbox.failed())}

    assert chosen == {one for one in ids if by_state[one] in (State.WAITING, State.HELD, State.RETRYING)}
    assert lost == {one for one in ids if by_state[one] is State.NO_ADDRESS}
    assert (len(chosen), len(lost)) == (2, 1)


def test_a_number_that_no_letter_can_have_shows_the_newest(path: Path) -> None:
    with database.writing():
        planned.put("letter")

        found = [row.id for row in outbox.rows(before_id=10**30)]

    assert found == [1]


def test_the_letter_that_has_been_due_longest_is_claimed_first(path: Path) -> None:
    with database.writing():
        for key, minutes in (("soon", -1), ("not yet", 1), ("long ago", -60), ("now", 0)):
            planned.put(key, NOW + minutes * MINUTE)

        claimed = [outbox.claim("worker", NOW, LEASE) for _ in range(4)]

    assert [letter and letter.key for letter in claimed] == ["long ago", "soon", "now", None]


def test_who_waits_at_a_screen_comes_first_and_what_failed_before_comes_last(path: Path) -> None:
    with database.writing():
        failed = [planned.put("code failed", urgent=True), planned.put("failed")]
        for _ in failed:
            letter = outbox.claim("worker", NOW, LEASE)
            assert letter is not None
            outbox.record_retry(letter.id, NOW + MINUTE, "ours", "NotFound")
        planned.put("fresh", NOW + MINUTE)
        planned.put("code", NOW + MINUTE, urgent=True)

        claimed = [outbox.claim("worker", NOW + MINUTE, LEASE) for _ in range(5)]

    assert [letter and letter.key for letter in claimed] == ["code", "code failed", "fresh", "failed", None]


def test_a_claim_counts_the_attempt_and_holds_until_the_lease_runs_out(path: Path) -> None:
    with database.writing():
        number = planned.put("letter")
        first = outbox.claim("one", NOW, LEASE)
        meanwhile = outbox.claim("two", NOW + LEASE - timedelta(microseconds=1), LEASE)
        after = outbox.claim("two", NOW + LEASE, LEASE)

    new = planned.new_letter("letter")
    assert first == dataclasses.replace(whole(new, number), attempts=1, claimed_until=NOW + LEASE)
    assert meanwhile is None
    assert after == dataclasses.replace(whole(new, number), attempts=2, claimed_until=NOW + 2 * LEASE)


def test_many_workers_never_claim_the_same_letter(path: Path) -> None:
    with database.writing():
        for number in range(40):
            planned.put(f"letter {number}")
    claimed: list[int] = []

    def work() -> None:
        while letter := claim():
            claimed.append(letter.id)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(claimed) == list(range(1, 41))


def test_claiming_looks_only_at_the_letters_that_wait(path: Path) -> None:
    with database.writing():
        asked = questions()
        outbox.claim("worker", NOW, LEASE)
        connection.bound().query_hooks.clear()
        (event,) = asked
        steps = connection.execute(f"EXPLAIN QUERY PLAN {event.sql}", *event.params)

    assert [step for *_, step in steps if "letter_waiting" in step] != []
    assert [step for *_, step in steps if "USE TEMP B-TREE" in step] == []


def test_a_sent_letter_says_what_the_server_answered(path: Path) -> None:
    with database.writing():
        number = planned.put("letter")
        outbox.claim("worker", NOW, LEASE)
        outbox.record_retry(number, LATER, "server_away", "no answer")
        outbox.claim("worker", LATER, LEASE)
        outbox.record_sent(number, LATER, "250 OK")

        assert outbox.get(number) == dataclasses.replace(
            whole(planned.new_letter("letter"), number),
            attempts=2,
            next_try_at=LATER,
            sent_at=LATER,
            server_reply="250 OK",
        )
        assert outbox.claim("worker", LATER + LEASE, LEASE) is None


def test_a_letter_to_be_tried_again_waits_until_then(path: Path) -> None:
    with database.writing():
        number = planned.put("letter")
        outbox.claim("worker", NOW, LEASE)
        outbox.record_retry(number, LATER, "server_away", "421 later")
        waiting = outbox.get(number)
        early = outbox.claim("worker", LATER - timedelta(seconds=1), LEASE)
        then = outbox.claim("worker", LATER, LEASE)

    facts = (waiting.failure, waiting.failure_text, waiting.claimed_until, waiting.next_try_at)
    assert facts == ("server_away", "421 later", None, LATER)
    assert early is None
    assert then is not None
    assert then.attempts == 2


def test_a_letter_that_failed_is_never_tried_again_by_itself(case: Case) -> None:
    with database.writing():
        number = planned.put("letter", contact_id=case.berit, party_id=case.agency, dialog_id=case.dialog)
        planned.put("other", contact_id=case.berit, due_at=LATER)
        outbox.claim("worker", NOW, LEASE)
        outbox.record_failed(number, LATER, "no_address", "550 no such user")

        letter = outbox.get(number)
        facts = (letter.failed_at, letter.failure, letter.failure_text, letter.claimed_until)
        assert facts == (LATER, "no_address", "550 no such user", None)
        assert outbox.claim("worker", NOW + LEASE - MINUTE * 5, LEASE) is None
        assert outbox.failed_to_contact(case.berit) == [number]


def test_parties_that_a_letter_could_not_reach_are_known_by_dialog(case: Case, process: int) -> None:
    with database.writing():
        other = planned.plan(process, 2)
        failed("first", case)
        mended = failed("second", other)
        planned.put("waits", dialog_id=case.dialog, party_id=case.host)
        both = outbox.failed_parties([case.dialog, other.dialog, 9])
        outbox.send_again(mended, None, NOW)

        assert both == {case.dialog: {case.agency}, other.dialog: {other.agency}}
        assert outbox.failed_parties([case.dialog, other.dialog]) == {case.dialog: {case.agency}}
        assert outbox.failed_parties([other.dialog]) == {}


def test_a_failed_letter_is_sent_again_to_the_mended_address(case: Case) -> None:
    with database.writing():
        number = failed()
        outbox.send_again(number, "berit.ny@example.no", LATER, message_id="<ny@example.no>")

        assert outbox.get(number) == dataclasses.replace(
            whole(planned.new_letter("letter"), number),
            recipient_address="berit.ny@example.no",
            message_id="<ny@example.no>",
            due_at=LATER,
            next_try_at=LATER,
        )
        assert outbox.claim("worker", LATER, LEASE) is not None


def test_a_letter_sent_again_unchanged_keeps_address_and_message_id(path: Path) -> None:
    with database.writing():
        number = failed()
        outbox.send_again(number, None, LATER)

        new = dataclasses.replace(planned.new_letter("letter"), due_at=LATER)
        assert outbox.get(number) == whole(new, number)


def test_a_letter_held_back_goes_out_after_it_is_released(path: Path) -> None:
    with database.writing():
        number = planned.put("letter")
        outbox.hold(number, "Kari", NOW)
        held = outbox.get(number)
        while_held = outbox.claim("worker", LATER, LEASE)
        outbox.release(number, LATER)

        assert (held.held_at, held.held_by, while_held) == (NOW, "Kari", None)
        assert (outbox.get(number).held_at, outbox.get(number).held_by) == (None, "")
        assert outbox.claim("worker", LATER, LEASE) is not None


def test_a_letter_released_before_it_is_due_waits_for_its_time(path: Path) -> None:
    with database.writing():
        number = planned.put("letter", LATER)
        outbox.hold(number, "Kari", NOW)
        outbox.release(number, NOW)

        assert outbox.claim("worker", NOW, LEASE) is None
        assert outbox.claim("worker", LATER, LEASE) is not None


def test_a_stopped_letter_says_why_and_never_goes_out(path: Path) -> None:
    with database.writing():
        waiting, held = planned.put("waiting"), planned.put("held")
        outbox.hold(held, "Kari", NOW)
        for number in (waiting, held):
            outbox.stop(number, "moved", LATER)

        letters = [outbox.get(number) for number in (waiting, held)]
        assert [(letter.stopped_at, letter.stopped_why) for letter in letters] == [(LATER, "moved")] * 2
        assert outbox.claim("worker", LATER, LEASE) is None


def test_a_letter_can_be_made_due_at_once(path: Path) -> None:
    with database.writing():
        number = planned.put("letter", NOW + timedelta(days=1))
        outbox.due_now(number, NOW)

        claimed = outbox.claim("worker", NOW, LEASE)

    assert claimed is not None
    assert (claimed.id, claimed.due_at) == (number, NOW)


def test_a_letter_in_a_workers_hands_or_gone_is_left_alone(path: Path) -> None:
    with database.writing():
        claimed, sent, stopped = (planned.put(key) for key in ("claimed", "sent", "stopped"))
        outbox.claim("worker", NOW, LEASE)
        outbox.record_sent(sent, NOW, "")
        outbox.stop(stopped, "moved", NOW)

        for number in (claimed, sent, stopped):
            with pytest.raises(NotWaiting):
                outbox.hold(number, "Kari", LATER)
            with pytest.raises(NotWaiting):
                outbox.stop(number, "moved", LATER)
            with pytest.raises(NotWaiting):
                outbox.due_now(number, LATER)
            with pytest.raises(NotWaiting):
                outbox.release(number, LATER)


def test_what_waits_in_a_dialog_is_stopped_by_kind_and_party(case: Case, process: int) -> None:
    with database.writing():
        other = planned.plan(process, 2)
        ids = {"dialog_id": case.dialog, "party_id": case.agency}
        reminder = planned.put("reminder", letter="reminder", **ids)
        packet = planned.put("packet", letter="packet", **ids)
        to_host = planned.put("host", letter="reminder", dialog_id=case.dialog, party_id=case.host)
        elsewhere = planned.put("elsewhere", letter="reminder", dialog_id=other.dialog)

        by_kind_and_party = outbox.stop_waiting(case.dialog, ["reminder"], case.agency, "moved", NOW)
        after_first = stopped(reminder, packet, to_host, elsewhere)
        the_rest = outbox.stop_waiting(case.dialog, None, None, "cancelled", LATER)

        assert (by_kind_and_party, after_first) == (1, ["moved", "", "", ""])
        assert (the_rest, stopped(reminder, packet, to_host, elsewhere)) == (
            2,
            ["moved", "cancelled", "cancelled", ""],
        )


def test_stopping_what_waits_leaves_a_letter_on_the_wire_alone(case: Case) -> None:
    with database.writing():
        sent, claimed = (planned.put(key, dialog_id=case.dialog) for key in ("sent", "claimed"))
        outbox.record_sent(sent, NOW, "")
        outbox.claim("worker", NOW, LEASE)

        assert outbox.stop_waiting(case.dialog, None, None, "cancelled", LATER) == 0
        assert outbox.stop_waiting(case.dialog, None, None, "cancelled", NOW + LEASE) == 1
        assert stopped(sent, claimed) == ["", "cancelled"]


def test_the_outbox_knows_how_many_wait_and_until_when(path: Path) -> None:
    with database.writing():
        empty = (outbox.waiting_count(), outbox.next_due(NOW))
        planned.put("tomorrow", NOW + timedelta(days=1))
        later = planned.put("later", LATER)
        gone = planned.put("gone", NOW - MINUTE)
        outbox.record_sent(gone, NOW, "")
        two = (outbox.waiting_count(), outbox.next_due(NOW), outbox.next_due(LATER + MINUTE))
        outbox.hold(later, "Kari", NOW)

        assert empty == (0, None)
        assert two == (2, LATER, LATER + MINUTE)
        assert (outbox.waiting_count(), outbox.next_due(NOW)) == (1, NOW + timedelta(days=1))


def test_a_letter_that_is_not_there_is_not_found(path: Path) -> None:
    with database.writing():
        for look in (outbox.get, lambda number: outbox.send_again(number, None, NOW)):
            with pytest.raises(NotFound):
                look(9)


def whole(new: NewLetter, number: int, written_at: object = NOW) -> Letter:
    """The letter as it is when nothing has happened to it."""
    return Letter(
        **{field.name: getattr(new, field.name) for field in dataclasses.fields(new)},
        id=number,
        written_at=written_at,  # type: ignore[arg-type]
        attempts=0,
        next_try_at=new.due_at,
        claimed_until=None,
        sent_at=None,
        server_reply="",
        failed_at=None,
        failure="",
        failure_text="",
        held_at=None,
        held_by="",
        stopped_at=None,
        stopped_why="",
    )


def claim() -> Letter | None:
    with database.writing():
        return outbox.claim("worker", NOW, LEASE)


def failed(key: str = "letter", case: Case | None = None) -> int:
    """A letter that was tried and failed for good, of no dialog or to the agency of one."""
    number = planned.put(key, **({"dialog_id": case.dialog, "party_id": case.agency} if case else {}))
    outbox.claim("worker", NOW, LEASE)
    outbox.record_failed(number, NOW, "no_address", "550 no such user")
    return number


def stopped(*numbers: int) -> list[str]:
    return [outbox.get(number).stopped_why for number in numbers]


def questions() -> list:
    """Every question to the database from here on."""
    asked: list = []
    connection.bound().query_hooks.append(asked.append)
    return asked
