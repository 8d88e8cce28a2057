import pytest

from tests.web.form_pages.conftest import AtForm
from tests.web.house import parsed, text

PAGES = ("", "attachments", "check", "print", "receipt", "read")


@pytest.mark.parametrize(
    ("language", "told"),
    [("nb", "Sendt inn"), ("nn", "Sendt inn"), ("en", "Submitted on Monday 1 March 2027 at 10:00")],
)
def test_every_page_of_a_form_speaks_every_language(berit: AtForm, language: str, told: str) -> None:
    berit.reader.send(f"{berit.path}nothing")
    items = [f"item/{item.id}" for item in berit.page.items]

    pages = [berit.reader.open(f"{berit.path}{page}?lang={language}") for page in (*PAGES, *items, "discard")]

    assert [(page.status_code, parsed(page).get("lang")) for page in pages] == [(200, language)] * len(pages)
    assert told in text(pages[PAGES.index("read")])


def test_what_was_typed_is_marked_with_its_own_language(berit: AtForm) -> None:
    item_id = berit.page.items[0].id

    page = parsed(berit.reader.open(f"{berit.item_path(item_id)}?lang=en"))

    assert page.get("lang") == "en"
    assert page.xpath("//dd[normalize-space()='Slik er det']/@lang") == ["nb"]
