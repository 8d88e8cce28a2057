"""A letter that cannot be written: its own dialog is told why, and nobody else waits for it.

No letter is kept that asks for what nobody gives, but a folder of files may name such things of its own.
"""

from datetime import timedelta
from pathlib import Path

from formserver.storage import attempts, database, outbox, process_versions
from formserver.usecases.processes import change_process, letters_in_use
from formserver.worker import loop
from tests.support.mail_catcher import MailCatcher
from tests.usecases import house as houses
from tests.usecases.house import NOTE, House

KEY = "mulighetsdialog"


def begin_with_a_broken(house: House, letter: str) -> None:
    """The dialogs that begin now have a letter that says a name which nobody gives."""
    paths = [f"letters/{letter}.{language}.txt" for language in ("nb", "nn", "en")]
    files = dict(letters_in_use.of_process(house.tools, KEY).files) | dict.fromkeys(
        paths, "Subject: Hei\n\n{{ nobody }}\n"
    )
    change_process.new_version(house.tools, house.actor, KEY, files, "")


def begin_as_before(house: House) -> None:
    with database.reading():
        shipped = process_versions.last_shipped(KEY)
    assert shipped is not None
    change_process.use_version(house.tools, house.actor, shipped.id)
    house.dialog_id = 0


def test_a_reminder_that_cannot_be_written_keeps_no_other_dialog_waiting(house: House) -> None:
    begin_with_a_broken(house, "note_reminder")
    first = house.invited().dialog_id
    begin_as_before(house)
    house.invited()
    house.clock.turn_to(house.dialog.meeting.starts - timedelta(weeks=3, days=6))

    house.work()

    with database.reading():
        (failure,) = attempts.of_dialog(first)
    assert (failure.kind, "note_reminder" in failure.reason) == ("reminder", True)
    assert [letter.recipient_name for letter in house.letters("note_reminder")] == ["Kari"]


def test_a_receipt_that_cannot_be_written_leaves_its_reason_and_blocks_nobody_else(house: House) -> None:
    begin_with_a_broken(house, "note_receipt")
    house.asked()
    with database.reading():
        (failure,) = attempts.of_dialog(house.dialog_id)
    first = house.dialog
    begin_as_before(house)

    house.asked()

    assert "note_receipt" in failure.reason
    assert (first.documents, house.dialog.documents[0].kind) == ((), NOTE)


def test_a_packet_whose_letter_cannot_be_written_leaves_its_reason_and_blocks_nobody_else(
    house: House,
) -> None:
    begin_with_a_broken(house, "packet_attached")
    first = house.asked().dialog_id
    begin_as_before(house)
    house.asked()
    house.clock.turn_to(house.dialog.meeting.starts - timedelta(days=2))

    house.work()

    with database.reading():
        (failure,) = attempts.of_dialog(first)
    assert "packet_attached" in failure.reason
    assert house.dialog.packet is not None


def test_a_word_of_failure_that_cannot_be_written_does_not_undo_what_became_of_the_letter(
    tmp_path: Path, smtp_catcher: MailCatcher
) -> None:
    house = houses.build(tmp_path / "house", mail_port=smtp_catcher.port)
    begin_with_a_broken(house, "delivery_failed")
    house.invited()
    smtp_catcher.refuse("berit@example.no")

    loop.once(house.tools)

    with database.reading():
        failed = [row.recipient_name for row in outbox.rows() if row.failed_at]
    assert (failed, house.letters("delivery_failed")) == (["Berit"], [])
