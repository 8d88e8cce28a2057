"""The organiser's pages of a house with 350 dialogs beside the same pages of one with 10."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from formserver import app, config
from formserver.domain.words import same
from formserver.storage import database, dialogs, organisers, outbox, parties, processes
from formserver.storage.dialogs import NewDialog
from formserver.storage.engine import connection
from formserver.storage.outbox import NewLetter
from formserver.storage.parties import NewContact, NewParty
from formserver.worker import loop
from tests.benchmarks import measuring
from tests.benchmarks.measuring import Measured, Row, Way
from tests.support import questions
from tests.support.set_clock import SetClock
from tests.web.conftest import MEETING, NOW
from tests.web.house import PROCESS, House, Reader

FEW, MANY = 10, 350
ROLES = ("host", "responder", "responder", "responder", "responder", "guest")
LETTERS_EACH = 14  # of a dialog: nearly 5,000 in all
PAGES = {"list of dialogs": "/dialog", "board of one": "/dialog/{last}", "outbox": "/outbox"}


@dataclass(frozen=True, kw_only=True)
class Office:
    """A house with so many dialogs, and Kari, who runs them all, at her browser."""

    house: House
    kari: Reader
    last: int

    def choose(self) -> None:
        """Make its database the one that is asked: a process has only one at a time."""
        connection.bind(self.house.tools.settings.database)

    def open(self, page: str) -> None:
        """One of the pages."""
        response = self.kari.open(page.format(last=self.last))
        assert response.status_code == 200, response.status

    def questions(self, page: str) -> int:
        """How many questions the page puts to the database."""
        self.choose()
        with questions.counted() as asked:
            self.open(page)
        return len(asked)


def growing(runs: int) -> Measured:
    """Time and questions of each page; the ratio is of our many to our few."""
    with _office(MANY) as many, _office(FEW) as few:
        for what, page in PAGES.items():
            long, short = measuring.medians([_way(many, page), _way(few, page)], runs, measuring.cpu)
            spans = measuring.span(long), measuring.span(short)
            yield _row(f"{what}, {MANY} dialogs, CPU", *spans, long / short)
            asked = many.questions(page), few.questions(page)
            yield _row(f"{what}, questions", str(asked[0]), str(asked[1]), asked[0] / asked[1])


def idling(runs: int) -> Measured:
    """The worker's round that finds nothing to do; the ratio is of our many to our few."""
    with _office(MANY) as many, _office(FEW) as few:
        ways = [Way(name="idle", work=_settled(one), prepare=one.choose) for one in (many, few)]
        long, short = measuring.medians(ways, runs, measuring.cpu)
        spans = measuring.span(long), measuring.span(short)
        yield _row(f"worker's idle round, {MANY} dialogs, CPU", *spans, long / short)
        asked = [len(_asked_in_a_round(one)) for one in (many, few)]
        yield _row("worker's idle round, questions", str(asked[0]), str(asked[1]), asked[0] / asked[1])


def _settled(office: Office) -> Callable[[object], None]:
    """Twenty of a worker's rounds, for one is hardly to be measured, in an office in which all is done."""
    office.choose()
    with database.writing():
        connection.execute("UPDATE letter SET sent_at = written_at")
    loop.once(office.house.tools)
    rounds = loop.Rounds(office.house.tools)

    def work(_: object) -> None:
        for _round in range(20):
            assert rounds.one() == 0

    return work


def _asked_in_a_round(office: Office) -> list[object]:
    office.choose()
    with questions.counted() as asked:
        loop.Rounds(office.house.tools).one()
    return asked


def _way(office: Office, page: str) -> Way:
    return Way(name=page, work=lambda _: office.open(page), prepare=office.choose)


def _row(what: str, many: str, few: str, ratio: float) -> Row:
    against, told = f"{FEW} dialogs", measuring.times(ratio)
    return Row(what=what, ours=many, against=against, theirs=few, ratio=told, goal="≤ 3×")


@contextmanager
def _office(count: int) -> Iterator[Office]:
    with tempfile.TemporaryDirectory() as folder:
        clock = SetClock(now=NOW)
        house = House(app=app.create_app(config.load(Path(folder), {}), clock), clock=clock, meeting=MEETING)
        kari = house.account("Kari")
        with database.writing():  # one transaction for all: the disk is waited for once
            process = processes.pin(house.tools.definitions[PROCESS], NOW)
            ids = [_dialog(process, kari.id, number) for number in range(count)]
        yield Office(house=house, kari=house.signed_in(kari), last=ids[-1])


def _dialog(process: int, account_id: int, number: int) -> int:
    """A dialog in use, with its parties and the letters that have gone out."""
    new = NewDialog(process_id=process, title=same(f"Dialog {number}"), language="nb", meeting=MEETING)
    dialog_id = dialogs.create(new, NOW)
    organisers.add(dialog_id, account_id, True, NOW)
    for place, role in enumerate(ROLES):
        name = same(f"Part {place}")
        party_id = parties.add(dialog_id, NewParty(role=role, type="kommune", name=name, short_name=name))
        parties.add_contact(party_id, _contact(place))
    dialogs.mark_taken_into_use(dialog_id, NOW)
    for letter in range(LETTERS_EACH):
        outbox.put(_letter(dialog_id, letter), NOW)
    return dialog_id


def _contact(place: int) -> NewContact:
    email = f"berit{place}@example.no"
    return NewContact(name=f"Berit {place}", title="rådgiver", email=email, phone="", language="nb")


def _letter(dialog_id: int, number: int) -> NewLetter:
    return NewLetter(
        key=f"{dialog_id}/{number}",
        letter="note_invitation",
        language="nb",
        dialog_id=dialog_id,
        recipient_name=f"Berit {number}",
        recipient_address=f"berit{number}@example.no",
        subject="Invitasjon til mulighetsdialog",
        text="Hei. " * 300,
        html="<p>Hei.</p>" * 300,
        message_id=f"<{dialog_id}.{number}@example.no>",
        due_at=NOW,
    )
