"""What the documentation says of the project is so: links, commands, make targets, files, versions."""

import argparse
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from formserver import __version__, i18n
from formserver.cli import program
from formserver.i18n import guides
from tests.architecture import source

DOCS = sorted([*source.ROOT.glob("*.md"), *source.ROOT.glob("docs/*.md")])
NAMES = [source.relative(path) for path in DOCS]
USER_GUIDES = ("organiser", "answering")
EXAMPLES = ("/se/", "doc_templates/horing")  # what a reader makes while following the steps


def tokens(name: str) -> list[Token]:
    """A file taken apart, what lies inside paragraphs and headings too."""
    found = MarkdownIt("commonmark").enable("table").parse((source.ROOT / name).read_text("utf-8"))
    return [one for token in found for one in (token, *(token.children or ()))]


def links(name: str) -> list[str]:
    """Where a file leads to within the project, pictures too."""
    found = [str(token.attrGet("href") or token.attrGet("src") or "") for token in tokens(name)]
    return [unquote(address) for address in found if address and "://" not in address]


@cache
def anchors(path: Path) -> set[str]:
    """The headings of a file as addresses; a second heading of the same words has a number."""
    everything = tokens(source.relative(path))
    titles = [
        guides.anchor(everything[place + 1].content)
        for place, token in enumerate(everything)
        if token.type == "heading_open"
    ]
    return {title if not earlier else f"{title}-{earlier}" for title, earlier in numbered(titles)}


def numbered(titles: list[str]) -> list[tuple[str, int]]:
    """Each title with how many of the same stand before it."""
    return [(title, titles[:place].count(title)) for place, title in enumerate(titles)]


def code(name: str) -> list[str]:
    """Every line of a file that is written as code."""
    found = [token.content for token in tokens(name) if token.type in {"code_inline", "fence"}]
    return [line.partition(" #")[0].strip() for text in found for line in text.splitlines()]


def commands(name: str) -> list[list[str]]:
    """The words after `formserver` in each command that a file names."""
    found = [re.match(r"(?:\S*/)?formserver +(.+)", line) for line in code(name)]
    return [one[1].split() for one in found if one]


def unknown_in(words: list[str], parser: argparse.ArgumentParser) -> list[str]:
    """The commands and options among the words that the program does not know."""
    options = {option for action in parser._actions for option in action.option_strings}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            if words[:1] and words[0] in action.choices:
                return unknown_in(words[1:], action.choices[words[0]])
            return words[:1] if words and not words[0].startswith("-") else []
    return [word for word in words if word.startswith("-") and word != "-o" and word not in options]


def test_the_readme_can_be_read_in_one_sitting() -> None:
    assert len((source.ROOT / "README.md").read_text("utf-8").splitlines()) <= 150


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_file_and_a_heading(name: str) -> None:
    broken = []
    for address in links(name):
        file, _, heading = address.partition("#")
        path = ((source.ROOT / name).parent / file).resolve() if file else source.ROOT / name
        if not path.exists() or (heading and heading not in anchors(path)):
            broken.append(address)

    assert broken == []


def test_every_document_is_reached_from_the_readme() -> None:
    reached = {"README.md", *(address.partition("#")[0] for address in links("README.md"))}

    assert set(NAMES) - reached == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_command_and_option_that_is_named_exists(name: str) -> None:
    unknown = {" ".join(words): unknown_in(words, program._parser([])) for words in commands(name)}

    assert {command: words for command, words in unknown.items() if words} == {}


def test_a_command_that_does_not_exist_would_be_told() -> None:
    parser = program._parser([])

    assert unknown_in(["database", "mend"], parser) == ["mend"]
    assert unknown_in(["template", "check", "FILE", "--loud"], parser) == ["--loud"]
    assert ["database", "backup", "FILE"] in commands("docs/operator.md")


@pytest.mark.parametrize("name", NAMES)
def test_every_make_target_that_is_named_exists(name: str) -> None:
    targets = re.findall(r"^([a-z-]+):", (source.ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = [found[1] for line in code(name) if (found := re.match(r"make ([a-z-]+)$", line))]

    assert [one for one in named if one not in targets] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_file_that_is_named_exists(name: str) -> None:
    named = [
        line for line in code(name) if re.fullmatch(r"(?:formserver|doc_templates|tests|docs)/[\w./-]+", line)
    ]
    gone = [one for one in named if not (source.ROOT / one).exists()]

    assert [one for one in gone if not any(example in f"{one}/" for example in EXAMPLES)] == []


@pytest.mark.parametrize("name", USER_GUIDES)
def test_each_guide_says_the_same_in_three_languages(name: str) -> None:
    parts = [guides.read(name, language, str) for language in i18n.languages()]

    assert len({part.html for part in parts}) == 3
    for element in ("<h2", "<li", "<strong", "<a "):
        assert len({part.html.count(element) for part in parts}) == 1, element


@pytest.mark.parametrize("name", USER_GUIDES)
def test_a_guide_names_buttons_as_the_pages_have_them(name: str) -> None:
    """In Norwegian what stands in quotes stands on a button or a page, be it the product's or a process's."""
    said = "\n".join(
        path.read_text("utf-8")
        for path in [
            *source.ROOT.glob("formserver/translations/n?/LC_MESSAGES/*.po"),
            *source.ROOT.glob("doc_templates/mulighetsdialog/*.toml"),
        ]
    )
    quoted = re.findall(r"«([^»]+)»", (source.ROOT / f"docs/{name}.md").read_text("utf-8"))
    words = [" ".join(one.split()) for one in quoted]

    assert words
    assert [one for one in words if one not in said] == []


def test_the_newest_version_of_the_changes_is_this_one() -> None:
    text = (source.ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## (\d+\.\d+\.\d+) – (\d{4}-\d{2}-\d{2})$", text, re.MULTILINE)

    assert versions[0][0] == __version__
    assert [day for _, day in versions] == sorted((day for _, day in versions), reverse=True)
    assert len(versions) == text.count("\n## ")
