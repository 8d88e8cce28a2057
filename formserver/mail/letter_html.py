"""Make a letter's HTML from its plain text, mechanically; it adds no words but those of the frame.

A paragraph stays one, "Label: value" gets a bold label, lines beginning with a dash become a list, an address
alone on a line becomes a button named by the line above, and what follows the line "--" is small.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.environment import Template

from formserver.mail.letter_language import ITEM, VALUE_BEGINS, unmarked
from formserver.mail.placeholders import CODE

FOOTER = "\n--\n"

_ADDRESS = re.compile("\x02[a-z_]+\x03")
_LABEL = f"[^:«“{VALUE_BEGINS}]{{1,45}}:"
_FACT = re.compile(f"{_LABEL} .+")
_HEADING = re.compile(_LABEL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STYLE = re.compile(r' style="([^"]*)"')
_SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class LineKind(StrEnum):
    """What a line or a run of lines becomes."""

    TEXT = "text"
    FACT = "fact"
    HEADING = "heading"
    ITEM = "item"
    CODE = "code"
    ADDRESS = "address"


@dataclass(frozen=True, kw_only=True)
class LetterBlock:
    """Lines of one kind that stand together. `ends`: a blank line follows. An address has its caption."""

    kind: LineKind
    lines: tuple[str, ...]
    caption: str = ""
    ends: bool = False


@dataclass(frozen=True, kw_only=True)
class LetterFrame:
    """What stands around the body: the subject in two parts (`over` may be empty), a hint at the button."""

    language: str
    subject: str
    heading: str
    over: str
    button_help: str


def page(body: str, frame: LetterFrame) -> str:
    """Give the HTML of a letter from its body as `letter_language.write` gives it, with all marks.

    Marks for link and code still stand in the result; all else is escaped.
    """
    letter, _, footer = body.partition(FOOTER)
    made = list(blocks(letter))
    return _template().render(frame=frame, preview=_preview(made), blocks=made, footer=list(blocks(footer)))


@cache
def styles() -> tuple[str, ...]:
    """Give every style that a letter's HTML can have, attributes and style sheet alike, each once and sorted.

    A page that shows letters can so allow these and no others.
    """
    kinds = [
        LetterBlock(kind=kind, lines=("",), caption=caption, ends=ends)
        for kind in LineKind
        for caption in ("", "x")
        for ends in (True, False)
    ]
    frame = LetterFrame(language="nb", subject="", heading="", over="x", button_help="x")
    html = _COMMENT.sub("", _template().render(frame=frame, preview="", blocks=kinds, footer=kinds))
    return tuple(sorted({*_STYLE.findall(html), *_SHEET.findall(html)}))


def blocks(body: str) -> Iterator[LetterBlock]:
    """Take a body apart into blocks, in order, without the marks around values."""
    for group in re.split(r"\n{2,}", body.strip("\n")):
        *before, last = _runs(group.split("\n"))
        yield from before
        yield _block(last, ends=True)


def _block(block: LetterBlock, *, ends: bool) -> LetterBlock:
    return LetterBlock(kind=block.kind, lines=block.lines, caption=block.caption, ends=ends)


def _runs(lines: list[str]) -> list[LetterBlock]:
    """Put neighbouring lines of one kind together; the line above an address goes with it as its caption."""
    runs: list[LetterBlock] = []
    numbered = range(len(lines))
    for kind, run in groupby(numbered, key=lambda place: _kind(lines, place)):
        texts = tuple(unmarked(lines[place]) for place in run)
        caption = ""
        if kind is LineKind.ADDRESS and runs and runs[-1].kind is LineKind.TEXT:
            *rest, caption = runs.pop().lines
            runs += [LetterBlock(kind=LineKind.TEXT, lines=tuple(rest))] if rest else []
        runs.append(LetterBlock(kind=kind, lines=texts, caption=caption.removesuffix(":")))
    return runs


def _kind(lines: list[str], place: int) -> LineKind:
    line = lines[place]
    if line == CODE:
        return LineKind.CODE
    if _ADDRESS.fullmatch(line):
        return LineKind.ADDRESS
    if line.startswith(ITEM):
        return LineKind.ITEM
    if _FACT.fullmatch(line):
        return LineKind.FACT
    if _HEADING.fullmatch(line) and lines[place + 1 : place + 2] and lines[place + 1].startswith(ITEM):
        return LineKind.HEADING
    return LineKind.TEXT


def _preview(made: list[LetterBlock]) -> str:
    """Give what a mailbox shows beside the subject: the first paragraph after the greeting."""
    paragraphs = [block.lines[0] for block in made if block.kind is LineKind.TEXT and block.ends]
    return next(iter(paragraphs[1:]), "")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["split_fact"] = lambda line: line.partition(": ")
    return environment.get_template("letter.html")
