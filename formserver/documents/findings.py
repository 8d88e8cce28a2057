"""What can be wrong with a Word template, as typed values without wording.

The words stand in the catalogues under `template_fault.<kind>`; every fact is a `{name}` in them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a person finds it: the part, the nearest heading above, and the text of the paragraph.

    Parts are `body`, `header`, `footer`, `footnotes` and `properties`.
    """

    part: str
    heading: str = ""
    paragraph: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One fault. `kind` names it, `facts` is what its sentence tells, `place` None means the whole file."""

    kind: str
    facts: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None


class FaultyTemplateError(Exception):
    """A file that cannot be used as a template. `findings` says why, at least one."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.kind for finding in findings))
        self.findings = findings


def refusal(kind: str, **facts: object) -> FaultyTemplateError:
    """The error for a fault of the file as a whole."""
    return FaultyTemplateError(Finding(kind=kind, facts={name: str(fact) for name, fact in facts.items()}))
