"""How the codes of a letter are written: what people make of them by habit, told with what to write instead.

A code is a name between double braces, or {% if name %} and {% endif %}. What is no code, and resembles none
of the names that may stand in the letter, is a letter's own words.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_CODE = re.compile(r"(?<!\{)(?:\{\{([^{}]*)\}\}(?!\})|\{%([^{}%]*)%\})")
_NAME = r"[a-z_]\w{0,60}(?:\.\w{1,60}){0,4}"
_LIKE_A_CODE = re.compile(
    rf"(?P<begin>\{{[\s{{%]{{0,4}})?(?P<said>\bif\s{{1,4}}{_NAME}|\b{_NAME})(?P<end>[\s%]{{0,4}}\}}[\s}}]{{0,4}})?",
    re.IGNORECASE,
)
_QUOTED_NAME = re.compile(r"«\s?([a-z_]+\.[a-z_.]+)\s?»", re.IGNORECASE)
_QUOTES = "«»„“”\"'‘’ \t"
_OF_WORD = re.compile(r"(?:p|tr|tc|r)\s+(?=if\b|endif\b|[a-z_]+[.\w]*$)")  # what stands first in Word alone
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_OTHERWISE = re.compile(r"(?:else|elif)\b")


class Habit(StrEnum):
    """What can be odd about a code."""

    MISWRITTEN = "miswritten"
    UNSEEN = "unseen"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, kw_only=True)
class Odd:
    """What is meant as a code: `said` stands there, `better` should be written; `line` counts from 1."""

    habit: Habit
    said: str
    better: str
    line: int


def odd(source: str, names: Collection[str]) -> Iterator[Odd]:
    """What is not written as a code should be, in a text of which these are the names, in no order."""
    source = _COMMENT.sub(_blank, source)
    for found in _CODE.finditer(source):
        if habit := _in_code(found, names):
            yield _placed(source, found, *habit)
    rest = _CODE.sub(_blank, source)
    for found in _LIKE_A_CODE.finditer(rest):
        if (found["begin"] or found["end"]) and (better := _written(found["said"], names)):
            yield _placed(source, found, Habit.MISWRITTEN, better)
    for found in _QUOTED_NAME.finditer(rest):
        if better := _written(found[1], names):
            yield _placed(source, found, Habit.MISWRITTEN, better)


def _in_code(code: re.Match[str], names: Collection[str]) -> tuple[Habit, str] | None:
    inside = (code[1] or code[2] or "").strip()
    seen = _UNSEEN.sub("", inside)
    if _OTHERWISE.match(seen):
        return Habit.OTHERWISE, "{% endif %}"
    if better := seen != inside and _written(seen.strip(), names):
        return Habit.UNSEEN, better
    bare = _OF_WORD.sub("", seen.strip(_QUOTES), count=1)
    if better := bare != inside and _written(bare, names):
        return Habit.MISWRITTEN, better
    return None


def _written(said: str, names: Collection[str]) -> str:
    """How a code is written that says this; "" where no such code is known."""
    condition, _, name = said.rpartition(" ")
    condition, name = condition.strip().lower(), name.lower()
    if not condition and name in names:
        return f"{{{{ {name} }}}}"
    if not condition and name == "endif":
        return "{% endif %}"
    if condition == "if" and any(f"{one}.".startswith(f"{name}.") for one in names):
        return f"{{% if {name} %}}"
    return ""


def _placed(source: str, found: re.Match[str], habit: Habit, better: str) -> Odd:
    said, line = _UNSEEN.sub("", found[0]).strip(), source.count("\n", 0, found.start()) + 1
    return Odd(habit=habit, said=said, better=better, line=line)


def _blank(found: re.Match[str]) -> str:
    """As many characters of nothing, for lines and places must stay."""
    return re.sub(r"[^\n]", "\0", found[0])
