"""The codes of Word's own fields (ECMA-376 part 1, 17.16), whole: editors cut them into runs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from formserver.documents.word import wordml

_CHARACTER, _CODE, _GONE, _TEXT, _SIMPLE, _TYPE, _INSTRUCTION = map(
    wordml.w, ("fldChar", "instrText", "delInstrText", "t", "fldSimple", "fldCharType", "instr")
)


@dataclass(kw_only=True)
class _Open:
    """A field that has begun. `is_code`: what comes now still belongs to its code, and not to its result."""

    begin: etree._Element
    pieces: list[str] = field(default_factory=list)
    is_code: bool = True


def of(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Give the element with which each field begins, and its code, such as ` PAGE `.

    Plain text within the code counts: LibreOffice reads it as code, and so it is.
    """
    opened: list[_Open] = []
    for element in root.iter(_CHARACTER, _CODE, _GONE, _TEXT, _SIMPLE):
        if element.tag == _SIMPLE:
            yield element, element.get(_INSTRUCTION, "")
        elif element.tag == _CHARACTER:
            yield from _marked(opened, element)
        elif element.tag != _TEXT and not opened:
            opened.append(_Open(begin=element, pieces=[element.text or ""]))
        elif opened and (element.tag != _TEXT or opened[-1].is_code):
            opened[-1].pieces.append(element.text or "")
    yield from ((one.begin, "".join(one.pieces)) for one in opened)


def _marked(opened: list[_Open], mark: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Follow a mark that begins, parts or ends a field; gives the one that it ends."""
    kind = mark.get(_TYPE)
    if kind == "begin":
        opened.append(_Open(begin=mark))
    elif opened and kind == "separate":
        opened[-1].is_code = False
    elif opened and kind == "end":
        ended = opened.pop()
        yield ended.begin, "".join(ended.pieces)
