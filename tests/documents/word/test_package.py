import zipfile
from io import BytesIO

import pytest

from formserver.documents.word import package
from formserver.documents.word.findings import FaultyTemplateError


def zipped(*members: tuple[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def refused(packed: bytes) -> list[str]:
    with pytest.raises(FaultyTemplateError) as fault:
        package.unpack(packed)
    return [one.kind for one in fault.value.findings]


def test_what_is_packed_is_a_zip_file_that_others_read() -> None:
    members = {"a.xml": b"<a/>", "mappe/æ.xml": b"x" * 70_000}

    packed = package.repack(members)

    with zipfile.ZipFile(BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert {one.filename: archive.read(one) for one in archive.infolist()} == members
    assert package.unpack(packed) == members


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused() -> None:
    assert refused(zipped(("a", b"1"), ("a", b"2"))) == ["double_member"]


def test_too_many_members_are_refused() -> None:
    assert refused(zipped(*((str(one), b"") for one in range(1_001)))) == ["too_many_members"]


def test_a_file_too_big_is_refused() -> None:
    assert refused(bytes(package.MAX_FILE + 1)) == ["file_too_big"]


def test_a_damaged_member_is_refused() -> None:
    packed = bytearray(zipped(("a", b"abcdefgh")))
    packed[packed.index(b"abcdefgh")] ^= 1

    assert refused(bytes(packed)) == ["not_a_word_file"]
