"""The opportunity dialogue's own words are whole: three languages, the same names, the same keys."""

import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "doc_templates" / "mulighetsdialog"
WORDS = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
PROCESS = tomllib.loads((FOLDER / "process.toml").read_text(encoding="utf-8"))
LANGUAGES = {"nb", "nn", "en"}


def texts(table: dict[str, Any], at: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    for key, value in table.items():
        if set(value) <= LANGUAGES:
            yield at + key, value
        else:
            yield from texts(value, f"{at}{key}.")


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_stands_in_every_language() -> None:
    assert [key for key, text in texts(WORDS) if set(text) != LANGUAGES or not all(text.values())] == []


def test_every_language_fills_in_the_same_names() -> None:
    differing = [
        key
        for key, text in texts(WORDS)
        if not names(text["nb"]) == names(text["nn"]) == names(text["en"])
        or len({len(one.splitlines()) for one in text.values()}) > 1
    ]

    assert differing == []


def test_every_role_and_form_of_the_process_has_its_words() -> None:
    assert list(WORDS["roles"]) == list(PROCESS["roles"])
    assert list(WORDS["forms"]) == list(PROCESS["forms"])


def test_every_form_has_the_same_words() -> None:
    shared = [
        {key for key in form if not key.startswith(("item_", "none_", "verdict_"))}
        for form in WORDS["forms"].values()
    ]

    assert all(keys == shared[0] for keys in shared)


def test_every_key_is_explained_at_the_top_of_the_file() -> None:
    heading = (FOLDER / "words.toml").read_text(encoding="utf-8").partition("\n[")[0]

    assert {key for key, _ in texts(WORDS) if key.rpartition(".")[2] not in heading} == set()


def test_only_deadlines_of_the_process_are_filled_in() -> None:
    mentioned = {name for _, text in texts(WORDS) for name in names(text["nb"]) if "_deadline_" in name}

    assert mentioned
    assert {name.split("_deadline_")[0] for name in mentioned} <= PROCESS["deadlines"].keys()
