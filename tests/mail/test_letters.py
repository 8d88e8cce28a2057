"""Letters written in their reader's language."""

from pathlib import Path

import pytest

from formserver.domain.words import LANGUAGES, Words
from formserver.mail import letter_files, placeholders
from formserver.mail.characters import UnsendableError
from formserver.mail.letter_files import LettersFileError
from formserver.mail.letters import LetterMissingError, LetterSet, NameMissingError
from formserver.mail.placeholders import LINK

INDEX = """
[names]
"recipient.name" = "Nils"
"dialog.title" = { nb = "Dialogen", nn = "Dialogen", en = "The dialogue" }
"reason" = "Reise"
[to.party]
names = ["recipient", "dialog"]
[letters.invitation]
name = { nb = "Invitasjon", nn = "Invitasjon", en = "Invitation" }
to = "party"
address = "link"
names = ["reason?"]
"""
FILES = {
    "letters.toml": INDEX,
    "closing.party.nb.txt": "Hilsen\nKari\n\n--\nUten sporing.\n",
    "invitation.nb.txt": (
        "Subject: Møtet nærmer seg – {{ dialog.title }}\n\nHei, {{ recipient.name }}\n\n"
        "{% if reason %}\nGrunn: {{ reason }}\n\n{% endif %}\nÅpne her:\n{{ link }}\n\n{{ closing.party }}\n"
    ),
}
NAMES = {"recipient": {"name": "Nils"}, "dialog": {"title": "Dialog i Fossedal"}, "link": LINK}


@pytest.fixture
def letters() -> LetterSet:
    return LetterSet.from_texts(FILES)


def test_a_letter_is_written_with_its_closing(letters: LetterSet) -> None:
    wording = letters.write("invitation", "nb", NAMES)

    assert wording.subject == "Møtet nærmer seg – Dialog i Fossedal"
    assert wording.text == f"Hei, Nils\n\nÅpne her:\n{LINK}\n\nHilsen\nKari\n\n-- \nUten sporing.\n"
    assert wording.language == "nb"


def test_the_subject_is_the_heading_and_the_dialog_stands_over_it(letters: LetterSet) -> None:
    html = letters.write("invitation", "nb", NAMES | {"dialog": {"title": "A – B"}}).html

    assert ">Møtet nærmer seg</h1>" in html
    assert ">A – B</td>" in html


def test_a_stored_letter_has_marks_and_a_sent_one_the_address(letters: LetterSet) -> None:
    stored = letters.write("invitation", "nb", NAMES)

    address = "https://dialog.test/s/abc"
    direct = letters.write("invitation", "nb", NAMES | {"link": address})
    assert address not in stored.text + stored.html
    assert placeholders.fill(stored.text, link=address) == direct.text
    assert placeholders.fill_html(stored.html, link=address) == direct.html


def test_a_language_that_a_letter_lacks_falls_back_to_bokmål_and_says_so(letters: LetterSet) -> None:  # noqa: PLC2401
    assert letters.write("invitation", "se", NAMES) == letters.write("invitation", "nb", NAMES)


def test_an_unknown_letter_is_refused(letters: LetterSet) -> None:
    with pytest.raises(LetterMissingError):
        letters.write("closing.party", "nb", NAMES)


def test_a_missing_name_is_told_with_its_file(letters: LetterSet) -> None:
    with pytest.raises(NameMissingError, match=r"invitation.nb.txt: .*'name'"):
        letters.write("invitation", "nb", NAMES | {"recipient": {}})


def test_a_missing_closing_is_told_with_its_file() -> None:
    letters = LetterSet.from_texts({name: text for name, text in FILES.items() if "closing" not in name})

    with pytest.raises(LetterMissingError, match=r"invitation.nb.txt: closing.party"):
        letters.write("invitation", "nb", NAMES)


@pytest.mark.parametrize("title", ["a\rb\nBcc: x@y.no", "a\u2028b", "a\tb"])
def test_a_subject_is_one_line_whatever_was_typed(letters: LetterSet, title: str) -> None:
    wording = letters.write("invitation", "nb", NAMES | {"dialog": {"title": title}})

    assert wording.subject == "Møtet nærmer seg – " + " ".join(title.split())


def test_a_mark_cannot_be_typed(letters: LetterSet) -> None:
    with pytest.raises(UnsendableError):
        letters.write("invitation", "nb", NAMES | {"reason": f"se {LINK}"})


def test_a_later_folder_wins(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, subject in ((first, "Gammelt emne"), (second, "Nytt emne")):
        folder.mkdir()
        (folder / "letters.toml").write_text(INDEX)
        (folder / "invitation.nb.txt").write_text(f"Subject: {subject}\n\nHei\n")

    assert LetterSet.load(first, second).write("invitation", "nb", NAMES).subject == "Nytt emne"


def test_names_are_those_of_subject_body_and_closing() -> None:
    closing = {"closing.party.nb.txt": "Hilsen {{ host.name }}"}

    assert LetterSet.from_texts(FILES | closing).names("invitation") == {
        "dialog.title",
        "recipient.name",
        "reason",
        "link",
        "host.name",
    }


def test_sample_values_are_nested_as_names_are_given(letters: LetterSet) -> None:
    assert letters.sample("en") == {
        "recipient": {"name": "Nils"},
        "dialog": {"title": "The dialogue"},
        "reason": "Reise",
    }


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"letters.toml": "not toml ="},
        {"letters.toml": "[letters.a]\nname = {nb='a'}"},
        {"letters.toml": "[to.party]\nnames=[]\n[letters.a]\nto='nobody'\nname={nb='a'}"},
        {"letters.toml": INDEX.replace("address", "adress")},
        {"letters.toml": "[names]\nx = { nb = 'a' }"},
    ],
)
def test_an_index_that_cannot_be_used_is_refused(files: dict[str, str]) -> None:
    with pytest.raises(LettersFileError, match=r"letters\.toml"):
        letter_files.judge(files, LANGUAGES)


def test_a_stored_index_is_read_with_what_it_lacks_left_empty() -> None:
    index = "[letters.a]\nto = 'nobody'\nowner = 'Kari'\n[names]\nx = { nb = 'a' }"

    read = letter_files.read({"letters.toml": index, "a.nb.txt": "Subject: A\n\nB"}, LANGUAGES)

    assert (read.letters["a"].name, read.letters["a"].names) == (Words({}), frozenset())
    assert (read.samples["nb"], read.samples["en"]) == ({"x": "a"}, {"x": ""})


@pytest.mark.parametrize("files", [{}, {"letters.toml": "not toml ="}, {"letters.toml": "letters = 1"}])
def test_an_index_that_cannot_be_read_is_refused(files: dict[str, str]) -> None:
    with pytest.raises(LettersFileError, match=r"letters\.toml"):
        LetterSet.from_texts(files)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LettersFileError):
        LetterSet.load(tmp_path / "nowhere")
