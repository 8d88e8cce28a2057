"""Drafts: every version kept, nobody's text lost, items with an identity and a number of their own."""

import dataclasses

import peewee
import pytest

from formserver.domain.content import Attachment, AttachmentKind, Content, Item, Value
from formserver.domain.dialog import Sheet
from formserver.domain.refusals import NotFound
from formserver.storage import answers, attachments, database, dialogs, files, sheets, tables
from formserver.storage.answers import Conflict, Draft, DraftItem, Saved
from formserver.storage.attachments import NewAttachment
from formserver.storage.engine import connection
from tests.storage import planned
from tests.storage.planned import MINUTE, NOW, Case
from tests.support import questions

LATER = NOW + MINUTE


def test_a_sheet_is_made_once_for_each_form_and_party(case: Case) -> None:
    with database.writing():
        again = [
            sheets.ensure(case.dialog, "note", None),
            sheets.ensure(case.dialog, "response", case.agency),
            sheets.ensure(case.dialog, "response", case.host),
        ]

    assert again == [case.note, case.response, case.response + 1]


@pytest.mark.parametrize("party", [None, "agency"])
def test_the_database_itself_knows_no_second_sheet(case: Case, party: str | None) -> None:
    form = "response" if party else "note"
    second = tables.SheetRow(dialog=case.dialog, form=form, party=getattr(case, party) if party else None)

    with database.writing(), pytest.raises(peewee.IntegrityError, match="UNIQUE"):
        second.save()


def test_the_organisers_own_copy_is_kept_apart_from_the_partys(case: Case) -> None:
    with database.writing():
        own = sheets.ensure(case.dialog, "response", case.agency, on_behalf=True)
        again = sheets.ensure(case.dialog, "response", case.agency, on_behalf=True)
        answers.write(own, None, "contact", "Kari", "Kari", NOW)
        dialog = dialogs.get(case.dialog)

        assert again == own != sheets.ensure(case.dialog, "response", case.agency)
        assert [sheet.id for sheet in dialog.sheets] == [case.note, case.response]
        assert [(sheet.id, sheet.party_id) for sheet in dialog.registrations] == [(own, case.agency)]
        assert answers.draft(case.response).fields == {}


def test_a_sheet_knows_its_dialog_and_who_wrote_in_it_last(case: Case) -> None:
    with database.writing():
        sheets.touch(case.note, LATER, "Nils")
        found = sheets.get(case.note)

    sheet = Sheet(id=case.note, form="note", party_id=None, saved_at=LATER, saved_by="Nils")
    assert found == (sheet, case.dialog)


def test_every_version_of_an_answer_is_kept(case: Case) -> None:
    with database.writing():
        versions = [
            answers.write(case.note, None, "summary", text, by, at)
            for text, by, at in (("En", "Kari", NOW), ("To", "Nils", LATER), ("To", "Nils", LATER))
        ]
        kept = [answers.value_at(case.note, None, "summary", version) for version in range(5)]

        assert versions == [1, 2, 3]
        assert kept == [None, "En", "To", "To", None]
        assert answers.current(case.note, None, "summary") == saved("To", 3, "Nils", LATER)
        assert answers.current(case.note, None, "contact") is None


def test_answers_of_items_sheets_and_fields_are_kept_apart(case: Case) -> None:
    with database.writing():
        first, second = (answers.add_item(case.note, 1) for _ in range(2))
        places = [(case.note, None), (case.note, first), (case.note, second), (case.response, first)]
        for sheet, item in places:
            answers.write(sheet, item, "title", f"{sheet} {item}", "Nils", NOW)

        found = [answers.current(sheet, item, "title") for sheet, item in places]

    assert found == [saved(f"{sheet} {item}") for sheet, item in places]


@pytest.mark.parametrize("item", [None, "first"])
def test_the_database_itself_knows_no_version_twice(case: Case, item: str | None) -> None:
    with database.writing():
        number = answers.add_item(case.note, 1) if item else None
        answers.write(case.note, number, "title", "", "Nils", NOW)
        sql = "INSERT INTO answer (sheet_id, item_id, field, version, value, at, by)"

        with pytest.raises(peewee.IntegrityError, match="UNIQUE"):
            connection.execute(f"{sql} VALUES (?, ?, 'title', 1, '1', '', '')", case.note, number)


@pytest.mark.parametrize("value", ["", "Åse\n\t«ï»", None, True, [], [1, 2], {"2": "Kan dere?"}])
def test_a_value_comes_back_as_it_was_written(case: Case, value: Value) -> None:
    with database.writing():
        answers.write(case.note, None, "field", value, "Kari", NOW)

        assert answers.draft(case.note).fields == {"field": saved(value, by="Kari")}


def test_a_draft_holds_the_newest_of_everything(case: Case) -> None:
    with database.writing():
        item = answers.add_item(case.note, 3)
        empty = answers.add_item(case.note, 3)
        for text in ("Utkast", "Hus"):
            answers.write(case.note, item, "title", text, "Nils", NOW)
        answers.write(case.note, None, "summary", "Kort", "Kari", LATER)
        added = attachments.add(case.note, address())

        found = answers.draft(case.note)

    web = Attachment(id=added, kind=AttachmentKind.ADDRESS, title="Plan", address="https://example.no")
    assert found == Draft(
        fields={"summary": saved("Kort", by="Kari", at=LATER)},
        items=(
            DraftItem(id=item, number="", theme=3, fields={"title": saved("Hus", 2)}),
            DraftItem(id=empty, number="", theme=3, fields={}),
        ),
        attachments=(web,),
    )
    assert found.content() == Content(
        values={"summary": "Kort"},
        items=(
            Item(id=item, number="", theme=3, values={"title": "Hus"}),
            Item(id=empty, number="", theme=3, values={}),
        ),
        attachments=(web,),
    )


def test_a_draft_knows_who_saved_last(case: Case) -> None:
    with database.writing():
        none = answers.draft(case.note)
        item = answers.add_item(case.note, 1)
        answers.write(case.note, item, "title", "", "Nils", LATER)
        answers.write(case.note, None, "summary", "", "Kari", NOW)
        some = answers.draft(case.note)

    assert (none.saved_at, none.saved_by) == (None, "")
    assert (some.saved_at, some.saved_by) == (LATER, "Nils")


def test_a_draft_takes_one_question_however_much_is_written(case: Case) -> None:
    with database.writing():
        for _ in range(5):
            item = answers.add_item(case.note, 1)
            for _ in range(5):
                answers.write(case.note, item, "title", "Hus", "Nils", NOW)
        asked: list[object] = []
        connection.bound().query_hooks.append(asked.append)

        answers.draft(case.note)

    connection.bound().query_hooks.clear()
    assert len(asked) == 1


def test_an_answering_draft_has_the_items_that_anything_is_saved_about(case: Case) -> None:
    with database.writing():
        first, second, third = (answers.add_item(case.note, theme) for theme in (2, 1, 1))
        answers.number_items(case.note)
        answers.write(case.response, first, "status", "mulig", "Berit", NOW)
        answers.write(case.response, third, "status", "", "Tuva", NOW)
        answers.remove_item(third, LATER)

        found = answers.draft(case.response).items

    assert found == (
        DraftItem(id=third, number="1.2", theme=1, fields={"status": saved("", by="Tuva")}),
        DraftItem(id=first, number="2.1", theme=2, fields={"status": saved("mulig", by="Berit")}),
    )
    assert second not in [item.id for item in found]


def test_a_removed_item_is_gone_until_it_is_put_back(case: Case) -> None:
    with database.writing():
        first, second = (answers.add_item(case.note, 1) for _ in range(2))
        answers.write(case.note, first, "title", "Hus", "Nils", NOW)
        answers.remove_item(first, NOW)
        without = order(case)
        answers.restore_item(first)

        assert (without, order(case)) == ([second], [first, second])
        assert answers.draft(case.note).items[0].fields == {"title": saved("Hus")}


def test_items_change_places_within_their_theme(case: Case) -> None:
    with database.writing():
        one, two, gone, three = (answers.add_item(case.note, 1) for _ in range(4))
        other = answers.add_item(case.note, 2)
        answers.remove_item(gone, NOW)
        orders = []
        for item, by in ((three, -1), (one, -1), (one, 1), (two, 1), (other, -1)):
            answers.move_item(item, by)
            orders.append(order(case))

    assert orders == [
        [one, three, two, other],
        [one, three, two, other],
        [three, one, two, other],
        [three, one, two, other],
        [three, one, two, other],
    ]


def test_an_item_put_in_another_theme_comes_last_there_and_keeps_its_number(case: Case) -> None:
    with database.writing():
        one, two = answers.add_item(case.note, 1), answers.add_item(case.note, 2)
        answers.number_items(case.note)
        answers.set_theme(one, 2)
        answers.set_theme(two, 2)

        found = [(item.id, item.theme, item.number) for item in answers.draft(case.note).items]

    assert found == [(two, 2, "2.1"), (one, 2, "1.1")]


def test_numbers_are_counted_in_the_theme_and_never_used_again(case: Case) -> None:
    with database.writing():
        one, two, gone = (answers.add_item(case.note, 1) for _ in range(3))
        answers.remove_item(gone, NOW)
        answers.number_items(case.note)
        answers.remove_item(two, NOW)
        three, other = answers.add_item(case.note, 1), answers.add_item(case.note, 12)
        answers.move_item(three, -1)
        answers.number_items(case.note)

        assert numbers(case) == {one: "1.1", three: "1.3", other: "12.1"}


def test_numbers_go_on_after_imported_ones(case: Case, process: int) -> None:
    with database.writing():
        elsewhere = answers.add_item(planned.plan(process, 2).note, 1)
        answers.set_number(elsewhere, "1.20")
        imported, odd, new = (answers.add_item(case.note, 1) for _ in range(3))
        answers.set_number(imported, "1.7")
        answers.set_number(odd, "A")
        answers.number_items(case.note)

        assert numbers(case) == {imported: "1.7", odd: "A", new: "1.8"}
        assert answers.item_sheet(new) == case.note


def written(item: int | None, field: str, value: Value, version: int) -> answers.Written:
    return answers.Written(item_id=item, field=field, value=value, version=version)


def test_several_answers_are_saved_in_one_question(case: Case) -> None:
    with database.writing():
        item = answers.add_item(case.note, 1)
        answers.write(case.note, item, "title", "Før", "Nils", NOW)
        texts = [written(item, "title", "Hus 🏔", 2), written(item, "asks", {"2": "Hva?"}, 1)]

        with questions.counted() as asked:
            answers.write_all(case.note, texts, "Kari", LATER)
        answers.write_all(case.note, [], "Kari", LATER)

        assert len(asked) == 1
        assert answers.current(case.note, item, "title") == saved("Hus 🏔", 2, "Kari", LATER)
        assert answers.current(case.note, item, "asks") == saved({"2": "Hva?"}, 1, "Kari", LATER)
        assert answers.value_at(case.note, item, "title", 1) == "Før"


def test_several_earlier_texts_are_read_at_once(case: Case) -> None:
    with database.writing():
        item = answers.add_item(case.note, 1)
        for place, field in ((item, "title"), (item, "background"), (None, "title")):
            for number in (1, 2):
                answers.write(case.note, place, field, f"{field} {number} {place}", "Nils", NOW)

        found = answers.values_at(case.note, item, {"title": 1, "background": 2, "asks": 1, "outcome": 0})

        assert found == {"title": f"title 1 {item}", "background": f"background 2 {item}"}
        assert answers.values_at(case.note, None, {"title": 2}) == {"title": "title 2 None"}
        assert answers.values_at(case.note, item, {}) == {}


def test_several_conflicts_are_settled_at_once(case: Case) -> None:
    with database.writing():
        texts = [written(None, field, "Min", 1) for field in ("summary", "contact", "approved_by")]
        first, second, third = answers.keep_conflicts(case.note, texts, "Nils", NOW)

        answers.settle_conflicts([first, third], LATER)
        answers.settle_conflicts([], LATER)

        assert [one.id for one in answers.conflicts(case.note)] == [second]


def test_a_conflict_is_kept_until_it_is_settled(case: Case) -> None:
    with database.writing():
        item = answers.add_item(case.note, 1)
        (first,) = answers.keep_conflicts(case.note, [written(item, "title", "Min", 2)], "Nils", NOW)
        (second,) = answers.keep_conflicts(case.note, [written(None, "summary", ["Min"], 0)], "Kari", LATER)
        both = answers.conflicts(case.note)
        answers.settle_conflict(first, LATER)

        assert both == [
            conflict(first, item, "title", "Min"),
            dataclasses.replace(
                conflict(second, None, "summary", ["Min"]), mine_by="Kari", at=LATER, base_version=0
            ),
        ]
        assert answers.conflicts(case.note) == both[1:]
        assert answers.conflicts(case.response) == []


def test_an_attachment_is_gone_from_the_draft_but_still_known_until_it_is_put_back(case: Case) -> None:
    with database.writing():
        sha256 = files.keep(b"Kart")
        new = NewAttachment(
            kind=AttachmentKind.FILE, title="Kart", file_name="kart.pdf", size=4, sha256=sha256
        )
        number = attachments.add(case.note, new)
        other = attachments.add(case.note, address())
        attachments.remove(number, NOW)
        without = [one.id for one in answers.draft(case.note).attachments]
        attachments.restore(number)

        kept = Attachment(
            id=number,
            kind=AttachmentKind.FILE,
            title="Kart",
            file_name="kart.pdf",
            size=4,
            sha256=sha256,
        )
        assert attachments.get(number) == (kept, case.note)
        assert (without, answers.draft(case.note).attachments[0]) == ([other], kept)


def test_an_attachment_needs_its_bytes_in_the_database(case: Case) -> None:
    lost = NewAttachment(kind=AttachmentKind.FILE, title="Kart", sha256="0" * 64)

    with database.writing(), pytest.raises(peewee.IntegrityError):
        attachments.add(case.note, lost)


def test_nobody_moves_or_numbers_what_is_not_there(case: Case) -> None:
    with database.writing():
        for change in (
            lambda: answers.move_item(9, 1),
            lambda: answers.set_number(9, "1.1"),
            lambda: answers.remove_item(9, NOW),
            lambda: answers.settle_conflict(9, NOW),
            lambda: attachments.remove(9, NOW),
            lambda: sheets.touch(9, NOW, ""),
        ):
            with pytest.raises(NotFound):
                change()
        assert dialogs.get(case.dialog).sheets[0].saved_at is None


def saved(value: Value, version: int = 1, by: str = "Nils", at: object = NOW) -> Saved:
    return Saved(value=value, version=version, at=at, by=by)  # type: ignore[arg-type]


def conflict(number: int, item: int | None, field: str, mine: Value) -> Conflict:
    return Conflict(id=number, item_id=item, field=field, mine=mine, mine_by="Nils", at=NOW, base_version=2)


def address() -> NewAttachment:
    return NewAttachment(kind=AttachmentKind.ADDRESS, title="Plan", address="https://example.no")


def order(case: Case) -> list[int]:
    return [item.id for item in answers.draft(case.note).items]


def numbers(case: Case) -> dict[int, str]:
    return {item.id: item.number for item in answers.draft(case.note).items}
