"""The guides for users: a reader gets the part of the file that is in their language."""

from pathlib import Path

import pytest

from formserver.i18n import guides

FILE = """Which languages there are.

# Bokmål

Hei.

## Når du er ferdig?

Se [den andre](other.md#x). <b onclick="x">Nå</b>

# English

Hello.
"""


@pytest.fixture(autouse=True)
def _file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "short.md").write_text(FILE, "utf-8")
    monkeypatch.setattr(guides, "FOLDER", tmp_path)


def test_a_part_ends_where_the_next_language_begins() -> None:
    assert guides.read("short", "en", str).html == '<p class="ds-paragraph">Hello.</p>\n'


def test_a_language_that_the_file_lacks_is_read_in_bokmal() -> None:
    assert guides.read("short", "nn", str) == guides.read("short", "nb", str)


def test_headings_can_be_linked_to() -> None:
    found = guides.read("short", "nb", str)

    assert found.contents == (("når-du-er-ferdig", "Når du er ferdig?"),)
    assert 'id="når-du-er-ferdig"' in found.html


def test_links_become_those_of_the_product() -> None:
    assert 'href="/there/other.md#x"' in guides.read("short", "nb", "/there/{}".format).html


def test_html_in_a_file_is_shown_as_text() -> None:
    html = guides.read("short", "nb", str).html

    assert "&lt;b onclick=&quot;x&quot;&gt;Nå&lt;/b&gt;" in html
