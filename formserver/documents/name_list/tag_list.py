"""The tags a template uses, as a list for people: which, how often, and in which part."""

from collections import Counter
from dataclasses import dataclass

from formserver.documents.fill import preparing, tags
from formserver.documents.word import package, wordml


@dataclass(frozen=True, kw_only=True)
class TagUse:
    """One tag as it is written, with the kind of part it stands in and how often."""

    tag: str
    part: str
    count: int


def used(template: bytes) -> list[TagUse]:
    """All tags of body, headers, footers, footnotes and properties, in the order they are first met.

    Raises FaultyTemplateError for what is no Word file.
    """
    members = package.unpack(template)
    parts = wordml.parts(members)
    found: Counter[tuple[str, str]] = Counter()
    for name, part in parts.named.items():
        source = preparing.as_written(wordml.parse(members[name]))
        found.update((tag[0], part) for tag in tags.TAG.finditer(source))
    return [TagUse(tag=tag, part=part, count=count) for (tag, part), count in found.items()]
