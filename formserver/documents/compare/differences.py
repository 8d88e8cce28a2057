"""What one version of a template says and another does not: its text by paragraph, and its names.

It compares what an author wrote, tags included. How versions look, their pages show.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from formserver.documents.fill import names_used, reading_back, tags
from formserver.documents.word import package, places, wordml
from formserver.documents.word.findings import FaultyTemplateError
from formserver.domain import text_changes
from formserver.domain.text_changes import Mark, TextLine

PARTS = ("body", "header", "footer", "footnotes", "endnotes", "properties")
MAX_LINES = 4_000  # of one part that are compared: what is longer than any template would keep a page waiting


@dataclass(frozen=True, kw_only=True)
class PartDifference:
    """The lines of one kind of part (body, header, footer, notes, properties) in reading order."""

    part: str
    lines: tuple[TextLine, ...]

    @property
    def changed(self) -> bool:
        """Whether any line was removed or added."""
        return any(line.mark is not Mark.KEPT for line in self.lines)

    @property
    def shown(self) -> tuple[TextLine, ...]:
        """The lines that were removed or added, each run of them after the line that stands above it."""
        around = pairwise([None, *self.lines, None])
        return tuple(
            line
            for line, below in around
            if line and (line.mark is not Mark.KEPT or (below and below.mark is not Mark.KEPT))
        )


@dataclass(frozen=True, kw_only=True)
class TemplateDifference:
    """Two versions compared: the parts that either has, and the names that only one of them asks for.

    `names_read` is False where a tag of one version cannot be read; then no names are given.
    """

    parts: tuple[PartDifference, ...]
    names_gained: tuple[str, ...] = ()
    names_lost: tuple[str, ...] = ()
    names_read: bool = True


def between(old: bytes, new: bytes) -> TemplateDifference:
    """Compare two Word files. Raises FaultyTemplateError for what is no Word file."""
    before, after = _lines(package.unpack(old)), _lines(package.unpack(new))
    parts = tuple(
        PartDifference(
            part=part, lines=tuple(text_changes.of_lines(before.get(part, []), after.get(part, [])))
        )
        for part in PARTS
        if before.get(part) or after.get(part)
    )
    try:
        used_before, used_after = names_used.in_template(old), names_used.in_template(new)
    except FaultyTemplateError:
        return TemplateDifference(parts=parts, names_read=False)
    return TemplateDifference(
        parts=parts,
        names_gained=names_used.longest(used_after - used_before),
        names_lost=names_used.longest(used_before - used_after),
    )


def _lines(members: Mapping[str, bytes]) -> dict[str, list[str]]:
    """What each kind of part says; headers are taken by their text, for editors number them anew."""
    said: dict[str, list[str]] = {}
    for name, part in wordml.parts(members).named.items():
        said.setdefault(part, []).append(_said(members[name]))
    return {
        part: [line for text in sorted(texts) for line in text.split("\n") if line.strip()][:MAX_LINES]
        for part, texts in said.items()
    }


def _said(member: bytes) -> str:
    root = wordml.parse(member)
    for copy in list(root.iter(places.COPY)):
        copy.clear()
    for paragraph in root.iter(wordml.w("p")):
        tags.join_split(paragraph)
    return reading_back.said(root)
