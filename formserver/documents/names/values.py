"""Values of a template that are more than text: places, links to them, pictures, and chosen answers.

They know no XML. A template prints a place, a link or a picture as `{{r value }}` in a run of its own.
"""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """A place that links lead to. `name`: letters and digits, at most 40 (Word's limit for a bookmark)."""

    name: str

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, kw_only=True)
class Link:
    """Text that leads to the place `anchor` in the same document."""

    text: str
    anchor: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, kw_only=True)
class PageNumber:
    """The page on which the place `anchor` falls, after a tab; nothing at all while the page is not known."""

    anchor: str
    page: int | None = None

    def __str__(self) -> str:
        return "" if self.page is None else str(self.page)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture in the line of the text; `alt` is read out in its place, `width` and `height` in millimetres.

    `media_type` is image/png or image/jpeg; that `content` is one is looked at where it is uploaded.
    """

    content: bytes
    media_type: str
    alt: str
    width: float
    height: float

    def __str__(self) -> str:
        return ""


class Chosen(str):
    """The label of a chosen answer; `key` is what is stored, for comparing."""

    __slots__ = ("key",)
    key: str

    def __new__(cls, label: str, key: str) -> Self:
        """Make it of label and key, both "" when nothing was chosen."""
        chosen = super().__new__(cls, label)
        chosen.key = key
        return chosen
