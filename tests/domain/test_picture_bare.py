"""A picture keeps its dots and colours, and loses what it tells of place, people and camera."""

import pytest

from formserver.domain import picture_file, picture_metadata
from tests.support.picture_files import chunk, exif, jpeg, png, segment

END_OF_PNG = chunk(b"IEND")
TAGS = segment(0xE1, b"Exif\x00\x00" + exif())
JFIF = segment(0xE0, b"JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x00\x00")
THUMBNAIL = segment(0xE0, b"JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x01\x01" + b"RGB")
COLOURS = segment(0xE2, b"ICC_PROFILE\x00\x01\x01sRGB")
CODED = segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01")


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf", b"acTL"])
def test_a_png_loses_what_is_told_beside_the_picture(kind: bytes) -> None:
    told = png().replace(END_OF_PNG, chunk(kind, b"Ada at 62.5 N") + END_OF_PNG)

    assert picture_metadata.bare(told) == png()


@pytest.mark.parametrize("kind", [b"tRNS", b"pHYs", b"iCCP", b"sRGB"])
def test_a_png_keeps_what_it_needs_to_look_as_it_does(kind: bytes) -> None:
    coloured = png().replace(END_OF_PNG, chunk(kind, b"\x00") + END_OF_PNG)

    assert picture_metadata.bare(coloured) == coloured


@pytest.mark.parametrize(
    "told",
    [
        TAGS,
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta/>"),
        segment(0xED, b"Photoshop 3.0\x00"),
        segment(0xE2, b"MPF\x00"),
        segment(0xFE, b"Ada at 62.5 N"),
    ],
    ids=["exif", "xmp", "iptc", "more pictures", "comment"],
)
def test_a_jpeg_loses_what_is_told_beside_the_picture(told: bytes) -> None:
    assert picture_metadata.bare(jpeg(before=told)) == jpeg()


@pytest.mark.parametrize("needed", [JFIF, COLOURS, CODED], ids=["resolution", "profile", "coding"])
def test_a_jpeg_keeps_what_it_needs_to_look_as_it_does(needed: bytes) -> None:
    assert picture_metadata.bare(jpeg(before=needed + TAGS)) == jpeg(before=needed)


def test_a_jpeg_loses_its_thumbnail_which_may_show_what_was_cut_away() -> None:
    assert picture_metadata.bare(jpeg(before=THUMBNAIL)) == jpeg(before=JFIF)


def test_the_scans_of_a_jpeg_stay_as_they_are_and_what_follows_its_end_goes() -> None:
    scan = segment(0xDA, b"\x01") + b"\x01\xff\x00\xff\xd0\x02"
    whole = jpeg()[:-2] + segment(0xC4, b"table") + scan + b"\xff\xd9"

    assert picture_metadata.bare(whole + jpeg(before=TAGS)) == whole


@pytest.mark.parametrize(
    "broken",
    [b"\xff\xd8", b"\xff\xd8\x00", jpeg()[:-2], jpeg(before=b"\xff\x00"), jpeg()[:-3]],
    ids=["nothing", "no marker", "no end", "a stray byte", "no dots"],
)
def test_a_jpeg_that_is_not_whole_is_none(broken: bytes) -> None:
    assert picture_metadata.bare(broken) is None


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("orientation", "turned"), [(0, False), (1, False), (2, True), (6, True), (8, True)])
def test_a_picture_tells_whether_it_is_to_be_turned(order: str, orientation: int, *, turned: bool) -> None:
    tags = exif(orientation, order)

    in_jpeg = jpeg(before=JFIF + segment(0xE1, b"http://") + segment(0xE1, b"Exif\x00\x00" + tags))
    in_png = png().replace(END_OF_PNG, chunk(b"eXIf", tags) + END_OF_PNG)

    assert [picture_metadata.is_turned(one) for one in (in_jpeg, in_png)] == [turned, turned]


@pytest.mark.parametrize("tags", [b"", exif(6)[:20], exif(6)[:24], exif(6).replace(b"\x01\x12", b"\x01\x13")])
def test_tags_that_ask_for_nothing_or_are_broken_turn_nothing(tags: bytes) -> None:
    assert not picture_metadata.is_turned(jpeg(before=segment(0xE1, b"Exif\x00\x00" + tags)))


def test_what_is_bare_is_of_the_same_size() -> None:
    made = picture_metadata.bare(jpeg(300, 200, before=TAGS))

    assert made
    assert picture_file.size(made) == picture_file.size(jpeg(300, 200))
