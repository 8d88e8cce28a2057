"""The text of a TOML file cut into its tables, so that one can be changed and the rest stays byte for byte.

Put together again in their order, the passages are the file.
"""

import dataclasses
import io
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HEADER = re.compile(r"[ \t]*\[")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One table: `path` from its header (empty for what stands before the first), `listed` for [[…]].

    `text` holds the comments right above it, its header, its keys, and for a listed one the tables inside it;
    `after` the blank lines and comments behind.
    """

    path: tuple[str, ...]
    listed: bool
    text: str
    after: str


def cut(toml: str) -> list[Passage]:
    """The passages of a file, of which the first has no header.

    Raises tomllib.TOMLDecodeError for what is not TOML.
    """
    tomllib.loads(toml)
    found: list[Passage] = []
    for text in _tables(_lines(toml)):
        passage = _passage(text)
        last = found[-1] if found else None
        if last and last.listed and passage.path != last.path and _begins(passage.path, last.path):
            inner = last.text + last.after + passage.text
            found[-1] = dataclasses.replace(last, text=inner, after=passage.after)
        else:
            found.append(passage)
    return found


def joined(passages: Sequence[Passage]) -> str:
    """The text of the file."""
    return "".join(passage.text + passage.after for passage in passages)


def replaced(passages: Sequence[Passage], place: int, text: str) -> list[Passage]:
    """The same with another text in one place."""
    return [dataclasses.replace(one, text=text) if at == place else one for at, one in enumerate(passages)]


def exchanged(passages: Sequence[Passage], one: int, other: int) -> list[Passage]:
    """The same with two tables in each other's place; what stands behind each stays where it is."""
    first, second = _ended(passages[one].text), _ended(passages[other].text)
    return replaced(replaced(passages, one, second), other, first)


def without(passages: Sequence[Passage], place: int) -> list[Passage]:
    """All but one, which is not the first; the comments around it stay, with a single blank line for two."""
    before, gone = passages[place - 1], passages[place]
    follows = before.after == "\n" or before.after.endswith("\n\n")
    after = before.after + (gone.after.removeprefix("\n") if follows else gone.after)
    last = dataclasses.replace(before, after=after)
    return [*passages[: place - 1], last, *passages[place + 1 :]]


def with_one_more(passages: Sequence[Passage], place: int, text: str) -> list[Passage]:
    """The same with one more table in `place`, which is not the first; its text ends with a line break."""
    before = passages[place - 1]
    last = dataclasses.replace(before, text=_ended(before.text), after="\n")
    added = Passage(path=(), listed=True, text=text, after=before.after)
    return [*passages[: place - 1], last, added, *passages[place:]]


def _lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline="\n"))


def _ended(text: str) -> str:
    return text if text.endswith("\n") or not text else f"{text}\n"


def _begins(path: tuple[str, ...], beginning: tuple[str, ...]) -> bool:
    return path[: len(beginning)] == beginning


def _tables(lines: list[str]) -> Iterator[str]:
    """The text of each table with all that stands behind it.

    A header stands where what comes before it is whole: inside a text or a list of several lines it is none.
    """
    start = 0
    for number, line in enumerate(lines):
        if _HEADER.match(line) and _is_whole("".join(lines[start:number])):
            above = _comments_above(lines, start, number)
            yield "".join(lines[start:above])
            start = above
    yield "".join(lines[start:])


def _comments_above(lines: list[str], start: int, header: int) -> int:
    """Where the comments begin that stand right above a header and not right below something else."""
    above = header
    while above > start and _is_comment(lines[above - 1]):
        above -= 1
    return above if above == start == 0 or not lines[above - 1].strip() else header


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _is_whole(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _passage(text: str) -> Passage:
    lines = _lines(text)
    end = len(lines)
    while end and (not lines[end - 1].strip() or _is_comment(lines[end - 1])):
        end -= 1
    first = next((line for line in lines[:end] if line.strip() and not _is_comment(line)), "")
    path, listed = _path(tomllib.loads(first)) if _HEADER.match(first) else ((), False)
    return Passage(path=path, listed=listed, text="".join(lines[:end]), after="".join(lines[end:]))


def _path(header: object) -> tuple[tuple[str, ...], bool]:
    """The keys of a header, read as a file of its own, and whether it makes an entry of a list."""
    path: list[str] = []
    while isinstance(header, dict) and header:
        path += header
        header = next(iter(header.values()))
    return tuple(path), isinstance(header, list)
