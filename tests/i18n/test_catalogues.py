"""Words are added to all languages at once, by several people at the same time."""

import subprocess
import sys

import pytest

from formserver.i18n import catalogues
from formserver.i18n.catalogues import FaultyWordsError


@pytest.fixture
def empty(shelf, tmp_path):
    for language in ("nb", "nn", "en"):
        shelf(language, {})
    return tmp_path


def test_words_stand_in_every_language_afterwards(empty) -> None:
    catalogues.add([["button.save", "Lagre", "Lagre", "Save"]], empty)

    assert [catalogues.read(code, empty) for code in ("nb", "en")] == [
        {"button.save": ("Lagre",)},
        {"button.save": ("Save",)},
    ]


def test_words_come_back_as_they_were_written(empty) -> None:
    hostile = 'En «a» & "b" \\n {x} č đ 😀\tog slutt'

    catalogues.add([["one", hostile, hostile, hostile]], empty)

    assert catalogues.read("nb", empty) == {"one": (hostile.replace("\\n", "\n"),)}


def test_a_plural_is_kept_as_one_and_many(empty) -> None:
    catalogues.add([["days", "1 dag || {n} dager", "1 dag || {n} dagar", "1 day || {n} days"]], empty)

    assert catalogues.read("nn", empty) == {"days": ("1 dag", "{n} dagar")}


def test_keys_stand_sorted(empty) -> None:
    catalogues.add([["b", "B", "B", "B"], ["a", "A", "A", "A"]], empty)

    assert list(catalogues.read("nb", empty)) == ["a", "b"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["a", "Hei", "Hei"], "nb, nn, en"),
        (["a", "Hei", " ", "Hi"], "nb, nn, en"),
        (["a", "Hei {name}", "Hei {namn}", "Hi {name}"], "placeholders differ"),
        (["a", "1 || {n}", "{n}", "{n}"], "plural forms"),
    ],
)
def test_faulty_words_are_refused_and_nothing_is_changed(empty, row, why) -> None:
    with pytest.raises(FaultyWordsError, match=why):
        catalogues.add([["fine", "a", "b", "c"], row], empty)

    assert catalogues.read("nb", empty) == {}


def test_keys_are_taken_out_of_every_language(empty) -> None:
    catalogues.add([["a", "A", "A", "A"], ["b", "B", "B", "B"]], empty)

    catalogues.remove(["a"], empty)

    assert [list(catalogues.read(code, empty)) for code in ("nb", "nn", "en")] == [["b"], ["b"], ["b"]]


def test_taking_out_a_key_that_is_not_there_is_refused(empty) -> None:
    with pytest.raises(FaultyWordsError, match="nb has no key a"):
        catalogues.remove(["a"], empty)


def test_writers_at_the_same_time_lose_nothing(empty) -> None:
    program = "import sys, pathlib; from formserver.i18n import catalogues as c; k, f = sys.argv[1:];"
    program += "[c.add([[f'{k}{i}', 'a', 'b', 'c']], pathlib.Path(f)) for i in range(5)]"

    writers = [subprocess.Popen([sys.executable, "-c", program, name, str(empty)]) for name in "abc"]
    codes = [writer.wait() for writer in writers]

    assert codes == [0, 0, 0]
    assert [len(catalogues.read(code, empty)) for code in ("nb", "nn", "en")] == [15, 15, 15]


def test_a_file_of_words_is_taken_in(empty, tmp_path, monkeypatch) -> None:
    file = tmp_path / "words.tsv"
    file.write_text("# new words\na\tA\tB\tC\n\n", encoding="utf-8")
    taken = []
    monkeypatch.setattr(catalogues, "add", taken.extend)

    code = catalogues.main(["take", str(file)])

    assert (code, taken) == (0, [["a", "A", "B", "C"]])


def test_refused_words_are_told_in_a_sentence(capsys) -> None:
    code = catalogues.main(["remove", "no.such.key"])

    assert code == 1
    assert capsys.readouterr().err == "nb has no key no.such.key\n"
