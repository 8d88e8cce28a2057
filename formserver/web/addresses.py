"""Addresses of our pages: how one is put together is worked out when the first of its kind is needed.

Werkzeug works it out for every page when the program starts, and takes longer for it than for a page.
"""

from collections.abc import Callable
from functools import cache

from werkzeug.routing import Rule


class RuleWhenUsed(Rule):
    """A rule that compiles its way from names to an address with the first one it makes."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(super()._compile_builder)

        def build(rule: Rule, /, **values: object) -> tuple[str, str]:
            return compiled(append_unknown)(rule, **values)

        return build
