"""What a Word file says, read with a library that had no part in making it say so."""

from collections.abc import Iterable
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn


def text(word: bytes) -> str:
    """The text of the body, a line for each paragraph and each line break."""
    return "\n".join(_line(paragraph) for paragraph in Document(BytesIO(word)).element.body.iter(qn("w:p")))


def _line(paragraph: object) -> str:
    said = {qn("w:t"): lambda one: one.text or "", qn("w:tab"): lambda _: "\t", qn("w:br"): lambda _: "\n"}
    return "".join(said[one.tag](one) for one in paragraph.iter() if one.tag in said)  # type: ignore[attr-defined]


def lost(word: bytes, texts: Iterable[str]) -> list[str]:
    """Those of the texts that the file does not hold whole; where their lines break may have changed."""
    said = _words(text(word))
    return [one for one in texts if _words(one) not in said]


def _words(text: str) -> str:
    return " ".join(text.split())
