"""A finding in a person's words: where it is, and what is wrong with the mend."""

from collections.abc import Callable, Iterator

from formserver.documents.word.findings import Finding, Place
from formserver.i18n import dates, language_names, say

FACTS = (
    "better", "construct", "count", "filters", "found", "holder", "limit", "name", "nearest", "other", "own",
    "part", "size", "style", "tag", "target", "text", "wanted",
)  # fmt: skip
UNKNOWN = "…"  # stands for a fact that whoever found the fault could not tell

# Facts that stand in a file's own terms, and how people write them.
WRITTEN: dict[tuple[str, str], Callable[[str, str], str]] = {
    ("file_too_big", "size"): lambda octets, language: dates.size(int(octets), language),
    ("file_too_big", "limit"): lambda octets, language: dates.size(int(octets), language),
    ("large_file", "size"): lambda octets, language: dates.size(int(octets), language),
    ("language_missing", "wanted"): language_names.of_tag,
    ("wrong_language", "found"): language_names.of_tag,
    ("wrong_language", "wanted"): language_names.of_tag,
}

# Facts that mean the same whatever the fault: the letter of a code, for what it takes away.
SAID: dict[str, Callable[[str, str], str]] = {
    "holder": lambda letter, language: say(language, f"template_holder.{letter}"),
    "own": lambda letter, language: say(language, f"template_own.{letter}"),
}


def sentence(finding: Finding, language: str) -> str:
    """What is wrong and what to do about it."""
    known = {name: _written(finding.kind, name, fact, language) for name, fact in finding.facts.items()}
    facts = dict.fromkeys(FACTS, UNKNOWN) | known
    return say(language, f"template_fault.{finding.kind}", **facts)


def where(finding: Finding, language: str) -> str:
    """The way to the place, from the part to the paragraph; empty for a fault of the whole file."""
    place = finding.place
    if place is None:
        return ""
    steps = [*_part(place, language), place.heading, *_cells(place, language)]
    if place.paragraph != place.heading:
        steps.append(place.paragraph)
    if place.after:
        kind = "nth_after" if place.order > 1 else "after"
        steps.append(say(language, f"template_place.{kind}", text=place.after, number=place.order))
    return " – ".join(filter(None, steps))


def in_words(finding: Finding, language: str, *, place: bool = True) -> str:
    """Severity, place and sentence in one line; without the place for those who are there already."""
    steps = (
        say(language, f"template_severity.{finding.severity}"),
        where(finding, language) if place else "",
        sentence(finding, language),
    )
    return ": ".join(filter(None, steps))


def _part(place: Place, language: str) -> Iterator[str]:
    yield say(language, f"template_part.{place.part}")
    if place.pages:
        yield say(language, f"template_pages.{place.pages}")
    if place.section:
        yield say(language, "template_place.section", number=place.section)


def _cells(place: Place, language: str) -> Iterator[str]:
    if place.outer_row:
        yield say(language, "template_place.cell", row=place.outer_row, column=place.outer_column)
        yield say(language, "template_place.inner_cell", row=place.row, column=place.column)
    elif place.row:
        yield say(language, "template_place.cell", row=place.row, column=place.column)


def _written(kind: str, name: str, fact: str, language: str) -> str:
    write = WRITTEN.get((kind, name)) or SAID.get(name)
    return write(fact, language) if write else fact
