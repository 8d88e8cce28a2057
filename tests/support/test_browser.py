"""The browser shows pages with and without scripts, and the checks see what is wrong with one."""

import pytest

from tests.conftest import Visit
from tests.support import page_faults
from tests.support.browser import Visitor

ADDRESS = "http://localhost/form"
FIT = """<!doctype html><html lang="nb"><title>Skjema</title><body><main><h1>Skjema</h1>
<p id="state">before</p><noscript><p>Uten skript</p></noscript></main>
<script>document.getElementById("state").textContent = "after"</script></body></html>"""
FAULTY = """<!doctype html><html lang="nb"><title>Skjema</title><body><main><h1>Skjema</h1>
<noscript><input></noscript><p id="a" style="width:2000px">wide</p><p id="a">again</p></main></body></html>"""


def show(visitor: Visitor, html: str) -> None:
    visitor.page.route(
        ADDRESS, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
    )
    visitor.page.goto(ADDRESS)


@pytest.mark.parametrize(("scripts", "state"), [(True, "after"), (False, "before")])
def test_scripts_run_only_when_they_are_on(visit: Visit, scripts: bool, state: str) -> None:
    visitor = visit(scripts=scripts)

    show(visitor, FIT)

    assert visitor.page.locator("#state").inner_text() == state


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_is_found_on_a_page_that_is_fit(visit: Visit, scripts: bool) -> None:
    visitor = visit(scripts=scripts)

    show(visitor, FIT)

    assert page_faults.of(visitor) == []


@pytest.mark.parametrize(("scripts", "kinds"), [(True, ["double id"]), (False, ["label", "double id"])])
def test_faults_are_found_in_what_the_visitor_sees(visit: Visit, scripts: bool, kinds: list[str]) -> None:
    visitor = visit(width=390, scripts=scripts)

    show(visitor, FAULTY)

    *named, wide = page_faults.of(visitor)
    assert [fault.split(":")[0] for fault in named] == kinds
    assert wide.endswith("pixels wider than the window")


def test_what_a_page_may_not_do_is_written_down(visit: Visit) -> None:
    visitor = visit()

    show(visitor, "<link rel=icon href='data:,'><script>console.error('loud'); missing()</script>")

    assert visitor.complaints == ["console: loud", "script: missing is not defined"]
    visitor.complaints.clear()
