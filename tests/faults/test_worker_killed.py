"""A worker killed at any step loses no letter and repeats at most one, with the same Message-ID."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from formserver.domain.deadlines import OSLO
from formserver.usecases.dialogs import change_parties
from formserver.usecases.forms import submit_form
from formserver.usecases.mail.deliver_mail import LEASE
from tests.support.mail_catcher import MailCatcher
from tests.usecases import house as houses
from tests.usecases.house import NOTE, House, as_new

SENDING = [
    "formserver.usecases.mail.deliver_mail:_offer",
    "formserver.mail.transport:deliver",
    "formserver.usecases.mail.deliver_mail:done",
    "formserver.storage.outbox:record_sent",
]
PUBLISHING = [
    "formserver.usecases.documents.publish_submission:_packet",
    "formserver.documents.fill.render:render",
    "formserver.usecases.documents.publish_submission:_store",
    "formserver.storage.documents:freeze",
    "formserver.usecases.documents.publish_submission:receipts",
    "formserver.usecases.documents.publish_submission:to_those_asked",
    "formserver.usecases.documents.records_copies:send_copies",
]
COMPILING = [
    "formserver.usecases.documents.compile_packet:_compile",
    "formserver.documents.fill.render:render",
    "formserver.usecases.documents.send_document:freeze",
    "formserver.usecases.documents.send_document:to_everybody",
    "formserver.usecases.mail.write_letters:to_contact",
    "formserver.usecases.documents.records_copies:send_copies",
    "formserver.storage.outbox:claim",
]
REMINDING = [
    "formserver.usecases.dialogs.send_reminders:_write",
    "formserver.usecases.dialogs.send_reminders:_remind",
    "formserver.storage.journal:note",
]


@dataclass
class Case:
    """A house whose worker is a process of its own, and the mail server it talks to."""

    house: House
    catcher: MailCatcher

    def start(self, die_at: str = "") -> subprocess.Popen[bytes]:
        """A worker that works until it is done, or dead."""
        settings, now = self.house.tools.settings, self.house.clock.now.isoformat()
        command = [sys.executable, "-m", "tests.faults.dying_worker", str(settings.instance)]
        command += [str(settings.mail_port), now, *([die_at] if die_at else [])]
        return subprocess.Popen(command, cwd=Path(__file__).parents[2])

    def work(self, die_at: str = "") -> int:
        """Runs a worker to its end, and gives how it ended."""
        return self.start(die_at).wait()

    def killed_and_back(self, place: str) -> None:
        """The worker dies at a place; when its lease is over another one goes on."""
        assert self.work(place) == -signal.SIGKILL
        self.house.clock.advance(LEASE)
        assert self.work() == 0

    def arrived(self) -> Counter[tuple[str, str]]:
        """How often each letter arrived, by recipient and Message-ID."""
        return Counter((one.recipients[0], str(one.message["Message-ID"])) for one in self.catcher.caught)

    def written(self) -> set[tuple[str, str]]:
        """Every letter of the dialog, by recipient and Message-ID."""
        return {(one.recipient_address, one.message_id) for one in self.house.letters()}

    def holds(self) -> None:
        """Every letter arrived, at most one of them twice, and nothing else did."""
        arrived = self.arrived()
        assert set(arrived) == self.written()
        assert sum(arrived.values()) <= len(arrived) + 1


@pytest.fixture
def case(tmp_path: Path, smtp_catcher: MailCatcher) -> Iterator[Case]:
    """A dialog with everybody invited and nothing sent yet; each party has a records address."""
    house = houses.build(tmp_path / "house", mail_port=smtp_catcher.port)
    case = Case(house=house, catcher=smtp_catcher)
    case.work()
    smtp_catcher.caught.clear()
    house.plan()
    for party in house.dialog.parties:
        new = as_new(party, records_address=f"post{party.id}@example.no")
        change_parties.change_party(house.tools, house.actor, house.dialog_id, party.id, new)
    house.invited()
    yield case
    house.tools.transport.close()


@pytest.mark.parametrize("place", SENDING)
def test_a_kill_while_sending(case: Case, place: str) -> None:
    case.killed_and_back(place)

    case.holds()
    assert len(case.written()) == 3


def test_a_kill_between_the_server_s_yes_and_our_note_of_it(case: Case) -> None:
    worker = case.start()
    case.catcher.before_next_reply(worker.kill)
    assert worker.wait() == -signal.SIGKILL
    case.house.clock.advance(LEASE)

    assert case.work() == 0

    case.holds()
    assert max(case.arrived().values()) == 2


@pytest.mark.parametrize("place", PUBLISHING)
def test_a_kill_while_publishing(case: Case, place: str) -> None:
    house = case.house
    case.work()
    house.write_note({str(house.county.id): "Kan dere?", str(house.governor.id): "Og dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)

    case.killed_and_back(place)

    case.holds()
    assert [document.kind for document in house.dialog.documents] == [NOTE]
    assert Counter(letter.letter for letter in house.letters()) == {
        "note_invitation": 1,
        "responder_invitation": 2,
        "note_receipt": 1,
        "note_for_responder": 2,
        "records_copy": 3,
    }


@pytest.mark.parametrize("place", COMPILING)
def test_a_kill_while_compiling_the_packet(case: Case, place: str) -> None:
    house = case.house
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)
    house.answer(house.county)
    case.work()
    house.clock.turn_to(datetime(2027, 4, 9, 9, tzinfo=OSLO))

    case.killed_and_back(place)

    case.holds()
    assert [document.kind for document in house.dialog.documents].count("packet") == 1
    letters = Counter(letter.letter for letter in house.letters())
    assert (letters["packet_attached"], letters["records_copy"]) == (3, 3 + 1 + 3)


@pytest.mark.parametrize("place", REMINDING)
def test_a_kill_while_reminding(case: Case, place: str) -> None:
    case.work()
    case.house.clock.turn_to(datetime(2027, 3, 17, 8, tzinfo=OSLO))

    case.killed_and_back(place)

    case.holds()
    assert [letter.recipient_name for letter in case.house.letters("note_reminder")] == ["Kari"]


def test_two_workers_at_once_send_no_letter_twice(case: Case) -> None:
    house = case.house
    house.write_note({str(house.county.id): "Kan dere?", str(house.governor.id): "Og dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)

    workers = [case.start() for _ in range(3)]

    assert [worker.wait() for worker in workers] == [0, 0, 0]
    assert case.work() == 0
    assert set(case.arrived()) == case.written()
    assert set(case.arrived().values()) == {1}
    assert [document.kind for document in house.dialog.documents] == [NOTE]


def test_a_mail_server_that_comes_and_goes_gets_every_letter(case: Case) -> None:
    case.catcher.stop()
    assert case.work() == 0
    assert case.arrived() == {}

    case.catcher.start()
    case.house.clock.advance(timedelta(minutes=1))
    assert case.work() == 0

    case.holds()
