"""What a correction changed: item by item and field by field, and what of it concerns one party."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from formserver.domain import asking, content
from formserver.domain.content import Content, Item, Value
from formserver.domain.process import Field, Form, Kind


class ChangeKind(StrEnum):
    """What happened; also the key of the words that say so."""

    ITEM_ADDED = "item_added"
    ITEM_ADDED_OTHER = "item_added_other"
    ITEM_REMOVED = "item_removed"
    QUESTION = "question"
    QUESTION_ADDED = "question_added"
    QUESTION_REMOVED = "question_removed"
    FIELD = "field"
    ATTACHMENT_ADDED = "attachment_added"
    ATTACHMENT_REMOVED = "attachment_removed"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change.

    `item` is as it is now (as it was, when removed); `field` only for a field, `name` for a file.
    """

    kind: ChangeKind
    item: Item | None = None
    field: Field | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A field of an item before and now. A question field holds one party's question as a text."""

    field: Field
    old: Value
    new: Value


def between(old: Content, new: Content, form: Form, party_id: int | None = None) -> list[Change]:
    """What a correction changed, as it concerns one party.

    With None no party's questions are told apart.
    """
    found = [Change(kind=ChangeKind.FIELD, field=field) for field in _changed_fields(old, new, form)]
    for item in new.items:
        before = old.item(item.id)
        found += _item_changes(before, item, form, party_id) if before else [_added(item, form, party_id)]
    gone = [item for item in old.items if not new.item(item.id)]
    found += [Change(kind=ChangeKind.ITEM_REMOVED, item=item) for item in gone]
    return found + list(_attachments(old, new))


def of_item(old: Item, new: Item, form: Form, party_id: int) -> tuple[FieldChange, ...]:
    """The fields of one item that differ, as the party that answers it should see them."""
    found = [
        FieldChange(field=field, old=old.value(field.key), new=new.value(field.key))
        for field in form.item_fields
        if field.kind is not Kind.QUESTIONS and _differ(old.value(field.key), new.value(field.key))
    ]
    for field in form.item_fields_of(Kind.QUESTIONS)[:1]:
        before, now = asking.question(old, form, party_id), asking.question(new, form, party_id)
        if before != now:
            found.append(FieldChange(field=field, old=before, new=now))
    return tuple(found)


def _differ(old: Value, new: Value) -> bool:
    return old != new and not (content.is_empty(old) and content.is_empty(new))


def _changed_fields(old: Content, new: Content, form: Form) -> list[Field]:
    return [field for field in form.fields if _differ(old.values.get(field.key), new.values.get(field.key))]


def _added(item: Item, form: Form, party_id: int | None) -> Change:
    asked = party_id is None or asking.question(item, form, party_id)
    return Change(kind=ChangeKind.ITEM_ADDED if asked else ChangeKind.ITEM_ADDED_OTHER, item=item)


def _item_changes(old: Item, new: Item, form: Form, party_id: int | None) -> Iterator[Change]:
    for field in form.item_fields:
        if field.kind is Kind.QUESTIONS and party_id is not None:
            continue
        if _differ(old.value(field.key), new.value(field.key)):
            yield Change(kind=ChangeKind.FIELD, item=new, field=field)
    if party_id is not None:
        yield from _question_change(old, new, form, party_id)


def _question_change(old: Item, new: Item, form: Form, party_id: int) -> Iterator[Change]:
    before, now = asking.question(old, form, party_id), asking.question(new, form, party_id)
    if before == now:
        return
    kind = ChangeKind.QUESTION
    if not before:
        kind = ChangeKind.QUESTION_ADDED
    elif not now:
        kind = ChangeKind.QUESTION_REMOVED
    yield Change(kind=kind, item=new)


def _attachments(old: Content, new: Content) -> Iterator[Change]:
    before, now = {one.id for one in old.attachments}, {one.id for one in new.attachments}
    for one in new.attachments:
        if one.id not in before:
            yield Change(kind=ChangeKind.ATTACHMENT_ADDED, name=one.title)
    for one in old.attachments:
        if one.id not in now:
            yield Change(kind=ChangeKind.ATTACHMENT_REMOVED, name=one.title)
