"""Opens pages in Debian's Chromium, and keeps a list of what no page of ours may do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response, sync_playwright

from tests.support import programs

# Without these Chromium asks the outside world for updates and the like at every start, and is refused.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OUR_HOSTS = {"127.0.0.1", "localhost", "::1"}


@contextmanager
def running() -> Iterator[Browser]:
    """Chromium, without a window. Playwright's own download is never used."""
    path = programs.path_of("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def follow(found: Locator) -> None:
    """Press a link or button, and wait until all of the page it leads to is there.

    A bare click ends as soon as the new page begins: what is read of it then may lack its end.
    """
    with found.page.expect_navigation():
        found.click()


@dataclass(frozen=True, kw_only=True)
class Window:
    """How somebody looks at pages: `width` and `height` in CSS pixels, `scripts` whether JavaScript runs."""

    width: int = 1280
    height: int = 900
    scripts: bool = True
    dark: bool = False
    language: str = "nb-NO"


class Visitor:
    """Somebody with a browser of their own: cookies are not shared with other visitors.

    `complaints` fills while pages are visited: a script's error, a breach of the content security policy, a
    style or picture that is not there, a request to somebody else's host.
    """

    def __init__(self, browser: Browser, window: Window) -> None:
        self.browser = browser
        self.window = window
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport={"width": window.width, "height": window.height},
            java_script_enabled=window.scripts,
            color_scheme="dark" if window.dark else "light",
            locale=window.language,
            timezone_id="Europe/Oslo",
        )
        self.context.on("page", self._listen)
        self.page = self.context.new_page()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def _listen(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", self._see_request)
        page.on("response", self._see_response)

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that is refused or not found is told here too; whether that is a fault, the test must say.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"console: {message.text}")

    def _see_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.hostname not in OUR_HOSTS:
            self.complaints.append(f"request to another host: {request.url}")

    def _see_response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type not in {"document", "fetch", "xhr"}:
            self.complaints.append(f"{response.status}: {response.url}")
