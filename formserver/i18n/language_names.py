"""What a language is called, for people who know its tag from no file format."""

from babel import Locale, UnknownLocaleError


def of_tag(tag: str, language: str) -> str:
    """The name of the language of a tag as Word writes it: "nb-NO" is "norsk bokmål".

    Gives the tag itself where nobody knows the language, and nothing for no tag. Countries are left out.
    """
    try:
        return Locale.parse(tag, sep="-").get_language_name(language) or tag
    except (UnknownLocaleError, ValueError):
        return tag
