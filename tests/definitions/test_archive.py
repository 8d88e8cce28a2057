"""A zip of a process is taken out within limits, and what cannot be taken is told by name."""

import io
import warnings
import zipfile

import pytest

from formserver.definitions import DefinitionFault, archive


def packed(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that comes twice
        for name, content in members:
            file.writestr(name, content)
    return made.getvalue()


def faults(content: bytes) -> list[str]:
    with pytest.raises(DefinitionFault) as refused:
        archive.unpack(content)
    return [str(fault) for fault in refused.value.faults]


def test_texts_and_word_files_are_told_apart() -> None:
    found = archive.unpack(
        packed(("process.toml", "a = «ø»".encode()), ("letters/a.nb.txt", b"b"), ("note.nb.docx", b"PK"))
    )

    assert found.texts == {"process.toml": "a = «ø»", "letters/a.nb.txt": "b"}
    assert found.words == {"note.nb.docx": b"PK"}


@pytest.mark.parametrize("top", ["", "folder/", "min mappe/"])
def test_the_folder_may_be_zipped_as_a_whole(top: str) -> None:
    members = [(f"{top}process.toml", b"a"), (f"{top}letters/", b""), (f"{top}letters/letters.toml", b"b")]

    found = archive.unpack(packed(*members))

    assert list(found.texts) == ["process.toml", "letters/letters.toml"]


def test_what_systems_leave_behind_is_left_there() -> None:
    found = archive.unpack(
        packed(("process.toml", b"a"), ("__MACOSX/._a", b"b"), ("letters/.DS_Store", b"c"))
    )

    assert list(found.texts) == ["process.toml"]


def test_texts_from_other_editors_are_as_ours() -> None:
    found = archive.unpack(packed(("words.toml", b"\xef\xbb\xbfa\r\nb")))

    assert found.texts == {"words.toml": "a\nb"}


def test_a_name_in_two_characters_is_the_same_name() -> None:
    assert list(archive.unpack(packed(("a\u030a.docx", b"PK"))).words) == ["å.docx"]


@pytest.mark.parametrize(
    "name",
    [
        "../process.toml",
        "/process.toml",
        "letters/../process.toml",
        "letters/deep/a.nb.txt",
        "C:\\process.toml",
        "build.py",
        "letters/a.nb.docx",
        "process.toml\n",
        ".docx",
    ],
)
def test_a_file_of_another_shape_is_refused_by_name(name: str) -> None:
    assert faults(packed(("words.toml", b"a"), (name, b"b"))) == [f"{name}: foreign_file()"]


def test_what_is_no_zip_is_told() -> None:
    assert faults(b"PK no zip") == [": not_a_zip()"]


def test_a_file_that_is_cut_off_is_told() -> None:
    whole = packed(("process.toml", bytes(range(256)) * 20))
    spoiled = whole.replace(whole[60:70], b"\xff" * 10)

    assert faults(spoiled) == [": not_a_zip()"]


def test_a_name_that_comes_twice_is_told() -> None:
    content = packed(("process.toml", b"a"), ("process.toml", b"b"))

    assert faults(content) == ["process.toml: twice_in_zip()"]


def test_what_is_protected_is_told() -> None:
    content = bytearray(packed(("process.toml", b"a")))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert faults(bytes(content)) == ["process.toml: password()"]


@pytest.mark.parametrize(
    "members",
    [
        [(f"letters/{number}.txt", b"") for number in range(archive.MAX_MEMBERS + 1)],
        [("note.docx", b"\0" * (archive.MAX_UNPACKED + 1))],
    ],
    ids=["too many", "too big unpacked"],
)
def test_more_than_a_process_can_be_is_not_unpacked(members: list[tuple[str, bytes]]) -> None:
    assert faults(packed(*members)) == [": too_much(files=1000, packed=40, unpacked=80)"]


def test_texts_have_limits_of_their_own() -> None:
    content = packed(("words.toml", b"a" * (archive.MAX_TEXT + 1)), ("process.toml", b"\xff"))

    assert faults(content) == [
        "words.toml: text_too_big(limit=300)",
        "process.toml: not_utf8()",
    ]


def test_a_key_of_many_parts_is_refused_before_it_is_read() -> None:
    """Reading one of 100,000 parts would take forty gigabytes."""
    assert faults(packed(("words.toml", b"a." * 301 + b"a = 1"))) == ["words.toml: too_many_dots(limit=300)"]
