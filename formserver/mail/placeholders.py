"""Marks that stand in a stored letter where the link or the code comes when it is sent.

A stored letter so opens nothing. The marks are control characters, which no text of a person can hold.
"""

import html as markup
import re
from collections.abc import Mapping

from formserver.mail.characters import UnsendableError


def mark(name: str) -> str:
    """Give the mark for a name."""
    return f"\x02{name}\x03"


LINK = mark("link")
CODE = mark("code")
ADDRESSES = ("link", "code", "board", "sign_in")

_MARK = re.compile("\x02([a-z_]*)\x03?|\x03")
_HREF = re.compile(' href="\x02[a-z_]+\x03"')


class PlaceholderLeftError(UnsendableError):
    """A letter has a mark for which there is nothing to put in; sending it would show a hole."""

    def __init__(self, name: str) -> None:
        super().__init__("placeholder", name)


def fill(text: str, *, link: str | None = None, code: str | None = None) -> str:
    """Put link and code into plain text. Raises PlaceholderLeftError if a mark would be left standing."""
    return put(text, _given(link, code))


def fill_html(html: str, *, link: str | None = None, code: str | None = None) -> str:
    """Put link and code into HTML, escaped for text and attributes. Raises PlaceholderLeftError as above."""
    return put_html(html, _given(link, code))


def shown(text: str, words: Mapping[str, str]) -> str:
    """Give plain text as an organiser may see it: words by name ("link", "code") for what is personal."""
    return put(text, words)


def shown_html(html: str, words: Mapping[str, str]) -> str:
    """Give HTML as an organiser may see it: the button leads nowhere, words stand for address and code."""
    return put_html(_HREF.sub("", html), words)


def put(text: str, values: Mapping[str, str]) -> str:
    """Replace every mark by its value as it is. Raises PlaceholderLeftError naming a mark without a value."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise PlaceholderLeftError(found[1] or "")
        return values[found[1]]

    return _MARK.sub(value, text)


def put_html(html: str, values: Mapping[str, str]) -> str:
    """Replace every mark by its value, escaped for HTML. Raises PlaceholderLeftError as `put` does."""
    return put(html, {name: markup.escape(value) for name, value in values.items()})


def _given(link: str | None, code: str | None) -> dict[str, str]:
    return {name: value for name, value in (("link", link), ("code", code)) if value is not None}
