"""Tells what is for the door of Word from what is for the pages; the door is built for who comes first."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from formserver.usecases.templates.open_in_word import ROOT
from formserver.usecases.tools import Tools

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Beside:
    """The pages with the door for Word beside them."""

    def __init__(self, pages: "WSGIApplication", tools: Tools) -> None:
        self._pages = pages
        self._tools = tools

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Hand on what is ours, and the question whether the server speaks WebDAV at all."""
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        ours = path == ROOT or path.startswith(f"{ROOT}/") or (path, method) == ("/", "OPTIONS")
        return (self._gate if ours else self._pages)(environ, start_response)

    @cached_property
    def _gate(self) -> "WSGIApplication":
        from formserver.dav.access import Gate  # here, so that the pages need not wait for WsgiDAV

        return Gate(self._tools)
