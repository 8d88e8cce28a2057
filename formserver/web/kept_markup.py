"""Markup in which only one value differs from page to page: written once, then the value is put in.

It is only for macros that say nothing themselves: their markup follows from what they are given alone.
"""

import secrets
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

_VALUE = secrets.token_hex()  # stands for the value until it is known

Macro = Callable[..., str]


def filled(macro: Macro, value: object, *given: object) -> Markup:
    """What `macro(value, *given)` writes, with `value` as text; lists may be given, nothing deeper."""
    before, after = _around(macro, *(tuple(one) if isinstance(one, list) else one for one in given))
    return before + escape(value) + after


@lru_cache(
    maxsize=4096, typed=True
)  # by type, for Markup and plain text of the same letters are written unlike
def _around(macro: Macro, *given: object) -> tuple[Markup, Markup]:
    before, after = macro(_VALUE, *given).split(_VALUE)
    return Markup(before), Markup(after)  # noqa: S704 - a macro has escaped what it was given
