"""Word's own list of contents: what it says is from when the template was saved, in every document.

Only Word could make it anew, and does not where a document is opened to be read. Lists of figures and tables
are none: no code could take their place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from formserver.documents.word import wordml
from formserver.documents.word.findings import Finding
from formserver.documents.word.places import Ground

_CHARACTER, _CODE, _TEXT, _SIMPLE, _TYPE, _INSTRUCTION = map(
    wordml.w, ("fldChar", "instrText", "t", "fldSimple", "fldCharType", "instr")
)
_OF_FIGURES = {"\\a", "\\c"}


@dataclass(kw_only=True)
class _Field:
    begin: etree._Element
    code: str = ""
    texts: list[etree._Element] = field(default_factory=list)

    @property
    def is_contents(self) -> bool:
        word, *switches = self.code.split() or [""]
        return word.upper() == "TOC" and not _OF_FIGURES & {one.lower() for one in switches}


def taken_out(ground: Ground) -> Iterator[Finding]:
    """Tell of each, and empty its lines in the tree that is read: their codes are those of the headings."""
    for one in _fields(ground.root):
        if one.is_contents:
            for text in one.texts:
                text.text = ""
            yield Finding(kind="automatic_contents", place=ground.of(one.begin))


def _fields(root: etree._Element) -> list[_Field]:
    """Every field of a part, with the texts that it shows; one that is never ended shows nothing."""
    simple = [
        _Field(begin=one, code=one.get(_INSTRUCTION, ""), texts=list(one.iter(_TEXT)))
        for one in root.iter(_SIMPLE)
    ]
    opened: list[_Field] = []
    ended: list[_Field] = []
    for element in root.iter(_CHARACTER, _CODE, _TEXT):
        if element.tag == _TEXT:
            for one in opened:
                one.texts.append(element)
        elif element.tag == _CODE and opened:
            opened[-1].code += element.text or ""
        elif element.get(_TYPE) == "begin":
            opened.append(_Field(begin=element))
        elif element.get(_TYPE) == "end" and opened:
            ended.append(opened.pop())
    return [*simple, *ended]
