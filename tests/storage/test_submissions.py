"""What was submitted, and the documents made of it: numbered, frozen, made once."""

import dataclasses
from datetime import UTC, datetime

import pytest

from formserver.domain.content import EMPTY, Attachment, AttachmentKind, Content, Item
from formserver.domain.dialog import Document, Reopening, Submission
from formserver.domain.refusals import AlreadyThere, NotFound
from formserver.storage import database, dialogs, documents, files, sheets, submissions
from formserver.storage.engine import connection
from formserver.storage.submissions import NewSubmission
from tests.storage import planned
from tests.storage.planned import MINUTE, NOW, Case

LATER = NOW + MINUTE
NEW_YEAR_IN_OSLO = datetime(2027, 12, 31, 23, 30, tzinfo=UTC)
FULL = Content(
    values={"summary": "Kort", "specialists": [{"name": "Tuva", "themes": [1]}]},
    items=(Item(id=3, number="1.1", theme=1, values={"asks": {"2": "Kan dere?"}, "title": None}),),
    attachments=(Attachment(id=1, kind=AttachmentKind.ADDRESS, title="Plan", address="https://example.no"),),
)


def test_a_submission_is_kept_as_it_was(case: Case) -> None:
    new = NewSubmission(
        by="Nils", on_behalf=True, silent=True, asked={case.agency: 3}, contact_id=4, account_id=5
    )
    with database.writing():
        submitted = submissions.freeze(case.note, FULL, new, NOW)

        assert submitted == Submission(
            id=submitted.id,
            number=1,
            receipt="2027-0001",
            at=NOW,
            by="Nils",
            on_behalf=True,
            silent=True,
            asked={case.agency: 3},
        )
        assert submissions.get(submitted.id) == (submitted, case.note)
        assert submissions.content(submitted.id) == FULL


def test_numbers_count_within_the_sheet_and_receipts_over_everything(case: Case, process: int) -> None:
    with database.writing():
        other = planned.plan(process, 2)
        found = [submit(sheet) for sheet in (case.note, case.note, case.response, other.note)]

    assert [(one.number, one.receipt) for one in found] == [
        (1, "2027-0001"),
        (2, "2027-0002"),
        (1, "2027-0003"),
        (1, "2027-0004"),
    ]


def test_receipts_begin_again_when_the_year_does_in_oslo(case: Case) -> None:
    with database.writing():
        found = [submit(case.note, at).receipt for at in (NOW, NEW_YEAR_IN_OSLO, NEW_YEAR_IN_OSLO, NOW)]

    assert found == ["2027-0001", "2028-0001", "2028-0002", "2027-0002"]


def test_a_sheet_shows_its_submissions_and_reopenings_in_order(case: Case) -> None:
    opened = [
        Reopening(at=at, by="Kari", reason="nytt", until=at + MINUTE) for at in (NOW + 2 * MINUTE, LATER)
    ]
    with database.writing():
        both = (submit(case.note), submit(case.note))
        for reopening in opened:
            sheets.reopen(case.note, reopening)

        sheet, _ = sheets.get(case.note)

    assert (sheet.submissions, sheet.reopenings) == (both, tuple(opened))


def test_a_dialog_is_read_without_the_content_of_its_submissions(case: Case) -> None:
    with database.writing():
        submit(case.note)
        asked: list[object] = []
        connection.bound().query_hooks.append(asked.append)

        dialogs.get(case.dialog)

    connection.bound().query_hooks.clear()
    assert [event for event in asked if '"content"' in str(event)] == []
    assert [event for event in asked if '"submission"' in str(event)] != []


def test_a_document_is_frozen_with_its_bytes(case: Case) -> None:
    with database.writing():
        submitted = submit(case.response).id
        new = dataclasses.replace(
            planned.new_document("response", content=b"PK Word"),
            party_id=case.agency,
            submission_id=submitted,
            holds=(submitted,),
        )
        frozen = documents.freeze(case.dialog, new, NOW)

        assert frozen == Document(
            id=frozen.id,
            kind="response",
            number=1,
            file_name="response.docx",
            size=7,
            sha256=files.keep(b"PK Word"),
            frozen_at=NOW,
            language="nb",
            party_id=case.agency,
            submission_id=submitted,
            holds=(submitted,),
        )
        assert documents.get(frozen.id) == (frozen, case.dialog)
        assert documents.content(frozen.id) == b"PK Word"
        assert dialogs.get(case.dialog).documents == (frozen,)


def test_documents_are_numbered_by_dialog_and_kind(case: Case, process: int) -> None:
    with database.writing():
        other = planned.plan(process, 2).dialog
        for kind, number in (("packet", 1), ("supplement", 1), ("supplement", 2)):
            documents.freeze(case.dialog, planned.new_document(kind, number), NOW)

        places = [
            (case.dialog, "packet"),
            (case.dialog, "supplement"),
            (case.dialog, "note"),
            (other, "packet"),
        ]
        assert [documents.next_number(*place) for place in places] == [2, 3, 1, 1]


def test_what_packet_and_supplements_hold_is_put_together(case: Case) -> None:
    with database.writing():
        for kind, number, holds in (("packet", 1, (1, 2)), ("supplement", 1, (3,)), ("note", 1, (9,))):
            documents.freeze(case.dialog, planned.new_document(kind, number, holds=holds), NOW)

        assert documents.holding(case.dialog, ["packet", "supplement"]) == {1, 2, 3}
        assert documents.holding(case.dialog, ["supplement"]) == {3}
        assert documents.holding(case.dialog, []) == set()


def test_the_same_work_is_not_stored_twice(case: Case) -> None:
    with database.writing():
        submitted = submit(case.note).id
        done = [
            planned.new_document("packet"),
            planned.new_document("note", submission_id=submitted),
        ]
        for new in done:
            documents.freeze(case.dialog, new, NOW)

        for new in done:
            with pytest.raises(AlreadyThere):
                documents.freeze(case.dialog, dataclasses.replace(new, content=b"nytt"), LATER)
        assert len(dialogs.get(case.dialog).documents) == 2


def test_documents_in_another_language_or_of_another_dialog_are_other_work(case: Case, process: int) -> None:
    with database.writing():
        other = planned.plan(process, 2).dialog
        new = planned.new_document("packet")
        documents.freeze(case.dialog, new, NOW)
        documents.freeze(case.dialog, dataclasses.replace(new, language="nn"), NOW)
        documents.freeze(other, new, NOW)

        assert [len(dialogs.get(number).documents) for number in (case.dialog, other)] == [2, 1]


def test_submissions_and_documents_that_are_not_there_are_not_found(case: Case) -> None:
    with database.reading():
        for look in (submissions.get, submissions.content, documents.get, documents.content):
            with pytest.raises(NotFound):
                look(9)


def submit(sheet: int, at: datetime = NOW) -> Submission:
    return submissions.freeze(sheet, EMPTY, NewSubmission(by="Nils"), at)
