"""Dialogs with all that hangs on them, put together with a constant number of questions."""

import dataclasses
from datetime import date, time

import peewee
import pytest

from formserver.definitions import Definition
from formserver.domain.deadlines import Override
from formserver.domain.dialog import (
    Contact,
    Dialog,
    Meeting,
    Organiser,
    Party,
    ProgrammeLine,
    Reopening,
    Reply,
    Sheet,
    Theme,
)
from formserver.domain.refusals import AlreadyThere, NotFound
from formserver.domain.words import Words, same
from formserver.storage import (
    accounts,
    answers,
    database,
    dialogs,
    documents,
    organisers,
    parties,
    processes,
    sheets,
    submissions,
)
from formserver.storage.engine import connection
from formserver.storage.submissions import NewSubmission
from tests.storage import planned
from tests.storage.planned import MEETING, MINUTE, NOW, Case


def test_a_new_dialog_is_what_it_was_begun_with(process: int, definition: Definition) -> None:
    with database.writing():
        number = dialogs.create(planned.new_dialog(process, imported_id="case-1"), NOW)

        found = dialogs.get(number)

    assert found == Dialog(
        id=number,
        process=definition.process,
        title=same("Dialog i Fossedal"),
        language="nb",
        meeting=MEETING,
        created_at=NOW,
        imported_id="case-1",
    )


def test_a_dialog_is_put_together_with_everything_that_hangs_on_it(
    case: Case, definition: Definition
) -> None:
    with database.writing():
        dialogs.set_themes(case.dialog, [Theme(number=7, title=same("Bolig"))])
        dialogs.set_programme(case.dialog, [ProgrammeLine(at=time(10, 15), title=same("Velkommen"))])
        dialogs.set_override(case.dialog, "note", Override(at=NOW, reason="påske"))

        found = dialogs.get(case.dialog)

    berit = Contact(
        id=case.berit, name="Berit", title="rådgiver", email="berit@example.no", phone="", language="nn"
    )
    assert found == Dialog(
        id=case.dialog,
        process=definition.process,
        title=same("Dialog i Fossedal"),
        language="nb",
        meeting=MEETING,
        created_at=NOW,
        themes=(Theme(number=7, title=same("Bolig")),),
        programme=(ProgrammeLine(at=time(10, 15), title=same("Velkommen")),),
        parties=(
            party(case.host, "host", "Fossedal"),
            dataclasses.replace(party(case.agency, "responder", "Fylket"), contacts=(berit,)),
        ),
        organisers=(
            Organiser(
                account_id=case.kari,
                name="Kari",
                email="kari1@fossedal.example",
                phone="",
                language="nb",
                responsible=True,
            ),
        ),
        overrides={"note": Override(at=NOW, reason="påske")},
        sheets=(
            Sheet(id=case.note, form="note", party_id=None),
            Sheet(id=case.response, form="response", party_id=case.agency),
        ),
    )


def test_many_dialogs_take_as_many_questions_as_one(case: Case, process: int) -> None:
    with database.writing():
        others = [full(planned.plan(process, number)) for number in range(2, 12)]
        full(case)

        one = questions_for([case.dialog])
        many = questions_for([case.dialog, *others])

    assert one == many
    assert one <= 13


def test_many_dialogs_come_in_the_order_asked_for_without_those_unknown(case: Case, process: int) -> None:
    with database.writing():
        other = planned.plan(process, 2).dialog

        found = dialogs.many([other, 99, 2**70, case.dialog])

    assert [dialog.id for dialog in found] == [other, case.dialog]


def test_the_children_of_one_dialog_are_never_shown_in_another(case: Case, process: int) -> None:
    with database.writing():
        other = planned.plan(process, 2)
        full(case)

        first, second = dialogs.many([case.dialog, other.dialog])

    assert [len(first.themes), len(first.documents), len(first.sheets[0].submissions)] == [1, 1, 1]
    assert [len(second.themes), len(second.documents), len(second.sheets[0].submissions)] == [0, 0, 0]
    assert {one.id for one in second.parties} == {other.host, other.agency}


def test_dialogs_of_the_same_process_share_it(case: Case, process: int) -> None:
    with database.writing():
        other = planned.plan(process, 2)

        assert dialogs.get(case.dialog).process is dialogs.get(other.dialog).process
        assert dialogs.get(case.dialog).process is processes.get(process)


def test_a_dialog_that_is_not_there_is_not_found(case: Case) -> None:
    with database.reading():
        for number in (0, -1, 99, 2**64):
            with pytest.raises(NotFound):
                dialogs.get(number)


def test_a_change_of_a_dialog_that_is_not_there_is_refused(case: Case) -> None:
    with database.writing(), pytest.raises(NotFound):
        dialogs.raise_sequence(99)


def test_what_is_set_replaces_what_was(case: Case) -> None:
    moved = Meeting(day=date(2027, 5, 4), start=time(9), end=time(12), online="https://example.no")
    title = Words({"nb": "Ny", "nn": "Ny"})
    themes = (Theme(number=2, title=same("To")), Theme(number=1, title=same("En")))
    programme = (ProgrammeLine(at=None, title=same("Pause")), ProgrammeLine(at=time(9), title=same("Start")))
    with database.writing():
        full(case)
        dialogs.set_title(case.dialog, title, "nn")
        dialogs.set_meeting(case.dialog, moved)
        dialogs.set_themes(case.dialog, themes)
        dialogs.set_programme(case.dialog, programme)
        dialogs.set_override(case.dialog, "note", Override(at=NOW + MINUTE))
        dialogs.raise_sequence(case.dialog)

        found = dialogs.get(case.dialog)

    assert (found.title, found.language, found.meeting) == (title, "nn", moved)
    assert (found.themes, found.programme) == (themes, programme)
    assert (found.overrides, found.sequence) == ({"note": Override(at=NOW + MINUTE)}, 1)


def test_an_override_can_be_taken_back(case: Case) -> None:
    with database.writing():
        dialogs.set_override(case.dialog, "note", Override(at=NOW))
        dialogs.set_override(case.dialog, "response", Override(at=NOW))
        dialogs.set_override(case.dialog, "note", None)

        assert dialogs.get(case.dialog).overrides == {"response": Override(at=NOW)}


def test_what_happened_to_a_dialog_is_noted(case: Case) -> None:
    with database.writing():
        dialogs.mark_taken_into_use(case.dialog, NOW)
        dialogs.mark_packet_asked(case.dialog, NOW + MINUTE)
        dialogs.mark_cancelled(case.dialog, NOW + 2 * MINUTE, "sykdom")

        found = dialogs.get(case.dialog)

    facts = (found.taken_into_use_at, found.packet_asked_at, found.cancelled_at, found.cancel_reason)
    assert facts == (NOW, NOW + MINUTE, NOW + 2 * MINUTE, "sykdom")


def test_dialogs_are_found_by_what_belongs_to_them(case: Case, process: int) -> None:
    with database.writing():
        imported = dialogs.create(planned.new_dialog(process, imported_id="case-1"), NOW)

        assert dialogs.ids_of_account(case.kari) == [case.dialog]
        assert dialogs.id_of_party(case.agency) == case.dialog
        assert dialogs.id_of_contact(case.berit) == case.dialog
        assert dialogs.id_of_sheet(case.response) == case.dialog
        assert dialogs.id_of_import("case-1") == imported
        assert dialogs.id_of_import("case-2") is None


def test_a_case_is_imported_once(process: int) -> None:
    with database.writing():
        dialogs.create(planned.new_dialog(process, imported_id="case-1"), NOW)

        with pytest.raises(peewee.IntegrityError):
            dialogs.create(planned.new_dialog(process, imported_id="case-1"), NOW)


def test_exactly_one_organiser_is_responsible(case: Case) -> None:
    with database.writing():
        nils = accounts.add("nils@fossedal.example", "Nils", "", "nn", False, NOW).id
        organisers.add(case.dialog, nils, False, NOW)
        before = responsible(case.dialog)
        organisers.make_responsible(case.dialog, nils)

        assert (before, responsible(case.dialog)) == ([case.kari], [nils])


def test_whoever_is_added_as_responsible_takes_over(case: Case) -> None:
    with database.writing():
        nils = accounts.add("nils@fossedal.example", "Nils", "", "nn", False, NOW).id
        organisers.add(case.dialog, nils, True, NOW)

        assert responsible(case.dialog) == [nils]


def test_the_database_itself_knows_no_second_responsible_one(case: Case) -> None:
    with database.writing():
        nils = accounts.add("nils@fossedal.example", "Nils", "", "nn", False, NOW).id
        organisers.add(case.dialog, nils, False, NOW)

        with pytest.raises(peewee.IntegrityError, match="UNIQUE"):
            connection.execute("UPDATE organiser SET responsible = 1")


def test_an_account_runs_a_dialog_once_and_until_it_is_removed(case: Case) -> None:
    with database.writing():
        with pytest.raises(AlreadyThere):
            organisers.add(case.dialog, case.kari, False, NOW)
        organisers.remove(case.dialog, case.kari)

        assert dialogs.ids_of_account(case.kari) == []


def test_a_stranger_cannot_be_made_responsible(case: Case) -> None:
    with database.writing():
        odd = accounts.add("odd@example.no", "Odd", "", "nb", False, NOW).id

        with pytest.raises(NotFound):
            organisers.make_responsible(case.dialog, odd)


def party(number: int, role: str, name: str) -> Party:
    return Party(id=number, role=role, type="kommune", name=same(name), short_name=same(name))


def full(case: Case) -> int:
    """Gives a dialog something of everything."""
    dialogs.set_themes(case.dialog, [Theme(number=1, title=same("Bolig"))])
    dialogs.set_programme(case.dialog, [ProgrammeLine(at=time(10), title=same("Velkommen"))])
    dialogs.set_override(case.dialog, "note", Override(at=NOW))
    parties.set_reply(case.agency, Reply(attends=True, proposal="", by="Berit", at=NOW))
    submitted = submissions.freeze(
        case.note, answers.draft(case.note).content(), NewSubmission(by="Nils"), NOW
    )
    documents.freeze(case.dialog, planned.new_document("note", submission_id=submitted.id), NOW)
    sheets.reopen(case.note, Reopening(at=NOW, by="Kari", reason="mer", until=NOW + MINUTE))
    return case.dialog


def questions_for(numbers: list[int]) -> int:
    asked: list[object] = []
    connection.bound().query_hooks.append(asked.append)
    try:
        dialogs.many(numbers)
    finally:
        connection.bound().query_hooks.clear()
    return len(asked)


def responsible(dialog: int) -> list[int]:
    return [one.account_id for one in dialogs.get(dialog).organisers if one.responsible]
