"""The tags of a template as they stand in its paragraphs; what they mean is for Jinja and docxtpl to say."""

import re

from lxml import etree

from formserver.documents.word import wordml

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
PRINT = re.compile(r"\{\{([-+]?)(?!r\s)(.*?)([-+]?)\}\}", re.DOTALL)
IN_RUN = re.compile(r"(\{\{r\s.*?\}\}|\{%r\s.*?%\})", re.DOTALL)
FOR = re.compile(r"\{%[-+]?\s*for\s.*?%\}", re.DOTALL)
ESCAPED = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}  # docxtpl's way to write braces as text
LIFTED = re.compile(r"\{[{%#]\s*(p|tr|tc)\s")
LIFT = re.compile(r"\{[{%#]\s*(p|tr|tc|r)\s")

_NO_BREAK_SPACE = "\u00a0"


def join_split(paragraph: etree._Element) -> None:
    """Gather each tag in the text element where it begins: editors cut tags up when they mark spelling.

    No-break spaces inside tags become spaces, for docxtpl does not see `{%p` before one.
    """
    texts = list(wordml.texts_of(paragraph))
    whole = "".join(text.text or "" for text in texts)
    if "{" not in whole:
        return
    owners = [place for place, text in enumerate(texts) for _ in text.text or ""]
    for tag in TAG.finditer(whole):
        owners[tag.start() : tag.end()] = [owners[tag.start()]] * (tag.end() - tag.start())
    whole = TAG.sub(lambda tag: tag[0].replace(_NO_BREAK_SPACE, " "), whole)
    pieces = [""] * len(texts)
    for character, owner in zip(whole, owners, strict=True):
        pieces[owner] += character
    for text, piece in zip(texts, pieces, strict=True):
        text.text = piece
        text.set(wordml.SPACE, "preserve")


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph, tags included."""
    return "".join(text.text or "" for text in wordml.texts_of(paragraph))
