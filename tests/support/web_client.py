"""A browser without a window: opens pages over HTTP, keeps cookies, sends forms as they stand on a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPMessage
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from lxml import html

Values = Mapping[str, str | Sequence[str]]
SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Page:
    """What came: `url` is the address after all redirects."""

    url: str
    status: int
    headers: HTTPMessage
    body: bytes

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The page as a tree."""
        return html.fromstring(self.body.decode("utf-8"))

    @property
    def text(self) -> str:
        """What stands in its main part, with single spaces."""
        return " ".join(self.tree.get_element_by_id("main").text_content().split())

    @property
    def inputs(self) -> dict[str, list[str]]:
        """What its largest form would send, without any button."""
        found: dict[str, list[str]] = {}
        for name, value in self._form.form_values():
            found.setdefault(name, []).append(value)
        return found

    @property
    def action(self) -> str:
        """Where its largest form is sent to."""
        return urljoin(self.url, self._form.get("action") or "").partition("#")[0]

    @property
    def _form(self) -> html.FormElement:
        return max(self.tree.forms, key=lambda one: len(one.fields.keys()))


class WebClient:
    """Somebody's browser at the service with this address."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def open(self, path: str) -> Page:
        """GET a page by its path or whole address."""
        return self._ask(path, None)

    def send(self, page: Page, changes: Values | None = None) -> Page:
        """Send the largest form of a page, some of its inputs changed; a button is an input too."""
        fields: dict[str, str | Sequence[str]] = {**page.inputs, **(changes or {})}
        return self._ask(page.action, urlencode(fields, doseq=True).encode())

    def _ask(self, path: str, fields: bytes | None) -> Page:
        try:
            answer = self._opener.open(urljoin(self.address, path), fields, timeout=SECONDS)
        except HTTPError as refused:
            answer = refused
        with answer:
            return Page(url=answer.url, status=answer.status, headers=answer.headers, body=answer.read())
