"""A definition that cannot be read makes its own dialogs wait, and nobody else's.

Pages and worker steps are the real ones; one dialog waits, and the other goes on beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from formserver.domain.dialog import Dialog
from formserver.domain.words import same
from formserver.storage import database, dialogs, outbox, process_versions, processes
from formserver.usecases.actors import Writer, actor_of
from formserver.usecases.dialogs import change_dialog
from formserver.usecases.forms import save_draft, submit_form
from formserver.worker import loop
from tests.support import pinned
from tests.support.mail_catcher import MailCatcher
from tests.web.house import House, entries, text

REASON = "process.toml: Filen er ikke gyldig TOML på linje 1, ved tegn 7"
BROKEN = {"process.toml": "dette er ikke TOML"}


@dataclass
class Two:
    """Two dialogs that were asked: one waits, as what it began with cannot be read, and one runs.

    In both somebody has submitted since; in a third one nobody does anything. `read` is the number of the
    definition that can be read.
    """

    house: House
    waits: int
    runs: int
    idle: int
    read: int

    def mend(self) -> None:
        pinned.follow(self.waits, self.read)

    def dialog(self, dialog_id: int) -> Dialog:
        with database.reading():
            return dialogs.get(dialog_id)

    def rounds(self) -> None:
        """The worker as it runs, until it finds nothing more."""
        rounds = loop.Rounds(self.house.tools)
        while rounds.one():
            pass
        self.house.tools.transport.close()

    def letters(self, dialog_id: int) -> set[str]:
        with database.reading():
            return {row.letter for row in outbox.of_dialog(dialog_id)}


@pytest.fixture
def two(house_with: Callable[..., House], smtp_catcher: MailCatcher) -> Two:
    house = house_with(mail_port=str(smtp_catcher.port))
    waits, runs, idle = house.asked(), house.asked(), house.invited()
    house.work()
    for dialog_id, title in ((waits, "Den som venter"), (runs, "Den som går")):
        change_dialog.change_title(house.tools, actor_of(house.account("Kari")), dialog_id, same(title), "nb")
        answer(house, dialog_id, 0)
    read = pinned.pin(waits, lambda files: {**files, **BROKEN})
    return Two(house=house, waits=waits, runs=runs, idle=idle, read=read)


def answer(house: House, dialog_id: int, place: int) -> None:
    """One of the agencies submits its response."""
    writer = writer_of(house, dialog_id, place)
    save_draft.save_draft(house.tools, writer, "response", None, entries({"contact": "Berit"}))
    for item in house.form(writer, "response").items:
        given = entries({"status": "mulig", "assessment": "Ja"})
        save_draft.save_draft(house.tools, writer, "response", item.id, given)
    submit_form.submit_form(house.tools, writer, "response")


def writer_of(house: House, dialog_id: int, place: int) -> Writer:
    return house.writer_of(dialog_id, house.responders(dialog_id)[place])


def test_the_list_shows_both_and_why_one_waits(two: Two) -> None:
    kari = two.house.signed_in(two.house.account("Kari"))

    page = kari.open("/dialog")

    assert page.status_code == 200
    assert "Den som går" in text(page)
    assert "Den som venter" in text(page)
    assert REASON in text(page)


def test_others_do_not_see_what_waits(two: Two) -> None:
    odd = two.house.signed_in(two.house.account("Odd"))

    page = odd.open("/dialog")

    assert page.status_code == 200
    assert "Den som" not in text(page)


def test_the_outbox_shows_the_letters_of_both(two: Two) -> None:
    kari = two.house.signed_in(two.house.account("Kari"))

    page = kari.open("/outbox")

    assert page.status_code == 200
    assert "Den som går" in text(page)
    assert "Den som venter" in text(page)


def test_the_page_of_the_dialog_says_that_it_waits_and_why(two: Two) -> None:
    kari = two.house.signed_in(two.house.account("Kari"))

    page = kari.open(f"/dialog/{two.waits}")

    assert page.status_code == 503
    assert "Dette må vente" in text(page)
    assert REASON in text(page)
    assert kari.open(f"/dialog/{two.runs}").status_code == 200


def test_to_a_stranger_it_is_not_there(two: Two) -> None:
    odd = two.house.signed_in(two.house.account("Odd"))

    assert odd.open(f"/dialog/{two.waits}").status_code == 404


def test_who_answers_is_told_that_it_waits_and_not_why(two: Two) -> None:
    two.mend()
    berit, form = two.house.visitor(two.house.responders(two.waits)[1].contacts[0])
    pinned.pin(two.waits, lambda files: {**files, **BROKEN})

    page = berit.open(form)

    assert page.status_code == 503
    assert "Dette må vente" in text(page)
    assert "TOML" not in text(page)


def test_the_worker_goes_on_with_the_other(
    two: Two, smtp_catcher: MailCatcher, caplog: pytest.LogCaptureFixture
) -> None:
    two.rounds()
    two.house.clock.turn_to(two.house.meeting.starts - timedelta(days=8))
    two.rounds()
    two.house.clock.turn_to(two.house.meeting.starts - timedelta(days=2))
    two.rounds()
    answer(two.house, two.runs, 1)
    two.rounds()

    made = {document.kind for document in two.dialog(two.runs).documents}
    assert made == {"note", "response", "packet", "supplement"}
    assert {"packet_attached", "supplement_attached"} <= two.letters(two.runs)
    assert {"note_overdue", "overdue_to_organiser"} <= two.letters(two.idle)
    with database.reading():
        assert all(row.sent_at for row in outbox.of_dialog(two.runs))
    assert "failed" not in caplog.text


def test_its_letters_go_on_and_one_that_is_refused_holds_up_nobody(
    two: Two, smtp_catcher: MailCatcher
) -> None:
    with database.writing():
        for row in outbox.of_dialog(two.waits):
            outbox.send_again(row.id, None, two.house.clock(), message_id=f"<{row.id}@example.no>")
        addresses = {row.recipient_address for row in outbox.of_dialog(two.waits)}
    for address in addresses:
        smtp_catcher.refuse(address)

    two.rounds()

    with database.reading():
        assert all(row.failed_at for row in outbox.of_dialog(two.waits))
        assert all(
            row.sent_at for row in outbox.of_dialog(two.runs) if row.recipient_address not in addresses
        )


def test_what_waited_is_done_once_it_can_be_read_again(two: Two) -> None:
    two.rounds()
    two.mend()
    two.house.clock.advance(timedelta(minutes=6))

    two.rounds()

    assert {document.kind for document in two.dialog(two.waits).documents} == {"note", "response"}
    kari = two.house.signed_in(two.house.account("Kari"))
    assert kari.open(f"/dialog/{two.waits}").status_code == 200
    assert REASON not in text(kari.open("/dialog"))


def test_health_tells_that_a_definition_cannot_be_read(two: Two) -> None:
    assert two.house.reader().open("/health").json == {"database": "ok", "definitions": "unreadable"}
    two.mend()
    assert two.house.reader().open("/health").json == {"database": "ok", "definitions": "ok"}


def test_what_new_dialogs_cannot_begin_with_is_left_out_and_its_own_pages_say_why(house: House) -> None:
    ada = house.signed_in(house.account("Ada", administrator=True))
    pages = ["/dialog/new", "/dialog/new?host=5026", "/questions", "/letters", "/templates"]
    for key in ("mulighetsdialog", "regionalt_planforum"):
        use(house, key)

        assert [ada.open(page, follow_redirects=True).status_code for page in pages] == [200] * len(pages)
        page = ada.open(f"/questions/{key}/form/note")
        assert page.status_code == 503
        assert REASON in text(page)


def use(house: House, key: str) -> None:
    """Let new dialogs of a process begin with what cannot be read."""
    with database.writing():
        process_id = processes.keep(key, {"words.toml": "", **BROKEN}, house.clock())
        version = process_versions.add(key, process_id, "Ada", "", house.clock())
        process_versions.use(version.id, "Ada", house.clock())
