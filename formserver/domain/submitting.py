"""What of a filled-in form is submitted, and what it says about itself."""

import dataclasses

from formserver.domain import asking, completeness, content
from formserver.domain.completeness import Asked, Lack, Shortcoming
from formserver.domain.content import Content, Item
from formserver.domain.process import Form


def to_submit(form: Form, filled: Content, asked: Asked | None) -> Content:
    """The content to freeze.

    Of an answer: only items that were asked or written about and still stand, and of an item with "nothing to
    add now" only that; its text stays in the draft.
    """
    values = {field.key: filled.values[field.key] for field in form.fields if field.key in filled.values}
    items = filled.items
    if asked:
        standing = [
            item for item in items if asked.content.item(item.id) and not completeness.left_out(form, item)
        ]
        items = tuple(_as_answered(form, item, asked) for item in standing)
    return dataclasses.replace(filled, values=values, items=items)


def says_nothing(form: Form, frozen: Content, asked: Asked | None) -> bool:
    """Whether an answer has nothing to add to anything that was asked."""
    if not asked:
        return False
    questions = asking.asked_items(asked.content, asked.form, asked.party.id)
    return bool(questions) and all(completeness.is_silent(form, frozen.item(item.id)) for item in questions)


def shortcomings(form: Form, frozen: Content, asked: Asked | None) -> list[Shortcoming]:
    """What must be mended before `frozen` is submitted; who has nothing to add need not fill in the rest."""
    found = completeness.shortcomings(form, frozen, asked)
    if says_nothing(form, frozen, asked):
        found = [one for one in found if one.item_id is not None or one.lack in _OF_PEOPLE]
    return found


_OF_PEOPLE = (Lack.PERSON_NAME, Lack.ATTENDANCE)


def changed(old: Content | None, new: Content) -> bool:
    """Whether there is anything new to submit."""
    return old is None or _plain(old) != _plain(new)


def _plain(filled: Content) -> object:
    whole = content.to_json(filled)
    whole["values"] = {key: value for key, value in whole["values"].items() if not content.is_empty(value)}
    for item in whole["items"]:
        item["values"] = {key: value for key, value in item["values"].items() if not content.is_empty(value)}
    return whole


def _as_answered(form: Form, item: Item, asked: Asked) -> Item:
    standing = asked.content.item(item.id)
    number = standing.number if standing else item.number
    theme = standing.theme if standing else item.theme
    values = dict(item.values)
    if completeness.is_silent(form, item):
        values = {key: value for key, value in values.items() if key == form.verdict}
    return Item(id=item.id, number=number, theme=theme, values=values)
