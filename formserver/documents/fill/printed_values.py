"""A value that a template prints, with the code that prints it."""

from dataclasses import dataclass

from formserver.documents.fill.line_places import Tag
from formserver.documents.names.process_names import Shape
from formserver.documents.word.places import Ground


@dataclass(frozen=True, kw_only=True)
class Printed:
    """`path` is the whole name as `names.dotted` writes it."""

    path: str
    shape: Shape
    tag: Tag
    ground: Ground
