"""The letters that are shipped, each in every language."""

import re
import tomllib
from collections.abc import Mapping

import pytest

from formserver.domain.words import LANGUAGES
from formserver.mail import letter_files, letter_html, letter_language, placeholders
from formserver.mail.letters import LetterSet, Wording
from formserver.mail.placeholders import CODE, LINK
from tests.mail.conftest import PROCESS_LETTERS, SERVICE_LETTERS

KEYS = {
    name: sorted(
        key
        for folder in (SERVICE_LETTERS, own)
        for key in tomllib.loads((folder / "letters.toml").read_text(encoding="utf-8"))["letters"]
    )
    for name, own in PROCESS_LETTERS.items()
}
WITHOUT_ADDRESS = {"records_copy", "meeting_cancelled", "link_withdrawn"}
EVERY = [(name, key, language) for name, keys in KEYS.items() for key in keys for language in LANGUAGES]
ADDRESS = re.compile(r"https?://|\x02(?:link|board|sign_in)\x03")


@pytest.fixture
def shipped(sets: Mapping[str, LetterSet], process: str) -> LetterSet:
    """The letters of the process that the test is about."""
    return sets[process]


def written(shipped: LetterSet, key: str, language: str) -> Wording:
    return shipped.write(key, language, shipped.sample(language) | {"link": LINK, "code": CODE})


def counted(shipped: LetterSet, key: str, language: str) -> int:
    """Words of a letter with its closing and all that may be left out; a name counts as one."""
    closings = {name: text.body for (name, code), text in shipped.texts.items() if code == language}
    body = letter_language.with_closings(shipped.texts[key, language].body, closings)
    words = re.sub(r"\{%.*?%\}", "", re.sub(r"\{\{.*?\}\}", "x", body)).split()
    return sum(any(character.isalnum() for character in word) for word in words)


@pytest.mark.parametrize("process", KEYS)
def test_the_shipped_letters_are_without_fault(shipped: LetterSet) -> None:
    assert shipped.check() == []


@pytest.mark.parametrize("process", KEYS)
def test_all_letters_of_the_journey_are_there(process: str) -> None:
    assert len(KEYS[process]) == 33


@pytest.mark.parametrize(("process", "key", "language"), EVERY)
def test_a_letter_is_short(shipped: LetterSet, key: str, language: str) -> None:
    assert counted(shipped, key, language) <= 125


@pytest.mark.parametrize(("process", "key", "language"), EVERY)
def test_a_letter_has_one_address_or_none_and_its_button_a_short_name(
    shipped: LetterSet, key: str, language: str
) -> None:
    wording = written(shipped, key, language)

    lines = wording.text.splitlines()
    addresses = [place for place, line in enumerate(lines) if ADDRESS.search(line)]
    assert len(addresses) == (key not in WITHOUT_ADDRESS | {"sign_in_code"})
    for place in addresses:
        assert ADDRESS.match(lines[place])
        assert lines[place - 1].endswith(":")
        assert len(lines[place - 1]) <= 44


@pytest.mark.parametrize(("process", "key", "language"), EVERY)
def test_fixed_words_of_a_subject_are_short_and_nothing_is_exclaimed(
    shipped: LetterSet, key: str, language: str
) -> None:
    wording = written(shipped, key, language)

    fixed = re.sub(r"\{[{%].*?[}%]\}", "", shipped.texts[key, language].subject)
    assert len(fixed) <= 60
    assert "!" not in wording.subject + wording.text
    assert "\n" not in wording.subject


@pytest.mark.parametrize("process", KEYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_stands_once_and_never_in_the_subject(shipped: LetterSet, language: str) -> None:
    wording = written(shipped, "sign_in_code", language)

    assert (wording.subject.count(CODE), wording.text.count(CODE), wording.html.count(CODE)) == (0, 1, 1)


@pytest.mark.parametrize("process", KEYS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(WITHOUT_ADDRESS))
def test_letters_without_a_link_hold_no_address_of_the_service(
    shipped: LetterSet, key: str, language: str
) -> None:
    wording = written(shipped, key, language)

    assert "dialog.example.no/" not in wording.text + wording.html
    assert placeholders.fill(wording.text + wording.html)


@pytest.mark.parametrize(("process", "key", "language"), EVERY)
def test_what_may_be_empty_can_be_left_out(shipped: LetterSet, key: str, language: str) -> None:
    names = shipped.sample(language)
    for name in shipped.letters[key].optional:
        head, _, rest = name.partition(".")
        if rest:
            names[head] = {inner: value for inner, value in names[head].items() if inner != rest}
        else:
            del names[head]

    wording = shipped.write(key, language, names)

    assert "\n\n\n" not in wording.text
    assert ": \n" not in wording.text


@pytest.mark.parametrize("process", KEYS)
def test_every_letter_has_a_name_in_every_language(shipped: LetterSet) -> None:
    unnamed = [key for key, letter in shipped.letters.items() if sorted(letter.name) != sorted(LANGUAGES)]

    assert unnamed == []


@pytest.mark.parametrize("process", KEYS)
def test_letters_with_a_personal_link_are_those_to_parties(shipped: LetterSet) -> None:
    linked = {key for key, letter in shipped.letters.items() if letter.needs_link}

    assert (
        linked == {key for key, letter in shipped.letters.items() if letter.to == "party"} - WITHOUT_ADDRESS
    )


@pytest.mark.parametrize("process", KEYS)
def test_every_name_is_explained_and_every_kind_of_reader_named_in_every_language(shipped: LetterSet) -> None:
    told = {**shipped.explained, **shipped.readers}
    closings = {key for key, _ in shipped.texts if key.startswith("closing.")}

    assert {*shipped.samples["nb"], *closings} - set(shipped.explained) == set()
    assert {letter.to for letter in shipped.letters.values()} == set(shipped.readers)
    assert [name for name, words in told.items() if sorted(words) != sorted(LANGUAGES)] == []


@pytest.mark.parametrize(("process", "key", "language"), EVERY)
def test_a_letter_has_no_style_but_those_that_are_listed(shipped: LetterSet, key: str, language: str) -> None:
    html = re.sub(r"<!--.*?-->", "", written(shipped, key, language).html, flags=re.DOTALL)

    styles = {*re.findall(r'style="([^"]*)"', html), *re.findall(r"<style>(.*?)</style>", html, re.DOTALL)}
    assert len(styles) > 5
    assert styles - set(letter_html.styles()) == set()


@pytest.mark.parametrize("process", KEYS)
def test_a_text_is_written_to_its_file_as_it_was_read(shipped: LetterSet) -> None:
    texts = shipped.texts.values()

    again = [letter_files.parse(text.file, letter_files.source(text)) for text in texts]

    assert again == list(texts)


def test_a_closing_that_begins_like_a_letter_is_kept_whole() -> None:
    closing = letter_files.Text(file="closing.all.nb.txt", subject="", body="Subject: et ord\n\nHilsen")

    assert letter_files.parse(closing.file, letter_files.source(closing)) == closing
