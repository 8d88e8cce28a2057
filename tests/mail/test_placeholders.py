"""Marks for link and code in stored letters."""

import pytest

from formserver.mail import placeholders
from formserver.mail.placeholders import CODE, LINK, PlaceholderLeftError

ADDRESS = 'https://dialog.test/s/a?b&c="'


def test_link_and_code_are_put_in_when_a_letter_is_sent() -> None:
    filled = placeholders.fill(f"Åpne:\n{LINK}\nKode: {CODE}\n", link=ADDRESS, code="482 913")

    assert filled == f"Åpne:\n{ADDRESS}\nKode: 482 913\n"


def test_in_html_they_are_escaped() -> None:
    filled = placeholders.fill_html(f'<a href="{LINK}">{LINK}</a>', link=ADDRESS)

    escaped = "https://dialog.test/s/a?b&amp;c=&quot;"
    assert filled == f'<a href="{escaped}">{escaped}</a>'


@pytest.mark.parametrize("left", [LINK, CODE, "\x02", "\x03", "\x02link", "\x02other\x03"])
def test_a_letter_with_a_hole_is_not_filled(left: str) -> None:
    with pytest.raises(PlaceholderLeftError):
        placeholders.fill(f"Åpne: {left}")


def test_a_text_without_marks_stays_as_it_is() -> None:
    assert placeholders.fill("Hei, {link} {{ link }}") == "Hei, {link} {{ link }}"


def test_an_organiser_sees_words_in_place_of_what_is_personal() -> None:
    words = {"link": "[personlig lenke]", "code": "[kode]"}

    shown = placeholders.shown(f"Åpne:\n{LINK}\n{CODE}", words)

    assert shown == "Åpne:\n[personlig lenke]\n[kode]"


def test_the_button_an_organiser_sees_leads_nowhere() -> None:
    shown = placeholders.shown_html(f'<a class="u" href="{LINK}">{LINK}</a>', {"link": "<lenke>"})

    assert shown == '<a class="u">&lt;lenke&gt;</a>'
