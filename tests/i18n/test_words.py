"""Things are said in the reader's language."""

from types import MappingProxyType

import pytest

from formserver import i18n
from formserver.i18n import catalogues, words

DAYS = MappingProxyType({"greeting": "Hei, {name}", "days": "{n} dag || {n} dager"})


def test_words_are_said_in_the_language_of_the_reader(shelf) -> None:
    shelf("nb", DAYS)
    shelf("en", {"greeting": "Hello, {name}"})

    assert i18n.say("nb", "greeting", name="Kari") == "Hei, Kari"
    assert i18n.say("en", "greeting", name="Kari") == "Hello, Kari"


def test_what_a_language_lacks_is_said_in_bokmal(shelf) -> None:
    shelf("nb", DAYS)
    shelf("en", {})

    assert i18n.say("en", "greeting", name="Kari") == "Hei, Kari"
    assert i18n.count("en", "days", 3) == "3 dager"


def test_a_language_without_a_catalogue_is_answered_in_bokmal(shelf) -> None:
    shelf("nb", DAYS)

    assert i18n.say("fi", "greeting", name="Kari") == "Hei, Kari"


def test_a_key_that_stands_nowhere_is_named(shelf) -> None:
    shelf("nb", DAYS)

    with pytest.raises(KeyError, match="farewell"):
        i18n.say("nb", "farewell")
    with pytest.raises(KeyError, match="farewell"):
        i18n.count("nb", "farewell", 2)


def test_a_value_that_is_missing_is_named(shelf) -> None:
    shelf("nb", DAYS)

    with pytest.raises(KeyError, match="name"):
        i18n.say("nb", "greeting")


def test_one_and_many_have_words_of_their_own(shelf) -> None:
    shelf("nb", DAYS)

    assert [i18n.count("nb", "days", n) for n in (0, 1, 2)] == ["0 dager", "1 dag", "2 dager"]


def test_a_name_to_fill_in_may_be_called_key_or_language(shelf) -> None:
    shelf("nb", {"odd": "{language} {key}", "many": "{key} || {key} {n}"})

    assert i18n.say("nb", "odd", language="norsk", key="dur") == "norsk dur"
    assert i18n.count("nb", "many", 2, key="dur") == "dur 2"


def test_braces_in_a_value_are_left_alone(shelf) -> None:
    shelf("nb", DAYS)

    assert i18n.say("nb", "greeting", name="{n} {{ x }}") == "Hei, {n} {{ x }}"


def test_readers_are_offered_bokmal_nynorsk_and_english() -> None:
    offered = [(code, i18n.say(code, "language.name")) for code in i18n.languages()]

    assert offered == [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]


def test_a_language_is_added_by_its_catalogue_alone(shelf) -> None:
    shelf("nb", DAYS)
    shelf("se", {"greeting": "Bures, {name}"})

    assert i18n.languages() == ("nb", "se")
    assert i18n.say("se", "greeting", name="Máret Čálliid") == "Bures, Máret Čálliid"


@pytest.mark.parametrize("language", words.FIRST)
def test_a_catalogue_is_read_as_babel_reads_it(language: str) -> None:
    assert dict(words.catalogue(language).forms) == catalogues.read(language)


def test_a_translator_s_tool_may_break_lines_and_leave_words_unsettled(shelf) -> None:
    path = shelf("nb", DAYS)
    entries = [
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\\n"',
        '#: where.py\nmsgid "long"\nmsgstr ""\n"Det ene «\\"» og\\n"\n"det andre \\\\."',
        '#, fuzzy\nmsgid "unsettled"\nmsgstr "Kanskje"',
        'msgid "empty"\nmsgstr ""',
        'msgid "half"\nmsgid_plural "half"\nmsgstr[0] "en"\nmsgstr[1] ""\nmsgstr[2] "mange"',
        'msgid "days"\nmsgid_plural "days"\nmsgstr[0] "en"\nmsgstr[1] "to"\nmsgstr[2] "mange"',
        '#~ msgid "gone"\n#~ msgstr "Borte"',
    ]
    path.write_text("\n\n".join(entries) + "\n", "utf-8")

    assert i18n.say("nb", "long") == 'Det ene «"» og\ndet andre \\.'
    assert [i18n.count("nb", "days", n) for n in (1, 2, 3)] == ["en", "to", "mange"]
    assert set(words.catalogue("nb").forms) == {"long", "days"}
