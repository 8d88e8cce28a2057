"""A rendered document read again as its readers will: every text that was printed must be there."""

from collections.abc import Iterable, Iterator

from lxml import etree

from formserver.documents.word import package, wordml

_PARAGRAPH, _TEXT, _TAB, _BREAK, _RETURN = map(wordml.w, ("p", "t", "tab", "br", "cr"))
PROPERTIES = ("title", "subject", "creator", "keywords", "category", "description")


class LostTextError(Exception):
    """A printed text is not in the finished document. `text` is its line that is missing."""

    def __init__(self, text: str) -> None:
        super().__init__(text[:80])
        self.text = text


def texts(packed: bytes) -> str:
    """All that a Word file says, a line for each paragraph and line break; the body first, then other parts.

    Raises FaultyTemplateError for what is no Word file.
    """
    members = package.unpack(packed)
    parts = wordml.parts(members)
    order = sorted(parts.named, key=lambda name: (name != parts.document, name))
    return "\n".join(said(wordml.parse(members[name])) for name in order)


def said(root: etree._Element) -> str:
    """The text of one part; of the properties those that an author may write, by name."""
    if etree.QName(root).namespace == wordml.W:
        return "".join(_pieces(root)).removeprefix("\n")
    written = {etree.QName(one).localname: one.text or "" for one in root}
    return "\n".join(written[name] for name in PROPERTIES if name in written)


def _pieces(root: etree._Element) -> Iterator[str]:
    for element in root.iter(_PARAGRAPH, _TEXT, _TAB, _BREAK, _RETURN):
        if element.tag == _TEXT:
            yield element.text or ""
        elif element.tag == _TAB:
            yield (
                "" if element.attrib else "\t"
            )  # a tab stop of a paragraph has attributes, a tab in a run has none
        else:
            yield "\n"


def refuse_lost(text: str, printed: Iterable[str]) -> None:
    """Look every printed line up, in order. Raises LostTextError."""
    place = 0
    for one in printed:
        for line in filter(str.strip, one.split("\n")):
            found = text.find(line, place)
            if found < 0:
                raise LostTextError(line)
            place = found + len(line)
