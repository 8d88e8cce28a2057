"""What is stored is read as far as this program can; what it cannot read waits, and all else goes on."""

from collections.abc import Callable

import pytest

from formserver.domain.refusals import DefinitionUnreadable, NotFound
from formserver.storage import attempts, database, dialogs, organisers, outbox, process_versions, processes
from formserver.usecases.dialogs import dialog_work, invite, read_board
from formserver.usecases.due_work import WorkKind
from formserver.usecases.forms import submit_form
from formserver.usecases.mail.write_letters import LetterNotWritten
from formserver.usecases.processes import change_process, letters_in_use, process_in_use
from formserver.usecases.questions import read_questions
from formserver.usecases.service import accounts, check_health
from formserver.usecases.service.accounts import NewAccount
from formserver.worker import loop
from tests.support import pinned
from tests.support.mail_catcher import MailCatcher
from tests.support.pinned import Files, replaced
from tests.usecases import house as houses
from tests.usecases.house import NOTE, TERMINAL, House

KEY, OTHER = "mulighetsdialog", "regionalt_planforum"
INDEX = "letters/letters.toml"


def broken(files: Files) -> Files:
    return {**files, "process.toml": "dette er ikke TOML"}


def use(house: House, change: Callable[[Files], Files]) -> None:
    """Let new dialogs begin with files as another release may have left them."""
    files = change(process_in_use.definition(house.tools, KEY).files)
    with database.writing():
        process_id = processes.keep(KEY, files, house.clock())
        version = process_versions.add(KEY, process_id, "Ada", "", house.clock())
        process_versions.use(version.id, "Ada", house.clock())


def test_a_dialog_that_waits_is_told_to_those_who_run_it_and_to_administrators(house: House) -> None:
    house.plan()
    assert read_board.waiting_dialogs(house.tools, house.ada) == []
    kari, odd = (
        accounts.add_account(house.tools, TERMINAL, NewAccount(email=f"{name}@example.no", name=name))
        for name in ("Kari", "Odd")
    )
    with database.writing():
        organisers.add(house.dialog_id, kari.id, False, house.clock())
    pinned.pin(house.dialog_id, broken)

    told = [
        [one.id for one in read_board.waiting_dialogs(house.tools, who)] for who in (house.ada, kari, odd)
    ]

    assert told == [[house.dialog_id], [house.dialog_id], []]
    with pytest.raises(DefinitionUnreadable):
        read_board.may_run(house.tools, kari, house.dialog_id)
    with pytest.raises(NotFound):
        read_board.may_run(house.tools, odd, house.dialog_id)


def test_a_dialog_that_waits_is_counted_by_health(house: House) -> None:
    house.plan()
    before = check_health.check_health(house.tools).unreadable_definitions

    pinned.pin(house.dialog_id, broken)

    assert (before, check_health.check_health(house.tools).unreadable_definitions) == (0, 1)


def test_a_submission_of_a_dialog_that_waits_is_tried_again_later(house: House) -> None:
    house.invited().write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)
    pinned.pin(house.dialog_id, broken)

    found = dialog_work.do_next(house.tools)

    with database.reading():
        failed = attempts.of_dialog(house.dialog_id)
    assert not found
    assert [(one.kind, one.tries) for one in failed] == [(WorkKind.LOOK, 1)]
    assert failed[0].next_try_at
    assert failed[0].next_try_at > house.clock.now


def test_a_letter_of_a_dialog_that_waits_fails_alone(
    tmp_path_factory: pytest.TempPathFactory, smtp_catcher: MailCatcher
) -> None:
    house = houses.build(tmp_path_factory.mktemp("post") / "house", mail_port=smtp_catcher.port).invited()
    smtp_catcher.refuse("berit@example.no")
    pinned.pin(house.dialog_id, broken)

    loop.once(house.tools)

    with database.reading():
        rows = outbox.of_dialog(house.dialog_id)
    assert [row.recipient_name for row in rows if row.failed_at] == ["Berit"]
    assert all(row.sent_at for row in rows if not row.failed_at)


def test_a_dialog_whose_letters_cannot_be_read_goes_on_without_them(house: House) -> None:
    house.plan()
    pinned.pin(house.dialog_id, lambda files: {**files, INDEX: "nei"})

    with pytest.raises(LetterNotWritten):
        invite.invite(house.tools, house.actor, house.dialog_id)

    assert read_board.read_board(house.tools, house.dialog_id).letters == ()


def test_a_process_that_cannot_be_read_is_left_out_where_all_are_shown(house: House) -> None:
    use(house, broken)

    assert set(process_in_use.every(house.tools)) == {OTHER}
    assert [one.used.key for one in read_questions.every(house.tools)] == [OTHER]
    assert [one.key for one in letters_in_use.every(house.tools)] == [OTHER, letters_in_use.SERVICE]
    with pytest.raises(DefinitionUnreadable):
        process_in_use.definition(house.tools, KEY)


def test_new_dialogs_begin_with_what_an_earlier_release_left_and_the_check_tells_what_it_lacks(
    house: House,
) -> None:
    assert process_in_use.reasons_unread(house.tools, KEY) == ()

    use(house, replaced("planning = {", "x_planning = {", "words.toml"))
    house.plan()

    assert [str(one) for one in process_in_use.reasons_unread(house.tools, KEY)] == [
        "words.toml: phases.planning: words_missing(known=nb, nn, en)"
    ]
    assert read_board.read_board(house.tools, house.dialog_id).dialog.process.words["phases.planning"]


def test_a_letter_is_changed_in_what_an_earlier_release_left(house: House) -> None:
    use(house, replaced("planning = {", "x_planning = {", "words.toml"))
    files = process_in_use.definition(house.tools, KEY).files

    version = change_process.new_version(
        house.tools, house.actor, KEY, {**files, "letters/x.nb.txt": "Ny"}, ""
    )

    with database.reading():
        assert process_versions.in_use(KEY) == version


def test_what_nobody_knows_in_an_index_of_letters_is_told_by_the_check(house: House) -> None:
    before = letters_in_use.index_fault(letters_in_use.of_process(house.tools, KEY))

    use(house, replaced("[letters.note_receipt]", "[letters.note_receipt]\nadress = 1", INDEX))

    assert before == ""
    assert letters_in_use.index_fault(letters_in_use.of_process(house.tools, letters_in_use.SERVICE)) == ""
    assert letters_in_use.index_fault(letters_in_use.of_process(house.tools, KEY)) == (
        "letters.toml: note_receipt has adress"
    )


def test_a_dialog_that_is_not_there_is_no_dialog_that_waits(house: House) -> None:
    with database.reading(), pytest.raises(NotFound):
        dialogs.get(99)
