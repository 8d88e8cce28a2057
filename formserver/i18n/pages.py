"""Pages of plain text, such as privacy and accessibility: read the file of a language and take it apart.

The files know four things: `# ` is the title, `## ` a heading, `- ` a line of a list, and an empty line ends
a paragraph. Names in braces are filled in; web and e-mail addresses become links. It writes no HTML.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from formserver.i18n import words

_ADDRESS = re.compile(r"(https?://[^\s<>]*[^\s<>.,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some text of a line, with the address it links to, if any."""

    text: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class PageBlock:
    """A part of the page. `kind` is heading, list or paragraph."""

    kind: str
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A whole page."""

    title: str
    blocks: tuple[PageBlock, ...]


def read(name: str, language: str, values: Mapping[str, str]) -> Page:
    """Give the page `name` in a language (bokmål where it is missing), with `{name}` filled in from values.

    A value that is missing or empty is told as not filled in. Raises FileNotFoundError if there is no such
    page.
    """
    path = words.FOLDER / language / f"{name}.md"
    if not path.exists():
        path = words.FOLDER / words.FALLBACK / f"{name}.md"
    title, _, body = path.read_text(encoding="utf-8").partition("\n")
    filled = {key: value for key, value in values.items() if value}
    body = body.format_map(defaultdict(lambda: words.say(language, "page.not_filled_in"), filled))
    return Page(title=title.removeprefix("# "), blocks=tuple(_blocks(body)))


def _blocks(body: str) -> Iterator[PageBlock]:
    for kind, lines in groupby(body.splitlines(), key=_kind):
        if kind:
            yield PageBlock(
                kind=kind, lines=tuple(tuple(_pieces(re.sub("^(## |- )", "", line))) for line in lines)
            )


def _kind(line: str) -> str:
    if line.startswith("## "):
        return "heading"
    if line.startswith("- "):
        return "list"
    return "paragraph" if line.strip() else ""


def _pieces(line: str) -> Iterator[Piece]:
    for place, text in enumerate(_ADDRESS.split(line)):
        if place % 2:
            yield Piece(text=text, href=text if text.startswith("http") else f"mailto:{text}")
        elif text:
            yield Piece(text=text)
