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
    return Markup(f"{before}{escape(value)}{after}")  # noqa: S704 - the macro has escaped all the rest


# By type, for Markup and plain text of the same letters are written unlike.
@lru_cache(maxsize=4096, typed=True)
def _around(macro: Macro, *given: object) -> tuple[str, str]:
    before, after = str.split(macro(_VALUE, *given), _VALUE)
    return before, after
