"""Makes the shipped Word templates of a process: what they say, and the files in every language."""

import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

from doc_templates.build.sheet import Sheet

LANGUAGES = ("nb", "nn")
SHARED = Path(__file__).parent / "template_words.toml"
OWN = "template_words.toml"

Documents = Mapping[str, Callable[[str, SimpleNamespace], Sheet]]


def words(folder: Path, language: str) -> SimpleNamespace:
    """All that the templates of a process say in one language, by name: its own words over the shared."""
    said = {**_read(SHARED), **_read(folder / OWN)}
    return SimpleNamespace(**{name: texts[language] for name, texts in said.items()})


def main(folder: Path, documents: Documents) -> None:
    """Write every template in every language into the folder named at the terminal, else the process's."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else folder
    for language in LANGUAGES:
        for name, make in documents.items():
            path = target / f"{name}.{language}.docx"
            path.write_bytes(make(language, words(folder, language)).bytes())
            print(path)


def _read(path: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
