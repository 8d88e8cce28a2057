"""No role, deadline, field or choice of a process stands in the program: a sister process is no code."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.architecture import source

QUOTED = r"""["'](\w+)["']"""
ATTRIBUTE = r"[\w)\]]\.(\w+)"

# Words of a process that the program also uses for something of its own, and for what.
THE_PROGRAMS_OWN = {
    "1": "a number",
    "contact": "a party's contact person, in an imported case",
    "host": "those who own a dialog, in every process; the roles say who they are",
    "host_party_ids": "the hosts of an imported case",
    "kind": "what sort of thing a row or a field is",
    "municipality": "whose profile it is, in every process",
    "online": "a meeting's link",
    "packet": "the compiled document, in every process",
    "status": "of a calendar entry, a page's live region, a cell of the matrix",
    "summary": "of a calendar entry",
    "title": "of a dialog, an item, a theme, a page",
}

# The same, for what a page may ask of the values that it is given: never an answer's field.
THE_PAGES_OWN = {
    "contact": "a party's contact person",
    "host": "those who own a dialog, in every process",
    "kind": "what sort of thing a value is",
    "next_step": "what the organiser does next",
    "note": "a remark beside a step",
    "municipality": "whose profile it is, in every process",
    "online": "a meeting's link",
    "packet": "the compiled document",
    "title": "of a dialog, an item, a theme, a page",
}


def words_of(process: dict[str, Any]) -> Iterator[str]:
    yield process["key"]
    yield from process["roles"]
    yield from process["deadlines"]
    yield from process["forms"]
    for form in process["forms"].values():
        for field in [*form.get("fields", []), *form.get("item_fields", [])]:
            yield field["key"]
            yield from (choice["key"] for choice in field.get("choices", []))


def process_words() -> set[str]:
    definitions = (source.ROOT / "doc_templates").glob("*/process.toml")
    return {word for path in definitions for word in words_of(tomllib.loads(path.read_text("utf-8")))}


@cache
def said_in_python() -> list[tuple[str, str]]:
    """Where a text stands in the program, and the text."""
    return [
        (f"{path}:{node.lineno}", node.value)
        for path, tree in source.modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def said_in_pages(pattern: str) -> Iterator[tuple[str, str]]:
    """Where a word stands in a page as `pattern` says, and the word."""
    for path, text in source.texts().items():
        if path.startswith("formserver/web/html/"):
            for number, line in enumerate(text.splitlines(), start=1):
                yield from ((f"{path}:{number}", word) for word in re.findall(pattern, line))


def test_no_word_of_a_process_stands_in_python() -> None:
    words = process_words() - THE_PROGRAMS_OWN.keys()

    assert words
    assert [f"{place}: {text}" for place, text in said_in_python() if text in words] == []


def test_no_word_of_a_process_stands_in_a_page() -> None:
    words = process_words() - THE_PROGRAMS_OWN.keys()

    assert words
    assert [f"{place}: {text}" for place, text in said_in_pages(QUOTED) if text in words] == []


def test_no_page_asks_for_a_field_by_name() -> None:
    words = process_words() - THE_PAGES_OWN.keys()

    assert words
    assert [f"{place}: {text}" for place, text in said_in_pages(ATTRIBUTE) if text in words] == []


@pytest.mark.parametrize("word", sorted(THE_PROGRAMS_OWN))
def test_an_exception_is_still_needed(word: str) -> None:
    said = {text for _, text in [*said_in_python(), *said_in_pages(QUOTED)]}

    assert word in said & process_words()
