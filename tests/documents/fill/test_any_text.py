"""Whatever people type, every visible character of it stands in the finished document."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from formserver.documents.fill import reading_back, render
from tests.support import word

TEMPLATE = word.template("{{ x }}", "Label\t{{ x }}.", header="{{ x }}", title="{{ x }}", rows=[["{{ x }}"]])
ANYTHING = st.text(st.characters(), max_size=300) | st.text(
    alphabet="{}_%#-•&<>\"' \t\n\r\x00\u2028a", max_size=60
)


def visible(text: str) -> list[str]:
    """The lines of a text that say anything, without what XML cannot hold."""
    whole = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text)
    kept = "".join("\ufffd" if unicodedata.category(one) == "Cs" else one for one in whole if not unseen(one))
    return [line for line in kept.split("\n") if line.strip()]


def unseen(character: str) -> bool:
    return character in "\ufffe\uffff" or (
        unicodedata.category(character) == "Cc" and character not in "\n\t"
    )


@settings(max_examples=300)
@given(ANYTHING)
def test_any_text_arrives_whole(text: str) -> None:
    document = render.render(TEMPLATE, {"x": text})

    said = reading_back.texts(document)
    assert all(said.count(line) >= 5 for line in visible(text))


@settings(max_examples=100)
@given(ANYTHING, ANYTHING)
def test_nothing_of_one_answer_runs_into_the_next(first: str, second: str) -> None:
    document = render.render(word.template("{{ a }}", "|", "{{ b }}"), {"a": first, "b": second})

    lines = [line for line in word.body(document).split("\n") if line.strip()]
    assert lines == [*visible(first), "|", *visible(second)]
