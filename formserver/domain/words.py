"""A text in several languages, with the fallback every reader gets when one is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LANGUAGES = ("nb", "nn", "en")
DOCUMENT_LANGUAGES = ("nb", "nn")

_FALLBACK = {"nb": ("nn", "en"), "nn": ("nb", "en"), "en": ("nb", "nn")}


@dataclass(frozen=True)
class Words:
    """One text by language code (BCP 47, lower case); at least one language is present."""

    by_language: Mapping[str, str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_language", dict(self.by_language))

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.by_language.items())))

    def __bool__(self) -> bool:
        return any(self.by_language.values())

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_language)

    def to(self, language: str) -> str:
        """The text for a reader of `language`: that language, else the nearest one that is filled in."""
        for candidate in (language, *_FALLBACK.get(language, LANGUAGES)):
            if text := self.by_language.get(candidate):
                return text
        return next((text for text in self.by_language.values() if text), "")


def same(text: str) -> Words:
    """A text that reads alike in every language, such as a proper name."""
    return Words({"nb": text, "nn": text})
