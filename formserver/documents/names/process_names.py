"""Which names a Word template of a process may use: they follow from its definition, as their values do."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from formserver.domain.process import Field, Form, Kind, Process
from formserver.domain.words import LANGUAGES, Words
from formserver.i18n import say


class LeafKind(StrEnum):
    """What stands at the end of a dotted name."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"  # for asking in {% if %}, not for printing
    CHOICE = "choice"  # text; `.key` is what is stored
    ANCHOR = "anchor"  # printed as {{r name }}: links lead here
    LINK = "link"  # printed as {{r name }}: leads to an anchor
    PAGE = "page"  # printed as {{r name }}: the page of a line of the contents
    PICTURE = "picture"  # printed as {{r name }}; nothing where there is none


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A single value.

    `label` is what the form calls it, for names that come from a field. `about` is, for all others, the key
    in the catalogues (below `template_name.`) that explains it. So it is with groups and lists. `long` ones
    may hold paragraphs and lists. `choices` are what can be chosen, key and label of each; a text with
    choices is the key of one.
    """

    kind: LeafKind = LeafKind.TEXT
    label: Words | None = None
    about: str = ""
    long: bool = False
    choices: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, kw_only=True)
class NameGroup:
    """Names below a name."""

    names: Mapping[str, "Shape"]
    label: Words | None = None
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class NameList:
    """A list to go through with {% for %}; `each` is what its examples call one row."""

    row: NameGroup
    each: str = "one"
    label: Words | None = None
    about: str = ""


Shape = Leaf | NameGroup | NameList

TEXT = Leaf()
NUMBER = Leaf(kind=LeafKind.NUMBER)
FLAG = Leaf(kind=LeafKind.FLAG)
ANCHOR = Leaf(kind=LeafKind.ANCHOR)
LINK = Leaf(kind=LeafKind.LINK)
PAGE = Leaf(kind=LeafKind.PAGE)
PICTURE = Leaf(kind=LeafKind.PICTURE)


def _group(family: str, texts: str, flags: str = "", numbers: str = "", **others: Shape) -> NameGroup:
    """The names of one family, which says where their explanations stand."""
    plain: dict[str, Shape] = dict.fromkeys(texts.split(), TEXT)
    names = plain | dict.fromkeys(flags.split(), FLAG) | dict.fromkeys(numbers.split(), NUMBER) | others
    return NameGroup(names={name: _explained(shape, f"{family}.{name}") for name, shape in names.items()})


def _explained(shape: Shape, about: str) -> Shape:
    return shape if shape.about or shape.label else dataclasses.replace(shape, about=about)


_FACT = _group(
    "fact", "submitted_when submitted_date submitted_by", "on_behalf late corrected new", "version"
)
_QUESTION = _group("question", "party short_name question")
_PERSON = _group("person", "name title themes attendance")
_LOOK = _group("look", "name address colour", arms=PICTURE)
_PARTY = _group(
    "party",
    "name short_name role description case_number",
    look=_LOOK,
    people=NameList(row=_group("person", "name title themes attendance", "specialist"), each="person"),
)
_EDITION = _group("edition", "number day date")
_CELL = _group("cell", "label", "answered silent asked", link=LINK)
_MATRIX_ROW = _group("matrix_row", "number title", link=LINK, cells=NameList(row=_CELL, each="cell"))
_MATRIX_THEME = _group("theme", "title", numbers="number", rows=NameList(row=_MATRIX_ROW, each="row"))
_COLUMN = _group("column", "name short_name label")
_MATRIX_TABLE = _group(
    "matrix_table",
    "",
    numbers="number of",
    responders=NameList(row=_COLUMN, each="party"),
    themes=NameList(row=_MATRIX_THEME, each="theme"),
)
_LINE = _group("contents_line", "number text", numbers="level", link=LINK, page=PAGE)
_ATTACHMENT = _group("attachment", "title party file format size address", "enclosed other_channel", "number")
_DIALOG = _group(
    "dialog",
    "title when date place online practical phase_statement hosts responders themes_without_items",
)


def in_document(process: Process, document: str) -> NameGroup:
    """The names of one document of a process. Raises KeyError for a document that it has not."""
    kind = process.document(document)
    asking, answering = process.asking_form, process.answering_form
    response = _response(answering)
    theme = _group(
        "theme",
        "title",
        numbers="number",
        anchor=ANCHOR,
        items=NameList(row=_item(asking, answering), each="item"),
    )
    asked = _asked(asking)
    names: dict[str, Shape] = {
        "dialog": _DIALOG,
        "look": _LOOK,
        "packet": _EDITION,
        **{name: NameList(row=_PARTY, each="party") for name in ("hosts", "responders", "guests", "parties")},
        "agenda": NameList(row=_group("agenda_line", "time title"), each="line"),
        "themes": NameList(row=theme, each="theme"),
        "matrix": _group("matrix", "page_turn", "wide", tables=NameList(row=_MATRIX_TABLE, each="table")),
        "contents": NameList(row=_LINE, each="line"),
        asking.key: dataclasses.replace(asked, label=asking.name),
        "responses": NameList(row=response, each=answering.key),
        "attachments": NameList(row=_ATTACHMENT, each="attachment"),
        "basis": NameList(row=_merged(_FACT, _group("basis", "document party")), each="paper"),
        "missing": NameList(row=_group("missing_row", "document party", numbers="count"), each="party"),
        "counts": _group("counts", "", numbers="items asked answered missing silent"),
    }
    if kind.supplement:
        names["supplement"] = _EDITION
    if kind.form == answering.key:
        names[answering.key] = dataclasses.replace(response, label=answering.name)
    return NameGroup(names={name: _explained(shape, f"whole.{name}") for name, shape in names.items()})


def hidden(process: Process) -> list[str]:
    """The questions, as forms.F.list.key, whose answers no template could print: their name is another's.

    Where that says the same (what an item is called, what the matrix shows), nothing is hidden.
    """
    asking, answering = process.asking_form, process.answering_form
    lists = (
        (asking, "fields", asking.fields, _asked(asking)),
        (asking, "item_fields", asking.item_fields, _item(asking, answering)),
        (answering, "fields", answering.fields, _response(answering)),
        (answering, "item_fields", answering.item_fields, _answer(answering)),
    )
    return [
        f"forms.{form.key}.{place}.{field.key}"
        for form, place, fields, group in lists
        for field in fields
        if group.names[field.key] != _field(field) and field.key != _MEANT.get(_meaning(form, field))
    ]


def dotted(group: NameGroup, before: str = "") -> Iterator[tuple[str, Leaf]]:
    """Every value with its whole name, lists marked by `[]`: `themes[].items[].title`."""
    for name, shape in group.names.items():
        if isinstance(shape, Leaf):
            yield before + name, shape
        elif isinstance(shape, NameList):
            yield from dotted(shape.row, f"{before}{name}[].")
        else:
            yield from dotted(shape, f"{before}{name}.")


def _asked(asking: Form) -> NameGroup:
    return _merged(_fields(asking.fields), _FACT, _group("asking_form", "party case_number"))


def _response(answering: Form) -> NameGroup:
    of_form = _group("answer_form", "party short_name case_number", "silent")
    return _merged(_fields(answering.fields), _FACT, of_form)


def _answer(answering: Form) -> NameGroup:
    standing = _group(
        "answer",
        "party short_name question status",
        "asked answered silent missing",
        anchor=ANCHOR,
        link=LINK,
    )
    return _merged(_fields(answering.item_fields), standing)


def _item(asking: Form, answering: Form) -> NameGroup:
    structure = _group(
        "item",
        "number title hosts not_asked",
        anchor=ANCHOR,
        questions=NameList(row=_QUESTION, each="ask"),
        answers=NameList(row=_answer(answering), each="answer"),
    )
    return _merged(_fields(asking.item_fields), structure)


# The document's own names that say what a question of this meaning is answered with.
_MEANT = {"item_title": "title", "verdict": "status", Kind.HOSTS: "hosts", Kind.QUESTIONS: "questions"}


def _meaning(form: Form, field: Field) -> str:
    if field.key == form.item_title:
        return "item_title"
    return "verdict" if field.key == form.verdict else field.kind


def _merged(*groups: NameGroup) -> NameGroup:
    names: dict[str, Shape] = {}
    for group in groups:
        names |= group.names
    return NameGroup(names=names)


def _fields(fields: tuple[Field, ...]) -> NameGroup:
    return NameGroup(names={field.key: _field(field) for field in fields})


def _field(field: Field) -> Shape:
    if field.kind is Kind.QUESTIONS:
        return NameList(row=_QUESTION, each="ask", label=field.label)
    if field.kind is Kind.PEOPLE:
        return NameList(row=_PERSON, each="person", label=field.label)
    chosen = field.kind in (Kind.CHOICE, Kind.YES_NO)
    kind = LeafKind.CHOICE if chosen else LeafKind.TEXT
    return Leaf(
        kind=kind,
        label=field.label,
        long=field.kind is Kind.LONG_TEXT,
        choices=_choices(field) if chosen else (),
    )


def _choices(field: Field) -> tuple[tuple[str, Words], ...]:
    """As `field_values` writes them."""
    if field.kind is Kind.YES_NO:
        said = {key: {one: say(one, f"field.{key}") for one in LANGUAGES} for key in ("yes", "no")}
        return tuple((key, Words(words)) for key, words in said.items())
    return tuple((choice.key, choice.label) for choice in field.choices)
