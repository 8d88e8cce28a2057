"""Looks at an opened page as people with other abilities and screens would, and says what is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.browser import Visitor

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_DOUBLE_IDS = """() => {
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    return [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))];
}"""
_OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def of(visitor: Visitor) -> list[str]:
    """Everything found on the visitor's page as it is now, a line each; an empty list when it is fit."""
    return [*inaccessible(visitor), *without_axe(visitor)]


def without_axe(visitor: Visitor) -> list[str]:
    """The same without axe, which takes a second: for a page that it has seen already."""
    return [*double_ids(visitor), *too_wide(visitor)]


def inaccessible(visitor: Visitor) -> list[str]:
    """The breaches of WCAG 2.2 AA and good practice that axe can see, with the element."""
    with _page_for_axe(visitor) as page:
        results = Axe().run(page, options={"runOnly": RULES})
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def double_ids(visitor: Visitor) -> list[str]:
    """The ids that stand on more than one element, which axe does not report."""
    return [f"double id: {one}" for one in visitor.page.evaluate(_DOUBLE_IDS)]


def too_wide(visitor: Visitor) -> list[str]:
    """Whether the page must be scrolled sideways."""
    pixels = visitor.page.evaluate(_OVERFLOW)
    return [f"{pixels} pixels wider than the window"] if pixels > 0 else []


@contextmanager
def _page_for_axe(visitor: Visitor) -> Iterator[Page]:
    """The page, or, where scripts are off and axe would wait for ever, a copy in which only axe may run."""
    if visitor.window.scripts:
        yield visitor.page
        return
    with Visitor(visitor.browser, replace(visitor.window, scripts=True)) as twin:
        copy = visitor.page.content().replace("<noscript", "<div").replace("</noscript", "</div")
        twin.page.route(
            visitor.page.url,
            lambda route: route.fulfill(
                body=copy,
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": "script-src 'none'"},
            ),
        )
        twin.page.goto(visitor.page.url)
        yield twin.page
