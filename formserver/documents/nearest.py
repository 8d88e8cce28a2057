"""The known name that is most like one that is not known."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from formserver.documents.names import Group, Shape


def of(written: str, sayable: Iterable[str]) -> str:
    """The name that may be meant, or nothing; capital letters count for nothing."""
    by_lower = {name.lower(): name for name in reversed(list(sayable))}
    near = difflib.get_close_matches(written.lower(), by_lower, n=1, cutoff=0.5)
    return by_lower[near[0]] if near else ""


def sayable(names: Mapping[str, Shape], before: str = "") -> Iterator[str]:
    """Every name that can be said where these names are known, without going into lists."""
    for name, shape in names.items():
        yield before + name
        if isinstance(shape, Group):
            yield from sayable(shape.names, f"{before}{name}.")
