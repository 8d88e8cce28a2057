"""Whoever edits a Word template reads what every name means, in their own language."""

from functools import cache

import pytest

from formserver import definitions
from formserver.documents.names import process_names
from formserver.documents.names.process_names import Leaf, NameGroup, NameList, Shape
from formserver.i18n import catalogues
from tests.architecture import source

LANGUAGES = ("nb", "nn", "en")
PROCESSES = [folder.parent.name for folder in (source.ROOT / "doc_templates").glob("*/process.toml")]


@cache
def catalogue(language: str) -> frozenset[str]:
    return frozenset(catalogues.read(language))


def shapes(group: NameGroup, before: str = "") -> list[tuple[str, Shape]]:
    """Every name with its shape, groups and lists among them."""
    found: list[tuple[str, Shape]] = []
    for name, shape in group.names.items():
        found.append((before + name, shape))
        if not isinstance(shape, Leaf):
            found += shapes(shape.row if isinstance(shape, NameList) else shape, f"{before}{name}.")
    return found


def explained(shape: Shape, language: str) -> bool:
    if shape.label:
        return bool(shape.label.by_language.get(language))
    return f"template_name.{shape.about}" in catalogue(language)


@pytest.mark.parametrize("key", PROCESSES)
def test_every_name_of_a_template_is_explained_in_three_languages(key: str) -> None:
    process = definitions.load(source.ROOT / "doc_templates" / key).process

    unexplained = [
        f"{document.key} {name} ({language})"
        for document in process.documents
        for name, shape in shapes(process_names.in_document(process, document.key))
        for language in LANGUAGES
        if not explained(shape, language)
    ]

    assert unexplained == []


def test_no_explanation_stands_in_the_catalogues_for_nothing() -> None:
    processes = [definitions.load(source.ROOT / "doc_templates" / key).process for key in PROCESSES]

    asked_for = {
        f"template_name.{shape.about}"
        for process in processes
        for document in process.documents
        for _, shape in shapes(process_names.in_document(process, document.key))
    }

    kept = {key for key in catalogue("nb") if key.startswith("template_name.")}
    assert kept
    assert kept - asked_for == set()
