"""What a correction changed, as a whole and for one party."""

import dataclasses

from formserver.domain import changes
from formserver.domain.changes import Change, ChangeKind, FieldChange
from formserver.domain.content import Attachment, AttachmentKind
from tests.domain.dialogs import COUNTY, GOVERNOR, content, full_item, process

FORM = process().asking_form
MAP = Attachment(id=1, kind=AttachmentKind.ADDRESS, title="Kart", address="https://example.no")


def _kinds(found: list[Change]) -> list[ChangeKind]:
    return [change.kind for change in found]


def test_the_same_content_has_no_changes() -> None:
    same = content(full_item(), summary="Kort")

    assert changes.between(same, same, FORM, COUNTY) == []


def test_a_changed_once_field_and_a_changed_item_field_are_named() -> None:
    old, new = content(full_item(), summary="Før"), content(full_item(background="Nå"), summary="Nå")

    assert changes.between(old, new, FORM, COUNTY) == [
        Change(kind=ChangeKind.FIELD, field=FORM.field("summary")),
        Change(kind=ChangeKind.FIELD, item=new.items[0], field=FORM.item_field("background")),
    ]


def test_empty_and_missing_are_the_same() -> None:
    assert changes.between(content(full_item(tried="")), content(full_item()), FORM) == []


def test_a_question_changed_added_and_removed_concerns_the_party_it_is_put_to() -> None:
    old = content(full_item(asks={COUNTY: "Kan dere?"}))
    new = content(full_item(asks={COUNTY: "Vil dere?", GOVERNOR: "Og dere?"}))

    assert _kinds(changes.between(old, new, FORM, COUNTY)) == [ChangeKind.QUESTION]
    assert _kinds(changes.between(old, new, FORM, GOVERNOR)) == [ChangeKind.QUESTION_ADDED]
    assert _kinds(changes.between(new, old, FORM, GOVERNOR)) == [ChangeKind.QUESTION_REMOVED]
    assert changes.between(old, new, FORM, 99) == []


def test_without_a_party_a_changed_question_is_a_changed_field() -> None:
    old, new = content(full_item(asks={COUNTY: "Kan dere?"})), content(full_item(asks={COUNTY: "Vil dere?"}))

    assert [change.field for change in changes.between(old, new, FORM)] == [FORM.item_field("asks")]


def test_a_new_item_tells_those_it_asks_from_those_it_does_not() -> None:
    old, new = content(full_item()), content(full_item(), full_item(12, "1.2"))

    assert _kinds(changes.between(old, new, FORM, COUNTY)) == [ChangeKind.ITEM_ADDED]
    assert _kinds(changes.between(old, new, FORM, GOVERNOR)) == [ChangeKind.ITEM_ADDED_OTHER]


def test_a_removed_item_is_told_as_it_was() -> None:
    old = content(full_item())

    assert changes.between(old, content(), FORM, COUNTY) == [
        Change(kind=ChangeKind.ITEM_REMOVED, item=old.items[0])
    ]


def test_attachments_added_and_removed_are_told_by_title() -> None:
    bare = content(full_item())
    with_map = dataclasses.replace(bare, attachments=(MAP,))

    assert changes.between(bare, with_map, FORM) == [Change(kind=ChangeKind.ATTACHMENT_ADDED, name="Kart")]
    assert changes.between(with_map, bare, FORM) == [Change(kind=ChangeKind.ATTACHMENT_REMOVED, name="Kart")]


def test_those_answering_see_old_and_new_of_what_concerns_them() -> None:
    old = full_item(asks={COUNTY: "Kan dere?", GOVERNOR: "Og dere?"}, background="Før")
    new = full_item(asks={COUNTY: "Vil dere?", GOVERNOR: "Hva med dere?"}, background="Nå")

    assert changes.of_item(old, new, FORM, COUNTY) == (
        FieldChange(field=FORM.item_field("background"), old="Før", new="Nå"),
        FieldChange(field=FORM.item_field("asks"), old="Kan dere?", new="Vil dere?"),
    )


def test_an_attachment_that_stays_is_no_change() -> None:
    old = dataclasses.replace(content(full_item()), attachments=(MAP,))
    plan = dataclasses.replace(MAP, id=2, title="Plan")

    assert changes.between(old, dataclasses.replace(old, attachments=(MAP, plan)), FORM) == [
        Change(kind=ChangeKind.ATTACHMENT_ADDED, name="Plan")
    ]
    assert changes.between(dataclasses.replace(old, attachments=(MAP, plan)), old, FORM) == [
        Change(kind=ChangeKind.ATTACHMENT_REMOVED, name="Plan")
    ]
