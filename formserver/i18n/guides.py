"""The guides for users in docs/: one file holds all languages, and a reader gets the part in theirs.

A part begins with `# ` and the name of its language in that language. HTML in a file is text like any other.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from formserver.i18n import words

# Beside the package in the project and in an installed wheel alike.
FOLDER = Path(__file__).parents[2] / "docs"

_CLASSES = {
    "heading_open": "ds-heading",
    "paragraph_open": "ds-paragraph",
    "bullet_list_open": "ds-list",
    "ordered_list_open": "ds-list",
    "link_open": "ds-link",
}
_SIZES = {"h2": "sm", "h3": "xs"}

Link = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A guide in one language. `contents` is (id, text) of its headings of the second level."""

    html: str
    contents: tuple[tuple[str, str], ...]


def read(name: str, language: str, link: Link) -> Guide:
    """Give the guide `name` in a language, in bokmål where the file lacks that language.

    `link` turns an address as the file has it into one of the product's. Raises FileNotFoundError if there
    is no such guide.
    """
    reader = MarkdownIt("commonmark", {"html": False})
    tokens = _part(reader.parse((FOLDER / f"{name}.md").read_text(encoding="utf-8")), language)
    contents = []
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            text = tokens[place + 1].content
            token.attrSet("id", anchor(text))
            token.attrSet("data-size", _SIZES.get(token.tag, "2xs"))
            if token.tag == "h2":
                contents.append((anchor(text), text))
        _dress(token, link)
    return Guide(html=reader.renderer.render(tokens, reader.options, {}), contents=tuple(contents))


def anchor(heading: str) -> str:
    """The id of a heading, as those who show Markdown make it: `Når du er ferdig` → `når-du-er-ferdig`."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _part(tokens: Sequence[Token], language: str) -> list[Token]:
    """The tokens between the heading of a language and the next one of its level."""
    parts: dict[str, list[Token]] = {}
    current: list[Token] = []
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            current = parts.setdefault(tokens[place + 1].content, [])
        current.append(token)
    found = parts.get(words.say(language, "language.name"))
    return (found or parts[words.say(words.FALLBACK, "language.name")])[3:]


def _dress(token: Token, link: Link) -> None:
    """Give an element the look of the pages, and a link its address in the product."""
    if token.type in _CLASSES:
        token.attrSet("class", _CLASSES[token.type])
    if token.type == "link_open":
        token.attrSet("href", link(str(token.attrGet("href"))))
    for child in token.children or ():
        _dress(child, link)
