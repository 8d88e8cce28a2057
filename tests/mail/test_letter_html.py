"""HTML made mechanically from a letter's plain text."""

from html.parser import HTMLParser

import pytest

from formserver.mail import letter_html, letter_language
from formserver.mail.letter_html import LetterBlock, LetterFrame, LineKind
from formserver.mail.letter_language import Marked
from formserver.mail.placeholders import CODE, LINK

FRAME = LetterFrame(
    language="nn",
    subject="Frist i dag – Dialog i Fossedal",
    heading="Frist i dag",
    over="Dialog i Fossedal",
    button_help="Verkar ikkje knappen?",
)


def blocks(source: str, **names: object) -> list[LetterBlock]:
    return list(
        letter_html.blocks(
            letter_language.write(source, {"link": Marked(LINK), "code": Marked(CODE), **names})
        )
    )


def page(source: str, **names: object) -> str:
    return letter_html.page(
        letter_language.write(source, {"link": Marked(LINK), "code": Marked(CODE), **names}), FRAME
    )


class Reader(HTMLParser):
    """Reads a page as a person does: links with their captions, and the text that is seen."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.seen: list[str] = []
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self.links.append((given["href"] or "", ""))
        self._hidden += tag in {"style", "title"} or "display:none" in (given.get("style") or "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= self._hidden > 0 and tag in {"style", "title", "div"}

    def handle_data(self, data: str) -> None:
        if self.links and not self.links[-1][1]:
            self.links[-1] = (self.links[-1][0], data)
        if not self._hidden and data.strip():
            self.seen.append(data.strip())


def test_paragraphs_facts_lists_and_lines_are_told_apart() -> None:
    source = "Hei, du\n\nTid: {{ when }}\nTemaer:\n{{ themes }}\n\nVennlig hilsen\nKari"

    assert blocks(source, when="torsdag kl. 10", themes=["Bolig", "Veg"]) == [
        LetterBlock(kind=LineKind.TEXT, lines=("Hei, du",), ends=True),
        LetterBlock(kind=LineKind.FACT, lines=("Tid: torsdag kl. 10",)),
        LetterBlock(kind=LineKind.HEADING, lines=("Temaer:",)),
        LetterBlock(kind=LineKind.ITEM, lines=("– Bolig", "– Veg"), ends=True),
        LetterBlock(kind=LineKind.TEXT, lines=("Vennlig hilsen", "Kari"), ends=True),
    ]


def test_the_line_above_an_address_is_its_caption() -> None:
    assert blocks("Pakken er klar.\nÅpne den her:\n{{ link }}") == [
        LetterBlock(kind=LineKind.TEXT, lines=("Pakken er klar.",)),
        LetterBlock(kind=LineKind.ADDRESS, lines=(LINK,), caption="Åpne den her", ends=True),
    ]


def test_an_address_with_nothing_above_stands_as_it_is() -> None:
    assert blocks("Hei\n\n{{ link }}")[1] == LetterBlock(kind=LineKind.ADDRESS, lines=(LINK,), ends=True)


@pytest.mark.parametrize(
    "typed",
    ["https://evil.test/", "– x", "Frist: i går", "--", "\u2013 a\n\u2013 b", "x:\nhttps://evil.test"],
)
def test_what_a_person_typed_never_becomes_more_than_text(typed: str) -> None:
    (block,) = blocks("{{ typed }}", typed=typed)

    assert block.kind is LineKind.TEXT


def test_a_typed_label_is_no_label_and_a_typed_colon_no_heading() -> None:
    source = "{{ host }} inviterer: kom\n{{ host }}:\n{{ themes }}"

    assert [block.kind for block in blocks(source, host="Fossedal: kommune", themes=["A"])] == [
        LineKind.TEXT,
        LineKind.ITEM,
    ]


def test_a_quoted_choice_with_a_colon_is_no_label() -> None:
    (block,) = blocks("Velg «Vi deltar» eller «Datoen passer ikke, forslag: …».")

    assert block.kind is LineKind.TEXT


def test_the_button_has_the_caption_and_the_whole_address_stands_under_it() -> None:
    reader = Reader(page("Hei\n\nSkriv notatet her:\n{{ link }}"))

    assert reader.links == [(LINK, "Skriv notatet her"), (LINK, LINK)]
    assert reader.seen[-3:] == ["Skriv notatet her", "Verkar ikkje knappen?", LINK]


def test_typed_text_is_escaped_everywhere() -> None:
    html = page(
        "{{ typed }}\n\nFrist: {{ typed }}\n\n– {{ typed }}\n\n--\n{{ typed }}", typed='<b onclick="x">&'
    )

    assert html.count("&lt;b onclick=&#34;x&#34;&gt;&amp;") == 4
    assert "<b onclick" not in html


def test_the_code_stands_large_and_the_mailbox_does_not_show_it_beside_the_subject() -> None:
    html = page("Hei\n\nKoden din er:\n{{ code }}\n\nSkriv koden på siden.\n\nHilsen")

    hidden = html.partition('<div style="display:none')[2].partition("</div>")[0]
    assert html.count(CODE) == 1
    assert hidden.endswith("Skriv koden på siden.")


def test_language_and_title_are_told() -> None:
    html = page("Hei")

    assert '<html lang="nn"' in html
    assert '<div lang="nn"' in html
    assert "<title>Frist i dag – Dialog i Fossedal</title>" in html


def test_nothing_is_fetched_from_anywhere() -> None:
    html = page("Hei\n\nÅpne:\n{{ link }}\n\n--\nSlutt")

    outside = [word for word in ("<img", "<link", "url(", "@import", "@font-face", "<script") if word in html]
    assert outside == []


def test_every_table_is_for_layout_and_says_so() -> None:
    html = page("Hei\n\nÅpne:\n{{ link }}\n\n--\nSlutt")

    assert html.count("<table") == html.count('<table role="presentation"') == 5
