"""Who is asked what: read from the question fields of the items."""

from formserver.domain.content import Content, Item
from formserver.domain.process import Form, Kind


def question(item: Item, form: Form, party_id: int) -> str:
    """The question that `item` puts to a party, or "" when it asks it nothing."""
    for field in form.item_fields_of(Kind.QUESTIONS):
        if text := (item.value(field.key) or {}).get(str(party_id), "").strip():
            return str(text)
    return ""


def asked_items(content: Content, form: Form, party_id: int) -> tuple[Item, ...]:
    """The items that ask this party something."""
    return tuple(item for item in content.items if question(item, form, party_id))


def counts(content: Content, form: Form) -> dict[int, int]:
    """How many items ask each party, by party id; parties that are asked nothing are left out."""
    found: dict[int, int] = {}
    for item in content.items:
        for party_id in _parties_asked(item, form):
            found[party_id] = found.get(party_id, 0) + 1
    return found


def _parties_asked(item: Item, form: Form) -> set[int]:
    asked: set[int] = set()
    for field in form.item_fields_of(Kind.QUESTIONS):
        questions = item.value(field.key) or {}
        asked |= {int(party_id) for party_id, text in questions.items() if text.strip()}
    return asked
