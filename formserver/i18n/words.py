"""Say things in the reader's language: look a key up in its catalogue and fill in the names.

It knows no sentence itself: the words stand in translations/, those of a process in its own folder.
"""

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages import mofile, pofile

FOLDER = Path(__file__).parent.parent / "translations"
FALLBACK = "nb"
FIRST = ("nb", "nn", "en")


@cache
def languages() -> tuple[str, ...]:
    """Give the codes of all languages that have a catalogue, in the order a reader is offered them."""
    found = {path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/messages.po")}
    return (*(code for code in FIRST if code in found), *sorted(found.difference(FIRST)))


def say(language: str, key: str, /, **values: object) -> str:
    """Give the words of a key in a language, with `{name}` filled in from values.

    What the language lacks is said in bokmål, and so is everything in a language without a catalogue. Raises
    KeyError(key) if the key stands nowhere, and KeyError(name) if a value is missing.
    """
    words = _catalogue(language).gettext(key)
    if words == key:
        raise KeyError(key)
    return words.format_map(values)


def count(language: str, key: str, n: int, /, **values: object) -> str:
    """Give the words of a key for n of something, in the plural form of the language, with `{n}` filled in.

    Raises KeyError(key) if the key stands nowhere.
    """
    words = _catalogue(language).ngettext(key, key, n)
    if words == key:
        raise KeyError(key)
    return words.format_map({**values, "n": n})


@cache
def _catalogue(language: str) -> GNUTranslations:
    """Read a catalogue once for the life of the program; bokmål stands behind every other."""
    if language not in languages():
        return _catalogue(FALLBACK)
    compiled = BytesIO()
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        mofile.write_mo(compiled, pofile.read_po(file))
    compiled.seek(0)
    catalogue = GNUTranslations(compiled)
    if language != FALLBACK:
        catalogue.add_fallback(_catalogue(FALLBACK))
    return catalogue
