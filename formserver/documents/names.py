"""Which names a Word template of a process may use: they follow from its definition, as their values do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from formserver.domain.process import Field, Form, Kind, Process
from formserver.domain.words import Words


class LeafKind(StrEnum):
    """What stands at the end of a dotted name."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"  # for asking in {% if %}, not for printing
    CHOICE = "choice"  # text; `.key` is what is stored
    ANCHOR = "anchor"  # printed as {{r name }}: links lead here
    LINK = "link"  # printed as {{r name }}: leads to an anchor
    PAGE = "page"  # printed as {{r name }}: the page of a line of the contents


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A single value. `label` is what the form calls it, for names that come from a field."""

    kind: LeafKind = LeafKind.TEXT
    label: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """Names below a name."""

    names: Mapping[str, "Shape"]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A list to go through with {% for %}."""

    row: Group


Shape = Leaf | Group | Rows

TEXT = Leaf()
NUMBER = Leaf(kind=LeafKind.NUMBER)
FLAG = Leaf(kind=LeafKind.FLAG)
ANCHOR = Leaf(kind=LeafKind.ANCHOR)
LINK = Leaf(kind=LeafKind.LINK)
PAGE = Leaf(kind=LeafKind.PAGE)


def _group(texts: str = "", flags: str = "", numbers: str = "", **others: Shape) -> Group:
    plain: dict[str, Shape] = dict.fromkeys(texts.split(), TEXT)
    return Group(
        names=plain | dict.fromkeys(flags.split(), FLAG) | dict.fromkeys(numbers.split(), NUMBER) | others
    )


_FACT = _group("submitted_when submitted_date submitted_by", "on_behalf late corrected new", "version")
_QUESTION = _group("party short_name question")
_PERSON = _group("name title themes attendance")
_PARTY = _group(
    "name short_name role description case_number",
    people=Rows(row=_group("name title themes attendance", "specialist")),
)
_EDITION = _group("number day date")
_CELL = _group("label", "answered silent asked", link=LINK)
_MATRIX_ROW = _group("number title", link=LINK, cells=Rows(row=_CELL))
_MATRIX_TABLE = _group(
    numbers="number of",
    responders=Rows(row=_group("name short_name label")),
    themes=Rows(row=_group("title", numbers="number", rows=Rows(row=_MATRIX_ROW))),
)


def of(process: Process, document: str) -> Group:
    """The names of one document of a process. Raises KeyError for a document that it has not."""
    kind = process.document(document)
    asking, answering = process.asking_form, process.answering_form
    response = _merged(_fields(answering.fields), _FACT, _group("party short_name case_number", "silent"))
    names: dict[str, Shape] = {
        "dialog": _group(
            "title when date place online practical phase_statement hosts responders themes_without_items"
        ),
        "packet": _EDITION,
        **{name: Rows(row=_PARTY) for name in ("hosts", "responders", "guests", "parties")},
        "agenda": Rows(row=_group("time title")),
        "themes": Rows(
            row=_group("title", numbers="number", anchor=ANCHOR, items=Rows(row=_item(asking, answering)))
        ),
        "matrix": _group("page_turn", "wide", tables=Rows(row=_MATRIX_TABLE)),
        "contents": Rows(row=_group("number text", numbers="level", link=LINK, page=PAGE)),
        asking.key: _merged(_fields(asking.fields), _FACT, _group("party case_number")),
        "responses": Rows(row=response),
        "attachments": Rows(
            row=_group("title party file format size address", "enclosed other_channel", "number")
        ),
        "basis": Rows(row=_merged(_FACT, _group("document party"))),
        "missing": Rows(row=_group("document party", numbers="count")),
        "counts": _group(numbers="items asked answered missing silent"),
    }
    if kind.supplement:
        names["supplement"] = _EDITION
    if kind.form == answering.key:
        names[answering.key] = response
    return Group(names=names)


def dotted(group: Group, before: str = "") -> Iterator[tuple[str, Leaf]]:
    """Every value with its whole name, lists marked by `[]`: `themes[].items[].title`."""
    for name, shape in group.names.items():
        if isinstance(shape, Leaf):
            yield before + name, shape
        elif isinstance(shape, Rows):
            yield from dotted(shape.row, f"{before}{name}[].")
        else:
            yield from dotted(shape, f"{before}{name}.")


def _item(asking: Form, answering: Form) -> Group:
    answer = _merged(
        _fields(answering.item_fields),
        _group("party short_name question status", "asked answered silent missing", anchor=ANCHOR, link=LINK),
    )
    structure = _group(
        "number title hosts not_asked", anchor=ANCHOR, questions=Rows(row=_QUESTION), answers=Rows(row=answer)
    )
    return _merged(_fields(asking.item_fields), structure)


def _merged(*groups: Group) -> Group:
    names: dict[str, Shape] = {}
    for group in groups:
        names |= group.names
    return Group(names=names)


def _fields(fields: tuple[Field, ...]) -> Group:
    return Group(names={field.key: _field(field) for field in fields})


def _field(field: Field) -> Shape:
    if field.kind is Kind.QUESTIONS:
        return Rows(row=_QUESTION)
    if field.kind is Kind.PEOPLE:
        return Rows(row=_PERSON)
    chosen = field.kind in (Kind.CHOICE, Kind.YES_NO)
    return Leaf(kind=LeafKind.CHOICE if chosen else LeafKind.TEXT, label=field.label)
