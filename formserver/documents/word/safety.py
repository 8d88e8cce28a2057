"""What the parts of a template must not hold: foreign documents, content from elsewhere, tracked changes."""

import re
from collections.abc import Iterator

from lxml import etree

from formserver.documents.word import field_codes, wordml
from formserver.documents.word.findings import Finding

LINK_SCHEMES = ("http:", "https:", "mailto:", "tel:")

_CHANGES = (
    "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "cellIns", "cellDel",
    "cellMerge", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange",
    "trPrChange", "tcPrChange", "numberingChange", "customXmlInsRangeStart", "customXmlDelRangeStart",
)  # fmt: skip
_FOREIGN = tuple(map(wordml.w, ("altChunk", "subDoc", "object", "control")))
_WEB_VIDEO = "{http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing}webVideoPr"  # holds HTML
_MAIL_MERGE, _CONNECTION = map(wordml.w, ("mailMerge", "connectString"))
_FETCHING = {
    "DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "RD",
}  # fmt: skip
_WORD = re.compile(r"\w+")
_ELSEWHERE = re.compile(r"\s*(?:\w+://|\\\\|//|file:)", re.IGNORECASE)
_ASTRAY = re.compile(r"^\W*HYPERLINK\s+\"?(?!https?:|mailto:|tel:)(?:\w+:|\\\\)", re.IGNORECASE)
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def of_part(root: etree._Element) -> Iterator[tuple[Finding, etree._Element]]:
    """Give what a part holds and must not, without its place, and the element.

    Tracked changes (tags in deleted text would run), and what reaches out of the file.
    """
    if etree.QName(root).namespace == _STRICT:
        yield Finding(kind="strict_format"), root
    changed = next(root.iter(*map(wordml.w, _CHANGES)), None)
    if changed is not None:
        yield Finding(kind="tracked_changes"), changed
    yield from reaching_out(root)


def reaching_out(root: etree._Element) -> Iterator[tuple[Finding, etree._Element]]:
    """Give foreign documents, and what is fetched from elsewhere, as `of_part` does."""
    foreign = next(root.iter(*_FOREIGN, _WEB_VIDEO), None)
    if foreign is not None:
        yield Finding(kind="embedded_object"), foreign
    for target, element in (*_fetching_fields(root), *_fetching_shapes(root), *_merging(root)):
        yield Finding(kind="external_content", facts={"target": target[:200]}), element


def _fetching_fields(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for one in field_codes.in_part(root):
        word = _WORD.search(one.code)
        if (word and word[0].upper() in _FETCHING) or _ASTRAY.search(one.code):
            yield one.code.strip(), one.begin


def _fetching_shapes(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for element in root.iter("{urn:schemas-microsoft-com:vml}*"):
        is_picture = etree.QName(element).localname == "imagedata"
        for value in map(str, element.attrib.values()):
            links = value.lower().startswith(LINK_SCHEMES) and not is_picture
            if _ELSEWHERE.match(value) and not links:
                yield value, element


def _merging(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Find the settings of a mail merge: Word would ask a database for its rows when it opens the file."""
    for element in root.iter(_MAIL_MERGE):
        connection = element.find(_CONNECTION)
        yield ("mailMerge" if connection is None else connection.get(wordml.w("val"), "")), element
