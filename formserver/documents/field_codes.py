"""The codes of Word's own fields (ECMA-376 part 1, 17.16), whole: editors cut them into runs."""

from collections.abc import Iterator

from lxml import etree

from formserver.documents import wordml

_CHARACTER, _CODE, _SIMPLE, _TYPE, _INSTRUCTION = map(
    wordml.w, ("fldChar", "instrText", "fldSimple", "fldCharType", "instr")
)


def of(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Give the element with which each field begins, and its code, such as ` PAGE `."""
    opened: list[tuple[etree._Element, list[str]]] = []
    for element in root.iter(_CHARACTER, _CODE, _SIMPLE):
        if element.tag == _SIMPLE:
            yield element, element.get(_INSTRUCTION, "")
        elif element.tag == _CODE:
            if not opened:
                opened.append((element, []))
            opened[-1][1].append(element.text or "")
        elif element.get(_TYPE) == "begin":
            opened.append((element, []))
        elif element.get(_TYPE) == "end" and opened:
            begin, pieces = opened.pop()
            yield begin, "".join(pieces)
    yield from ((begin, "".join(pieces)) for begin, pieces in opened)
