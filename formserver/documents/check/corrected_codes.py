"""Codes written as they are meant, in the tree that is read and nowhere else: so one fault hides no other."""

from collections.abc import Iterable

from formserver.documents.fill import tags
from formserver.documents.word import wordml
from formserver.documents.word.findings import Finding
from formserver.documents.word.places import Ground


def mend(ground: Ground, found: Iterable[Finding]) -> bool:
    """Put what each finding says is `better` in the place of its `tag`; says whether all could be mended.

    A code that prints and for which nothing better is known is left out.
    """
    mended = [_mended(ground, one) for one in found]
    return all(mended)


def is_of_mended(one: Finding, mended: Iterable[Finding]) -> bool:
    """Whether a finding is about a code that was mended, of which enough is said."""
    return any(_number(one) == _number(other) and _means(other) == one.facts.get("tag") for other in mended)


def _mended(ground: Ground, one: Finding) -> bool:
    number, tag, better = _number(one), one.facts.get("tag", ""), _means(one)
    if not tag or number not in range(len(ground.units)):
        return False
    if not better and not tag.startswith("{{"):
        return False
    unit = ground.units[number]
    for text in wordml.texts_of(unit) if ground.is_text else [unit]:
        if text.text and tag in text.text:
            text.text = text.text.replace(tag, better, 1)
            return not better or bool(tags.TAG.fullmatch(better))
    return False


def _means(one: Finding) -> str:
    return one.facts.get("better", "")


def _number(one: Finding) -> int:
    return one.place.number if one.place else -1
