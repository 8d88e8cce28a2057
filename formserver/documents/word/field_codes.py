"""Word's own fields (ECMA-376 part 1, 17.16), whole: editors cut their codes into runs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from formserver.documents.word import wordml

_CHARACTER, _CODE, _GONE, _TEXT, _SIMPLE, _TYPE, _INSTRUCTION = map(
    wordml.w, ("fldChar", "instrText", "delInstrText", "t", "fldSimple", "fldCharType", "instr")
)


@dataclass(kw_only=True)
class WordField:
    """The element with which a field begins, its code, such as ` PAGE `, and the texts that it shows.

    `is_code`: what comes now still belongs to its code, and not to what it shows.
    """

    begin: etree._Element
    code: str = ""
    shown: list[etree._Element] = field(default_factory=list)
    is_code: bool = True


def in_part(root: etree._Element) -> Iterator[WordField]:
    """Give each field of a part; one that is never ended shows nothing.

    Plain text within the code counts: LibreOffice reads it as code, and so it is.
    """
    opened: list[WordField] = []
    for element in root.iter(_CHARACTER, _CODE, _GONE, _TEXT, _SIMPLE):
        if element.tag == _SIMPLE:
            code = element.get(_INSTRUCTION, "")
            yield WordField(begin=element, code=code, shown=list(element.iter(_TEXT)))
        elif element.tag == _CHARACTER:
            yield from _marked(opened, element)
        else:
            _said(opened, element)
    for one in opened:
        one.shown.clear()
        yield one


def _marked(opened: list[WordField], mark: etree._Element) -> Iterator[WordField]:
    """Follow a mark that begins, parts or ends a field; gives the one that it ends."""
    kind = mark.get(_TYPE)
    if kind == "begin":
        opened.append(WordField(begin=mark))
    elif opened and kind == "separate":
        opened[-1].is_code = False
    elif opened and kind == "end":
        yield opened.pop()


def _said(opened: list[WordField], element: etree._Element) -> None:
    """Add what an element says to the code of the last field, or to what the fields around it show."""
    is_text = element.tag == _TEXT
    if not opened and not is_text:
        opened.append(WordField(begin=element))
    if opened and (opened[-1].is_code or not is_text):
        opened[-1].code += element.text or ""
    for one in opened:
        if is_text and not one.is_code:
            one.shown.append(element)
