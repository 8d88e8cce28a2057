"""Every word that a page asks for stands in all three languages, and none stands there for nothing."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from formserver.i18n import catalogues, words

PACKAGE = words.FOLDER.parent
SHIPPED = {language: catalogues.read(language) for language in ("nb", "nn", "en")}

# _('saved.now'), _n('items', 3), i18n.say(language, "saved.now"), pages.count("errors.save", 2) …
ASKED_FOR = re.compile(
    r"""\b(?:_|_n|say|say_as|shared|count)\(\s*(?:[\w.()]+,\s*)*["']([a-z]\w*(?:\.\w+)+)["']\s*[,)]"""
)
# A key by itself in quotes, as tables of keys hold them.
QUOTED = re.compile(r"""["']([a-z]\w*(?:\.\w+)*)["']""")
# Families that are put together: _('form.' ~ state), say(language, f"field.{key}") …
FAMILY = re.compile(
    r"""\b(?:_|_n|say|say_as|shared|count)\(\s*(?:[\w.()]+,\s*)*f?["']([a-z][\w.]*[._])(?:\{|["']\s*(?:~|\+))"""
)


def sources() -> Iterator[str]:
    for path in chain(PACKAGE.rglob("*.py"), PACKAGE.rglob("*.html")):
        if path != Path(catalogues.__file__):
            yield path.read_text(encoding="utf-8")


def test_every_key_stands_in_every_language() -> None:
    assert SHIPPED["nb"].keys() == SHIPPED["nn"].keys() == SHIPPED["en"].keys()


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_same_names_are_filled_in_in_every_language(language) -> None:
    differing = [
        key
        for key, forms in SHIPPED["nb"].items()
        if catalogues.placeholders(forms) != catalogues.placeholders(SHIPPED[language][key])
        or len(forms) != len(SHIPPED[language][key])
    ]

    assert differing == []


def test_no_language_has_empty_words() -> None:
    empty = [key for entries in SHIPPED.values() for key, forms in entries.items() if not all(forms)]

    assert empty == []


def test_no_words_are_their_own_key() -> None:
    """They could not be told from a key that is missing."""
    alike = [key for entries in SHIPPED.values() for key, forms in entries.items() if key in forms]

    assert alike == []


def test_names_to_fill_in_are_plain() -> None:
    """A dot or an index in a name would reach into the value that is filled in."""
    names = {
        name
        for entries in SHIPPED.values()
        for forms in entries.values()
        for name in catalogues.placeholders(forms)
    }

    assert {name for name in names if not name.isidentifier()} == set()


def test_every_key_that_is_asked_for_stands_in_the_catalogues() -> None:
    asked = {key for text in sources() for key in ASKED_FOR.findall(text)}

    assert len(asked) > 20
    assert asked - SHIPPED["nb"].keys() == set()


def test_no_words_stand_in_the_catalogues_for_nothing() -> None:
    texts = list(sources())
    quoted = {key for text in texts for key in QUOTED.findall(text)}
    families = tuple({family for text in texts for family in FAMILY.findall(text)})

    unused = {key for key in SHIPPED["nb"] if key not in quoted and not key.startswith(families)}

    assert unused == set()


def test_the_files_stand_as_the_tool_writes_them(tmp_path: Path) -> None:
    for language, entries in SHIPPED.items():
        (tmp_path / language / "LC_MESSAGES").mkdir(parents=True)
        catalogues.write(language, entries, tmp_path)
        name = Path(language) / "LC_MESSAGES" / "messages.po"

        assert (tmp_path / name).read_text(encoding="utf-8") == (words.FOLDER / name).read_text(
            encoding="utf-8"
        )
