import pytest

from formserver.domain import picture_file
from formserver.domain.picture_file import PictureSize
from tests.support.picture_files import chunk, jpeg, png, segment

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"


def test_a_png_tells_its_size() -> None:
    assert picture_file.size(png(300, 200)) == PictureSize(media_type="image/png", width=300, height=200)


@pytest.mark.parametrize(
    "before", [b"", segment(0xE0, b"JFIF\x00"), b"\xff\xff" + segment(0xC4, b"12345678")]
)
def test_a_jpeg_tells_its_size_whatever_stands_before_the_frame(before: bytes) -> None:
    assert picture_file.size(jpeg(300, 200, before)) == PictureSize(
        media_type="image/jpeg", width=300, height=200
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        PNG,
        png()[:-1],
        png()[:-12],
        png().replace(b"IDAT", b"IDAX"),
        png(0, 4),
        PNG + chunk(b"IDAT") + chunk(b"IHDR") + chunk(b"IEND"),
        png() + b"<script>",
        JPEG,
        JPEG + b"\xff",
        jpeg()[:-1],
        jpeg(0, 4),
        jpeg() + b"<script>",
        jpeg(before=b"\x00"),
        JPEG + segment(0xDA, b"\x00") + b"\xff\xd9",
    ],
)
def test_anything_but_a_whole_png_or_jpeg_is_none(content: bytes) -> None:
    assert picture_file.size(content) is None
