"""Catalogues of a test's own, and the shipped ones read once."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from formserver.i18n import catalogues, dates, words

Shelf = Callable[[str, Mapping[str, str]], Path]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """Puts catalogues into an empty folder that takes the place of the shipped ones."""
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    _forget()

    def put(language: str, entries: Mapping[str, str]) -> Path:
        path = tmp_path / language / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True)
        forms = {key: tuple(text.split(catalogues.PLURAL)) for key, text in entries.items()}
        catalogues.write(language, forms, tmp_path)
        return path

    yield put
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for kept in (words.languages, words.catalogue, words._text, words._said, dates._locale):
        kept.cache_clear()
