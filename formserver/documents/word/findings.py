"""What can be wrong with a Word template, as typed values without wording.

The words stand in the catalogues under `template_fault.<kind>`; every fact is a `{name}` in them.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """What a finding means for its template."""

    ERROR = "error"  # it cannot be used
    WARNING = "warning"  # it can, but its documents will be poorer for somebody


WARNINGS = frozenset(
    {
        "changes_tracked",
        "contents_without_headings",
        "language_missing",
        "large_file",
        "link_into_loop",
        "list_style_missing",
        "locked",
        "merge_field",
        "needs_run",
        "no_headings",
        "no_such_choice",
        "no_such_choice_near",
        "picture_without_text",
        "table_without_head",
        "text_box",
        "title_empty",
        "write_protected",
        "wrong_language",
    }
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a person finds it: the part, the nearest heading above, and the text of the paragraph.

    Parts are `body`, `textbox`, `header`, `footer`, `footnotes`, `endnotes` and `properties`. In
    a table `row` and `column` count from 1; outside they are 0. What cannot be told from others by that has
    more: `outer_row` and `outer_column` of the cell in which its table stands, the text that it comes `after`
    and, of several alike after that, which in order; of headers and footers the `pages` that they are for
    (`first`, `even`, `default`) and the `section`, from 1. For those who write into the file, `member` is the
    part's name in the package and `number` the paragraph's in it, from 0 in document order, or -1.
    """

    part: str
    heading: str = ""
    paragraph: str = ""
    row: int = 0
    column: int = 0
    outer_row: int = 0
    outer_column: int = 0
    after: str = ""
    order: int = 0
    pages: str = ""
    section: int = 0
    member: str = field(default="", compare=False)
    number: int = field(default=-1, compare=False)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One fault. `kind` names it, `facts` is what its sentence tells, `place` None means the whole file."""

    kind: str
    facts: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None

    @property
    def severity(self) -> Severity:
        """Whether it blocks."""
        return Severity.WARNING if self.kind in WARNINGS else Severity.ERROR


def as_data(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as they are stored, and told by the child process: JSON can hold them."""
    return [dataclasses.asdict(one) for one in found]


def from_data(stored: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """The findings that `as_data` wrote down."""
    return [
        Finding(kind=one["kind"], facts=one["facts"], place=Place(**one["place"]) if one["place"] else None)
        for one in stored
    ]


class FaultyTemplateError(Exception):
    """A file that cannot be used as a template. `findings` says why, at least one."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.kind for finding in findings))
        self.findings = findings


def refusal(kind: str, **facts: object) -> FaultyTemplateError:
    """The error for a fault of the file as a whole."""
    return FaultyTemplateError(Finding(kind=kind, facts={name: str(fact) for name, fact in facts.items()}))
