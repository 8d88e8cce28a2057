"""Which kinds of pictures a package may hold: those that are drawn, and none that is a program or leads on.

LibreOffice tells a picture by its bytes, whatever it is called: PostScript it hands to Ghostscript, which
runs it, and an SVG may hold other pictures, PostScript too.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from formserver.documents.word import wordml

_DRAWN = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*",
    b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00", b"\x01\x00\x00\x00",
)  # fmt: skip
_RUN = re.compile(rb"\s*(?:%!|\xc5\xd0\xd3\xc6|%PDF|VCLMTF)")  # PostScript, PDF, StarView's own
_SVG = "http://www.w3.org/2000/svg"
_LIVING = tuple(f"{{{_SVG}}}{name}" for name in ("script", "foreignObject", "image", "feImage"))
_LEADS_ON = re.compile(r"@import|url\(\s*[\"']?(?!#)", re.IGNORECASE)


def unfit(members: Mapping[str, bytes]) -> Iterator[str]:
    """Give the names of the pictures that are of no such kind, and of what would be drawn as one."""
    types = wordml.types(members)
    for name, content in members.items():
        is_picture = types.get(name, "").lower().startswith("image/") or "/media/" in f"/{name.lower()}"
        if _RUN.match(content) or (is_picture and not _is_drawn(content)) or _leads_on(content):
            yield name


def _is_drawn(content: bytes) -> bool:
    return content.startswith(_DRAWN) or wordml.may_be_xml(content)


def _leads_on(content: bytes) -> bool:
    """Whether it is an SVG that holds or fetches anything besides its own shapes."""
    root = wordml.parse_if_xml(content) if wordml.may_be_xml(content) else None
    if root is None or etree.QName(root).namespace != _SVG:
        return False
    return next(root.iter(*_LIVING), None) is not None or any(map(_says_so, root.iter(etree.Element)))


def _says_so(element: etree._Element) -> bool:
    said = {str(key): str(value) for key, value in element.attrib.items()}
    links = [value for key, value in said.items() if key.endswith("href")]
    return not all(link.startswith("#") for link in links) or any(
        _LEADS_ON.search(text) for text in (element.text or "", *said.values())
    )
