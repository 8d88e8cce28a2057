"""Values of a form as text for reading: on the check page, the read-only page and beside a question."""

from collections.abc import Collection, Sequence

from formserver.domain import content
from formserver.domain.content import Attachment, AttachmentKind, Content, Item, Value
from formserver.domain.dialog import Dialog
from formserver.domain.process import Field, Form, Kind
from formserver.usecases.forms.read_form import FormPage
from formserver.web import pages

_CHOSEN = (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO)
Row = tuple[str, str]  # what it is, and the text


def rows(dialog: Dialog, fields: Sequence[Field], values: Content | Item) -> list[Row]:
    """Every field with its text, "" where nothing is filled in; questions have a row for each party."""
    found: list[Row] = []
    for field in fields:
        value = values.values.get(field.key)
        if field.kind is Kind.QUESTIONS:
            found += _questions(dialog, field, value)
        elif field.kind is not Kind.HOSTS or len(dialog.hosts) > 1:
            found.append((pages.words(field.label), text(dialog, field, value)))
    return found


def of_item(page: FormPage, item: Item) -> list[Row]:
    """The fields of an item, but for its title, which stands above it."""
    fields = [field for field in page.form.item_fields if field.key != page.form.item_title]
    return rows(page.dialog, fields, item)


def filled(found: Sequence[Row]) -> list[Row]:
    """Only what is filled in."""
    return [row for row in found if row[1]]


def text(dialog: Dialog, field: Field, value: Value) -> str:
    """One value as text, in the reader's language where it is a choice; "" when there is none."""
    if field.kind is Kind.HOSTS:
        return _hosts(dialog, value or ())
    if content.is_empty(value):
        return ""
    if field.kind in _CHOSEN:
        return _chosen(field, value)
    if field.kind is Kind.QUESTIONS:
        return "\n\n".join(f"{name}\n{asked}" for name, asked in _questions(dialog, field, value))
    if field.kind is Kind.PEOPLE:
        return "\n".join(_person(dialog, field, person) for person in value)
    return str(value)


def _hosts(dialog: Dialog, chosen: Collection[int]) -> str:
    names = [pages.words(party.name) for party in dialog.hosts if party.id in chosen]
    return pages.join(names) or pages.say("form.all_hosts")


def title(page: FormPage, item: Item) -> str:
    """What an item is called: of an answer, the title of what it answers."""
    form, named = (page.asked.form, page.asked.content.item(item.id)) if page.asked else (page.form, item)
    return str((named.value(form.item_title or "") if named else "") or "")


def number(page: FormPage, item: Item) -> str:
    """What to call an item, also before it has its lasting number."""
    return next((one.shown_number for one in page.items if one.id == item.id), item.number)


def label(form: Form, key: str) -> str:
    """The label of a field, in the items or outside."""
    field = form.field(key) or form.item_field(key)
    return pages.words(field.label) if field else key


def attachment(one: Attachment) -> str:
    """What there is to know of an attachment beside its title."""
    if one.kind is AttachmentKind.FILE:
        return f"{one.file_name}, {pages.size(one.size)}"
    return one.address if one.kind is AttachmentKind.ADDRESS else pages.say(f"attachment.{one.kind}")


def _chosen(field: Field, value: Value) -> str:
    if field.kind is Kind.YES_NO:
        return pages.say("field.yes" if value else "field.no")
    return "\n".join(_choice(field, one) for one in ([value] if isinstance(value, str) else value))


def _questions(dialog: Dialog, field: Field, value: Value) -> list[Row]:
    asked = [
        (
            pages.say("item.question_to", party_name=pages.words(party.name)),
            (value or {}).get(str(party.id), ""),
        )
        for party in dialog.parties
    ]
    return [row for row in asked if row[1]] or [(pages.words(field.label), "")]


def _choice(field: Field, key: str) -> str:
    choice = field.choice(key)
    return pages.words(choice.label) if choice else key


def _person(dialog: Dialog, field: Field, person: dict[str, Value]) -> str:
    titles = {theme.number: pages.words(theme.title) for theme in dialog.themes}
    who = ", ".join(filter(None, (person.get("name"), person.get("title"))))
    themes = ", ".join(titles[number] for number in person.get("themes") or () if number in titles)
    attends = _choice(field, person["attendance"]) if person.get("attendance") else ""
    return " – ".join(filter(None, (who, attends, themes)))
