"""What the benchmarks fill in: texts cut from the example case, in three sizes, and a plain Word template.

All of it is the same in every run.
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import count
from typing import Any

from docx import Document

from tests.support import packets

FIELD = 400  # characters


@dataclass(frozen=True)
class Size:
    """How much a packet holds: items, and how many responses there are to each."""

    name: str
    items: int
    responses: int


SIZES = (Size("S", 3, 2), Size("M", 20, 3), Size("L", 200, 4))
ONE_NOTE = Size("20 responses", 8, 20)


class Texts:
    """Texts of about a field's length, never the same twice."""

    def __init__(self) -> None:
        self._begin = count(step=37)

    def next(self, length: int = FIELD) -> str:
        """A text of at most this many characters."""
        words, begin = _words(), next(self._begin)
        stride = 1 + begin % 7
        chosen = (words[(begin + place * stride) % len(words)] for place in range(length // 4))
        return " ".join(chosen)[:length].strip()


@cache
def _words() -> tuple[str, ...]:
    """The words of the example case's long texts."""
    notes = [one["background"] for one in packets.CASE["note"]["items"]]
    answers = [one["assessment"] for one in packets.CASE["responses"]]
    return tuple(" ".join([*notes, *answers]).split())


def names(size: Size) -> dict[str, Any]:
    """The names of a plain packet."""
    texts = Texts()
    return {"title": "Dialog", "rows": [_item(number, size, texts) for number in range(1, size.items + 1)]}


def _item(number: int, size: Size, texts: Texts) -> dict[str, Any]:
    answers = [
        {"party": f"Etat {party}", "assessment": texts.next(), "next_step": texts.next()}
        for party in range(1, size.responses + 1)
    ]
    return {
        "number": f"1.{number}",
        "title": texts.next(60),
        "background": texts.next(),
        "outcome": texts.next(),
        "answers": answers,
    }


def template(*, answers_only: bool = False) -> bytes:
    """A template as one writes it for docxtpl; `answers_only` leaves out the note."""
    document = Document()
    document.add_heading("{{ title }}", 0)
    for style, text in _lines(answers_only=answers_only):
        document.add_paragraph(text, style)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _lines(*, answers_only: bool) -> list[tuple[str, str]]:
    note = [("Normal", "{{ item.background }}"), ("Normal", "{{ item.outcome }}")]
    return [
        ("Normal", "{%p for item in rows %}"),
        ("Heading 1", "{{ item.number }} {{ item.title }}"),
        *([] if answers_only else note),
        ("Normal", "{%p for answer in item.answers %}"),
        ("Heading 2", "{{ answer.party }}"),
        ("Normal", "{{ answer.assessment }}"),
        ("Normal", "{{ answer.next_step }}"),
        ("Normal", "{%p endfor %}"),
        ("Normal", "{%p endfor %}"),
    ]
