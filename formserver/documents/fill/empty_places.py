"""What Word cannot do without in a filled-in part, put right where blocks left nothing.

A cell, a header or a note ends in a paragraph (ECMA-376 part 1, 17.4.65), a row has a cell and a table a row.
"""

from lxml import etree

from formserver.documents.word import wordml

_P, _TC, _TR, _TBL = map(wordml.w, ("p", "tc", "tr", "tbl"))
_END_IN_PARAGRAPH = (_TC, *map(wordml.w, ("hdr", "ftr", "footnote", "endnote", "txbxContent")))
_NEEDED = {_TR: _TC, _TBL: _TR}


def mend(root: etree._Element) -> bool:
    """Give an empty paragraph where one is lacking, and leave out empty rows and tables; say if any was."""
    mended = False
    for element in reversed(list(root.iter(*_END_IN_PARAGRAPH, *_NEEDED))):  # what is inside comes first
        if element.tag in _NEEDED:
            mended = _left_out(element) or mended
        elif [one.tag for one in wordml.held(element)][-1:] != [_P]:
            etree.SubElement(element, _P)
            mended = True
    return mended


def _left_out(element: etree._Element) -> bool:
    """Take a row or a table away that holds nothing."""
    parent = element.getparent()
    if parent is None or element.find(f".//{_NEEDED[element.tag]}") is not None:
        return False
    parent.remove(element)
    return True
