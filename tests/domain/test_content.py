"""Values and contents: what is empty, and that JSON brings all of it back."""

import pytest

from formserver.domain import content as contents
from formserver.domain.content import Attachment, AttachmentKind, Value
from formserver.domain.words import Words
from tests.domain.dialogs import COUNTY, content, full_item


@pytest.mark.parametrize("value", ["", " \n", None, [], {}, {"2": " "}])
def test_nothing_said_is_empty(value: Value) -> None:
    assert contents.is_empty(value)


@pytest.mark.parametrize("value", ["x", ["a"], {"2": "x"}, False, 0])
def test_anything_said_is_not_empty(value: Value) -> None:
    assert not contents.is_empty(value)


def test_json_brings_back_the_whole_content() -> None:
    attachment = Attachment(
        id=1, kind=AttachmentKind.FILE, title="Kart", file_name="k.pdf", size=3, sha256="a"
    )
    whole = contents.Content(
        values={"summary": "Kort"}, items=(full_item(asks={COUNTY: "Kan dere?"}),), attachments=(attachment,)
    )

    assert contents.from_json(contents.to_json(whole)) == whole


def test_an_item_is_found_by_its_identity() -> None:
    filled = content(full_item(11), full_item(12))

    assert (filled.item(12), filled.item(13)) == (filled.items[1], None)


def test_a_missing_language_falls_back_to_the_nearest() -> None:
    assert Words({"nn": "Nynorsk"}).to("nb") == "Nynorsk"
    assert Words({"nb": "Bokmål", "en": "English"}).to("nn") == "Bokmål"
    assert Words({"nb": "", "en": "English"}).to("nb") == "English"
    assert Words({"se": "Sámegiella"}).to("en") == "Sámegiella"
    assert Words({}).to("nb") == ""


def test_words_say_whether_there_are_any() -> None:
    assert [bool(Words({})), bool(Words({"nb": ""})), bool(Words({"nb": "x"}))] == [False, False, True]
    assert list(Words({"nb": "x", "nn": "y"})) == ["nb", "nn"]
    assert hash(Words({"nb": "x"})) == hash(Words({"nb": "x"}))
