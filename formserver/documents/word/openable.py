"""Whether Word would open a filled-in document: what its schema cannot do without is there.

Of bookmarks with one name Word keeps the first and opens the file (ECMA-376 part 1, 17.13.6.2).
"""

from lxml import etree

from formserver.documents.word import package, wordml
from formserver.documents.word.findings import Finding, Place

_P, _TC, _TR, _TBL = map(wordml.w, ("p", "tc", "tr", "tbl"))


def faults(document: bytes) -> list[Finding]:
    """The first thing that Word would stumble over in a part, with its kind; no paragraph of the template."""
    members = package.unpack(document)
    named = wordml.parts(members).named
    roots = {name: wordml.parse(members[name]) for name in named}
    return [
        Finding(kind="unsound", facts={"text": _fault(root)}, place=Place(part=named[name], member=name))
        for name, root in roots.items()
        if _fault(root)
    ]


def _fault(root: etree._Element) -> str:
    """The element that is not as it must be, or nothing."""
    for cell in root.iter(_TC):
        if [one.tag for one in wordml.held(cell)][-1:] != [_P]:
            return "w:tc"
    for holder, needed in ((_TR, _TC), (_TBL, _TR)):
        if any(one.find(f".//{needed}") is None for one in root.iter(holder)):
            return f"w:{etree.QName(holder).localname}"
    return ""
