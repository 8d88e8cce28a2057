"""The braces of a template's codes, paragraph by paragraph: each fault told with how it should be written."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

# docxtpl's and Jinja's ways to write braces as text
_AS_TEXT = re.compile(r"\{_\{|\}_\}|\{_%|%_\}|\{\{\s*(?:'[{}%]+'|\"[{}%]+\")\s*\}\}")
_SPACED = re.compile(r"\{\s+([{%])\s*([^{}]*?)\s*([%}])\s+\}")
_TRIPLED = re.compile(r"\{\{\{+\s*([^{}]*?)\s*\}+|\{\{\s*([^{}]*?)\s*\}\}\}+")
_SINGLE = re.compile(r"\{\s*([a-z_]\w*(?:\.\w+)*)\s*\}", re.IGNORECASE)
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}|\{|\}")


@dataclass(frozen=True, kw_only=True)
class Unfit:
    """Braces that do not fit. `kind` is that of a finding, `better` how to write the `tag`."""

    kind: str
    tag: str
    better: str = ""


def find(paragraphs: Sequence[str], names: Collection[str]) -> Iterator[tuple[int, Unfit]]:
    """Give paragraph and fault, in order; `names` are those that a template may begin with."""
    split = False
    for number, paragraph in enumerate(paragraphs):
        if not paragraph.strip():
            continue
        following = next(filter(str.strip, paragraphs[number + 1 :]), "")
        found = list(_of_paragraph(paragraph, following, names))
        if split and found and found[0].kind == "tag_not_begun":
            del found[0]  # the rest of what was told for the paragraph before
        split = bool(found) and found[-1].kind == "tag_split"
        yield from ((number, one) for one in found)


def _of_paragraph(text: str, following: str, names: Collection[str]) -> Iterator[Unfit]:
    text = _AS_TEXT.sub(_blank, text)
    for one in _SPACED.finditer(text):
        yield Unfit(kind="braces_spaced", tag=one[0], better=f"{{{one[1]} {one[2]} {one[3]}}}")
    text = _SPACED.sub(_blank, text)
    for one in _TRIPLED.finditer(text):
        yield Unfit(kind="braces_too_many", tag=one[0], better=f"{{{{ {one[1] or one[2] or ''} }}}}")
    yield from _one_by_one(_TRIPLED.sub(_blank, text), following, names)


def _one_by_one(text: str, following: str, names: Collection[str]) -> Iterator[Unfit]:
    """Judge each mark with the one that comes next."""
    marks = list(_MARK.finditer(text))
    place = 0
    while place < len(marks):
        mark, end = marks[place], marks[place + 1] if place + 1 < len(marks) else None
        if _is_endless(mark, end):
            tag = text[mark.start() : end.start() if end else None]
            yield _endless(tag, "" if end else following)
        elif _is_pair(mark, end):
            yield from _pair(text, mark, end, names)
            place += 1
        elif mark[0] in _ENDS.values():
            before = marks[place - 1].end() if place else 0
            yield Unfit(kind="tag_not_begun", tag=text[before : mark.end()].strip("\0 ")[-80:])
        place += 1


def _is_endless(mark: re.Match[str], end: re.Match[str] | None) -> bool:
    if mark[0] not in _ENDS:
        return False
    return end is None or end[0] in _ENDS or end[0] == "{"


def _is_pair(mark: re.Match[str], end: re.Match[str] | None) -> bool:
    if mark[0] in _ENDS:
        return True
    return mark[0] == "{" and end is not None and "}" in end[0]


def _pair(
    text: str, begin: re.Match[str], end: re.Match[str] | None, names: Collection[str]
) -> Iterator[Unfit]:
    """Judge a beginning and the end that comes next; a brace on each side is text, but for a known name."""
    if end is None or _ENDS.get(begin[0]) == end[0]:
        return
    tag, inside = text[begin.start() : end.end()], text[begin.end() : end.start()].strip(" %")
    if begin[0] + end[0] == "{}":
        single = _SINGLE.fullmatch(tag)
        if single and single[1].split(".")[0].lower() in names:
            yield Unfit(kind="braces_single", tag=tag, better=f"{{{{ {inside} }}}}")
    elif begin[0] == "{":
        opening = "{%" if end[0] == "%}" else "{{"
        yield Unfit(kind="brace_missing_at_begin", tag=tag, better=f"{opening} {inside} {end[0]}")
    elif end[0] == "}":
        yield Unfit(kind="brace_missing_at_end", tag=tag, better=f"{begin[0]} {inside} {_ENDS[begin[0]]}")
    else:
        yield Unfit(kind="braces_mixed", tag=tag, better=f"{begin[0]} {inside} {_ENDS[begin[0]]}")


def _endless(tag: str, following: str) -> Unfit:
    """A beginning without an end, unless the end comes first in the paragraph that follows."""
    end = _MARK.search(following)
    if end and end[0] in _ENDS.values():
        between = "" if tag.rstrip().endswith(".") else " "
        whole = f"{tag.strip()}{between}{following[: end.end()].strip()}"
        return Unfit(kind="tag_split", tag=tag.strip()[:80], better=whole[:160])
    return Unfit(kind="tag_not_ended", tag=tag.strip()[:80])


def _blank(found: re.Match[str]) -> str:
    return "\0" * len(found[0])
