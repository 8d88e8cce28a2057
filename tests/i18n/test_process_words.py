"""The words of every process are whole: three languages, the same names, the same keys."""

import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from formserver.i18n import catalogues
from formserver.i18n.own_words import INSTEAD

FOLDERS = {
    path.parent.name: path.parent for path in Path(__file__).parents[2].glob("doc_templates/*/words.toml")
}
EXPLAINED = (FOLDERS["mulighetsdialog"] / "words.toml").read_text(encoding="utf-8").partition("\n[")[0]
LANGUAGES = {"nb", "nn", "en"}


@pytest.fixture(params=sorted(FOLDERS))
def folder(request: pytest.FixtureRequest) -> Path:
    return FOLDERS[request.param]


@pytest.fixture
def words(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))


@pytest.fixture
def process(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "process.toml").read_text(encoding="utf-8"))


def texts(table: dict[str, Any], at: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    for key, value in table.items():
        if set(value) <= LANGUAGES:
            yield at + key, value
        else:
            yield from texts(value, f"{at}{key}.")


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_stands_in_every_language(words: dict[str, Any]) -> None:
    assert [key for key, text in texts(words) if set(text) != LANGUAGES or not all(text.values())] == []


def test_every_language_fills_in_the_same_names(words: dict[str, Any]) -> None:
    differing = [
        key
        for key, text in texts(words)
        if not names(text["nb"]) == names(text["nn"]) == names(text["en"])
        or len({len(one.splitlines()) for one in text.values()}) > 1
    ]

    assert differing == []


def test_every_role_and_form_of_the_process_has_its_words(
    words: dict[str, Any], process: dict[str, Any]
) -> None:
    assert list(words["roles"]) == list(process["roles"])
    assert list(words["forms"]) == list(process["forms"])


def test_every_form_has_the_same_words(words: dict[str, Any]) -> None:
    shared = [
        {key for key in form if not key.startswith(("item_", "none_", "verdict_"))}
        for form in words["forms"].values()
    ]

    assert all(keys == shared[0] for keys in shared)


def test_every_key_is_explained_in_the_heading_of_the_first_process(words: dict[str, Any]) -> None:
    own = [key for key, _ in texts(words) if not key.startswith(INSTEAD)]

    assert {key for key in own if key.rpartition(".")[2] not in EXPLAINED} == set()


def test_what_is_said_instead_stands_for_words_that_all_share_and_fills_in_no_other_names(
    words: dict[str, Any],
) -> None:
    shared = {language: catalogues.read(language) for language in LANGUAGES}
    instead = {key.removeprefix(INSTEAD): text for key, text in texts(words) if key.startswith(INSTEAD)}

    assert instead.keys() <= shared["nb"].keys()
    assert [
        (key, language)
        for key, text in instead.items()
        for language, said in text.items()
        if not names(said) <= catalogues.placeholders(shared[language][key])
    ] == []


def test_only_deadlines_of_the_process_are_filled_in(words: dict[str, Any], process: dict[str, Any]) -> None:
    mentioned = {name for _, text in texts(words) for name in names(text["nb"]) if "_deadline_" in name}

    assert mentioned
    assert {name.split("_deadline_")[0] for name in mentioned} <= process["deadlines"].keys()
