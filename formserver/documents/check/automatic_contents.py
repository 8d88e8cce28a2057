"""Word's own list of contents: what it says is from when the template was saved, in every document.

Only Word could make it anew, and does not where a document is opened to be read. Lists of figures and tables
are none: no code could take their place.
"""

from collections.abc import Iterator

from formserver.documents.word import field_codes
from formserver.documents.word.findings import Finding
from formserver.documents.word.places import Ground

_OF_FIGURES = {"\\a", "\\c"}


def taken_out(ground: Ground) -> Iterator[Finding]:
    """Tell of each, and empty its lines in the tree that is read: their codes are those of the headings."""
    for one in field_codes.in_part(ground.root):
        word, *switches = one.code.lower().split() or [""]
        if word == "toc" and not _OF_FIGURES.intersection(switches):
            for text in one.shown:
                text.text = ""
            yield Finding(kind="automatic_contents", place=ground.of(one.begin))
