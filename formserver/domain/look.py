"""How a municipality looks on paper: its coat of arms, name, address line and colour, entered once."""

import re
from dataclasses import dataclass
from datetime import datetime

from formserver.domain.refusals import ColourRefused

ENOUGH = 4.5  # contrast of text to white: WCAG 2.2, success criterion 1.4.3

_HEX = re.compile(r"#?([0-9a-fA-F]{6})")
_DARK = 0.04045  # below this share a channel of sRGB is linear (IEC 61966-2-1)


@dataclass(frozen=True, kw_only=True)
class Arms:
    """A picture of a coat of arms; `width` and `height` in dots."""

    content: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Look:
    """The look of one municipality, known by its number; what is empty is left out of documents.

    `colour` is six hexadecimal digits in capital letters. `changed_at` is aware (UTC).
    """

    municipality: str
    name: str = ""
    address: str = ""
    colour: str = ""
    arms: Arms | None = None
    changed_at: datetime | None = None
    by: str = ""


def colour(typed: str) -> str:
    """A colour as it is kept, from `#0b5b6e` or `0B5B6E`; nothing typed is no colour.

    Raises ColourRefused for what is no colour, and for one too pale for text on white paper.
    """
    if not typed:
        return ""
    digits = _HEX.fullmatch(typed.strip())
    if digits is None:
        raise ColourRefused(why="form", colour=typed)
    if (reached := contrast(digits[1])) < ENOUGH:
        raise ColourRefused(why="pale", colour=typed, contrast=reached, needed=ENOUGH)
    return digits[1].upper()


def contrast(digits: str) -> float:
    """The contrast of a colour to white, 1 to 21, as WCAG 2.2 defines it ("contrast ratio")."""
    red, green, blue = (_linear(int(digits[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DARK else float(((channel + 0.055) / 1.055) ** 2.4)
