"""Made-up answers to the forms of any process, such as a person reads with profit in a preview."""

from collections.abc import Callable, Mapping, Sequence

from formserver.domain.content import Attachment, AttachmentKind, Content, Item, Value
from formserver.domain.dialog import Dialog, Party
from formserver.domain.process import Field, Kind
from formserver.i18n import say

LONG_EVERY = 3  # every third row has a text of several paragraphs


def words(language: str, key: str) -> list[str]:
    """The sample words of one kind, a line each in the catalogue."""
    return say(language, f"template_sample.{key}").split("\n")


def asking(dialog: Dialog, language: str) -> Content:
    """What the hosts submit: two items under the first theme, one under the second, none under the others."""
    form = dialog.process.asking_form
    themes = [theme.number for theme in dialog.themes]
    places = [themes[0], themes[0], themes[min(1, len(themes) - 1)]]
    items = []
    for turn, (theme, title) in enumerate(zip(places, words(language, "items"), strict=True)):
        values = _Writer(dialog, language, turn).values(form.item_fields)
        if form.item_title:
            values[form.item_title] = title
        number = f"{theme}.{places[:turn].count(theme) + 1}"
        items.append(Item(id=turn + 1, number=number, theme=theme, values=values))
    once = _Writer(dialog, language, 0).values(form.fields)
    return Content(values=once, items=tuple(items), attachments=_attachments(language))


def answering(dialog: Dialog, items: Sequence[Item], party: Party, language: str) -> Content:
    """What one party submits: an answer to each of these items; the second has no input to the first."""
    form = dialog.process.answering_form
    place, who = dialog.askable.index(party), dialog.parties.index(party)
    silent = form.verdict_field.silent_choice if form.verdict_field else None
    answered = []
    for item in items:
        values = _Writer(dialog, language, item.id + place, who).values(form.item_fields)
        if silent and (item.id, place) == (1, 1):
            values = {form.verdict or "": silent.key}
        answered.append(Item(id=item.id, number=item.number, theme=item.theme, values=values))
    return Content(values=_Writer(dialog, language, place, who).values(form.fields), items=tuple(answered))


def asked(dialog: Dialog) -> tuple[Party, ...]:
    """Whom the items ask: those expected to answer, or else whoever may be asked."""
    expected = (party for party in dialog.askable if dialog.process.role(party.role).expected)
    return tuple(expected) or dialog.askable


def _asked_by(dialog: Dialog, turn: int) -> tuple[Party, ...]:
    """Whom one item asks: the first all, the second one party, the third all but that one."""
    everybody = asked(dialog)
    return {0: everybody, 1: everybody[:1]}.get(turn, everybody[1:] or everybody)


def _attachments(language: str) -> tuple[Attachment, ...]:
    file, address, other = words(language, "attachments")
    return (
        Attachment(id=1, kind=AttachmentKind.FILE, title=file, file_name=f"{file}.pdf", size=1_800_000),
        Attachment(id=2, kind=AttachmentKind.ADDRESS, title=address, address="https://www.example.no/plan"),
        Attachment(id=3, kind=AttachmentKind.OTHER_CHANNEL, title=other),
    )


class _Writer:
    """Writes one value for each kind of field: `turn` makes one row differ from the next, `who` writes."""

    def __init__(self, dialog: Dialog, language: str, turn: int, who: int = 0) -> None:
        self.dialog = dialog
        self.language = language
        self.turn = turn
        self.who = who

    def values(self, fields: Sequence[Field]) -> dict[str, Value]:
        """The values of all fields as they would be stored; now and then the first long text is longer."""
        long = next((field for field in fields if field.kind is Kind.LONG_TEXT), None)
        values = {field.key: self._value(field) for field in fields}
        if long and self.turn % LONG_EVERY == 0:
            values[long.key] = self._cut(long, self._say("paragraphs", label=long.label.to(self.language)))
        return values

    def _value(self, field: Field) -> Value:
        value = self._by_kind[field.kind](self, field)
        return self._cut(field, value) if isinstance(value, str) else value

    def _cut(self, field: Field, text: str) -> str:
        return text[: field.max_length]

    def _text(self, field: Field) -> Value:
        if field.known:
            return self._say("contact", name=person(self.language, self.who)[0])
        return self._say("text", label=field.label.to(self.language))

    def _long_text(self, field: Field) -> Value:
        return self._say("paragraph", label=field.label.to(self.language))

    def _choice(self, field: Field) -> Value:
        offered = [choice.key for choice in field.choices if not choice.silent]
        return offered[self.turn % len(offered)] if offered else ""

    def _choices(self, field: Field) -> Value:
        return [choice.key for choice in field.choices[:2]]

    def _yes_no(self, _: Field) -> Value:
        return self.turn % 2 == 0

    def _email(self, _: Field) -> Value:
        return "kari@example.no"

    def _hosts(self, _: Field) -> Value:
        return [host.id for host in self.dialog.hosts[:1]] if self.turn == 1 else []

    def _questions(self, _: Field) -> Value:
        titles = words(self.language, "items")
        question = self._say("question", title=titles[self.turn % len(titles)])
        return {str(party.id): question for party in _asked_by(self.dialog, self.turn)}

    def _people(self, field: Field) -> Value:
        attendance = [choice.key for choice in field.choices] or [""]
        themes = [theme.number for theme in self.dialog.themes]
        here = (person(self.language, place) for place in (self.who, len(self.dialog.parties) + self.turn))
        return [
            {
                "name": name,
                "title": title,
                "themes": themes[row : row + 2],
                "attendance": attendance[row % len(attendance)],
            }
            for row, (name, title) in enumerate(here)
        ]

    def _say(self, key: str, **values: str) -> str:
        return say(self.language, f"template_sample.{key}", **values)

    _by_kind: Mapping[Kind, Callable[["_Writer", Field], Value]] = {
        Kind.TEXT: _text,
        Kind.LONG_TEXT: _long_text,
        Kind.CHOICE: _choice,
        Kind.CHOICES: _choices,
        Kind.YES_NO: _yes_no,
        Kind.EMAIL: _email,
        Kind.HOSTS: _hosts,
        Kind.QUESTIONS: _questions,
        Kind.PEOPLE: _people,
    }


def person(language: str, place: int) -> tuple[str, str]:
    """Name and title of one of the people, over and over."""
    names, titles = words(language, "people"), words(language, "positions")
    return names[place % len(names)], titles[place % len(titles)]
