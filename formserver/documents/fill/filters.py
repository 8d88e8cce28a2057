"""The filters of a template that are not Jinja's own: over text and rows alone, and never larger than a text.

Jinja's would write a list as Python does, and join a text with itself until no memory is left.
"""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, pass_environment

from formserver.documents.fill import printing


@pass_environment
def _join(environment: Environment, rows: object, separator: object = "", attribute: object = None) -> str:
    """The rows as one text, or what each has under a name; a text is joined already.

    Raises TooLargeError before it is made.
    """
    if not isinstance(rows, list | tuple):
        return printing.printable(rows)
    if attribute is not None:
        rows = [environment.getitem(row, attribute) for row in rows]
    pieces, between = [printing.printable(row) for row in rows], printing.printable(separator)
    if sum(map(len, pieces)) + len(between) * len(pieces) > printing.MAX_TEXT:
        raise printing.TooLargeError
    return between.join(pieces)


def _capitalize(text: object) -> str:
    return printing.printable(text).capitalize()


def _lower(text: object) -> str:
    return printing.printable(text).lower()


def _upper(text: object) -> str:
    return printing.printable(text).upper()


def _trim(text: object, characters: str | None = None) -> str:
    return printing.printable(text).strip(characters)


def _sentence(text: object) -> str:
    """The text as a sentence begins: with a capital, the rest untouched."""
    plain = printing.printable(text)
    return plain[:1].upper() + plain[1:]


def _having(rows: object, name: object) -> list[Any]:
    """The rows of a list in which a name, dotted or not, is filled in."""
    return [row for row in rows if _at(row, str(name))] if isinstance(rows, list | tuple) else []


def _at(row: object, name: str) -> object:
    """What a row has under a dotted name, None where it has nothing."""
    for part in name.split("."):
        row = row.get(part) if isinstance(row, Mapping) else None
    return row


OWN: Mapping[str, Callable[..., Any]] = {
    "capitalize": _capitalize,
    "having": _having,
    "join": _join,
    "lower": _lower,
    "sentence": _sentence,
    "trim": _trim,
    "upper": _upper,
}
