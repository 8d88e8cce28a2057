"""A finding in a person's words: where it is, and what is wrong with the mend."""

from formserver.documents.findings import Finding, Place
from formserver.i18n import say

FACTS = (
    "better", "construct", "count", "filters", "found", "limit", "name", "nearest", "other", "part", "size",
    "style", "tag", "target", "text", "wanted",
)  # fmt: skip
UNKNOWN = "…"  # stands for a fact that whoever found the fault could not tell


def sentence(finding: Finding, language: str) -> str:
    """What is wrong and what to do about it."""
    facts = dict.fromkeys(FACTS, UNKNOWN) | dict(finding.facts)
    return say(language, f"template_fault.{finding.kind}", **facts)


def where(finding: Finding, language: str) -> str:
    """The way to the place, from the part to the paragraph; empty for a fault of the whole file."""
    place = finding.place
    if place is None:
        return ""
    steps = [say(language, f"template_part.{place.part}"), place.heading, _cell(place, language)]
    if place.paragraph != place.heading:
        steps.append(place.paragraph)
    return " – ".join(filter(None, steps))


def told(finding: Finding, language: str, *, place: bool = True) -> str:
    """Severity, place and sentence in one line; without the place for those who are there already."""
    steps = (
        say(language, f"template_severity.{finding.severity}"),
        where(finding, language) if place else "",
        sentence(finding, language),
    )
    return ": ".join(filter(None, steps))


def _cell(place: Place, language: str) -> str:
    return say(language, "template_place.cell", row=place.row, column=place.column) if place.row else ""
