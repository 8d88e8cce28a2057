"""Who may come in for a file: whoever has its address, while it works. Nothing else is asked, and no cookie.

What comes from outside is measured here, before WsgiDAV reads it.
"""

import re
from collections.abc import Callable, Collection, Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException, ElementTree

from formserver.dav.file import COPY, OneFile
from formserver.dav.locks import Locks
from formserver.dav.webdav_server import stack
from formserver.documents.word.package import MAX_FILE
from formserver.domain.refusals import NotFound
from formserver.usecases.templates import edit_in_word
from formserver.usecases.templates.open_in_word import ROOT
from formserver.usecases.tools import Tools

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MAX_XML = 64_000  # bytes of a question; Word's have some hundreds
LONGEST_WISH = 100  # characters of the time that a lock is asked for; longer ones are not read
XML = {"PROPFIND", "PROPPATCH", "LOCK"}
OF_FOLDER = ("OPTIONS", "GET", "HEAD", "PROPFIND")
OF_FILE = (*OF_FOLDER, "PROPPATCH", "PUT", "LOCK", "UNLOCK")
SPEAKS_DAV = [("DAV", "1,2"), ("MS-Author-Via", "DAV")]  # what Word looks for before it asks for a lock
ALWAYS = [
    ("Cache-Control", "private, no-cache"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
]
_PLACE = re.compile(rf"{ROOT}/([0-9a-f]+)(/.*)?")

Headers = list[tuple[str, str]]


class Gate:
    """Lets in to the one file that an address is for."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        settings = {"mount_path": tools.settings.path_prefix or None}
        self._inside = stack(ROOT, OneFile(tools), Locks(tools.clock), **settings)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        start_response = _completed(start_response)
        place = _PLACE.fullmatch(environ.get("PATH_INFO", ""))
        if place is None or not _is_text(place[0]):
            return _outside(environ, start_response)
        try:
            copy = edit_in_word.working_copy(self._tools, place[1])
        except NotFound:
            return _answer(start_response, "404 Not Found")
        environ |= {COPY: copy, "wsgidav.auth.user_name": str(copy.id)}
        methods = OF_FOLDER if (place[2] or "/") == "/" else OF_FILE
        return self._let_in(environ, start_response, methods)

    def _let_in(
        self, environ: "WSGIEnvironment", start_response: "StartResponse", methods: Collection[str]
    ) -> Iterable[bytes]:
        """Answer a request at an address that is good."""
        if environ["REQUEST_METHOD"] not in methods:
            return _answer(start_response, "405 Method Not Allowed", [("Allow", ", ".join(methods))])
        if methods == OF_FOLDER and environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
            return _answer(start_response, "200 OK")  # programs ask whether the folder is there
        if fault := _take_body(environ):
            return _answer(start_response, fault)
        if len(environ.get("HTTP_TIMEOUT", "")) > LONGEST_WISH:
            del environ["HTTP_TIMEOUT"]
        return self._inside(environ, _allowing(start_response, methods))


def _is_text(path: str) -> bool:
    """Whether a path, whose bytes WSGI hands over as Latin-1 (PEP 3333), is UTF-8."""
    try:
        path.encode("latin-1").decode()
    except UnicodeError:
        return False
    return True


def _outside(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Word asks the server's root too whether it speaks WebDAV."""
    if environ["REQUEST_METHOD"] == "OPTIONS":
        return _answer(start_response, "200 OK", [*SPEAKS_DAV, ("Allow", ", ".join(OF_FOLDER))])
    return _answer(start_response, "404 Not Found")


def _take_body(environ: "WSGIEnvironment") -> str:
    """Read the whole body within limits, so that WsgiDAV need not know how it came; "" or what is wrong."""
    is_xml = environ["REQUEST_METHOD"] in XML
    limit = MAX_FILE if environ["REQUEST_METHOD"] == "PUT" else MAX_XML
    body = _read(environ, limit + 1)
    if len(body) > limit:
        return "413 Content Too Large"
    if len(body) < _told(environ):
        return "400 Bad Request"  # the line broke: half a file must not become the working copy
    if is_xml and body and not _harmless(body):
        return "400 Bad Request"
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    return ""


def _read(environ: "WSGIEnvironment", most: int) -> bytes:
    """At most so many bytes, and not more than the length told: not every server stops there itself."""
    told = _told(environ)
    if not told and "chunked" not in environ.get("HTTP_TRANSFER_ENCODING", "").casefold():
        return b""
    source, wanted = environ["wsgi.input"], min(most, told) if told else most
    pieces = []
    while wanted > 0 and (piece := source.read(wanted)):
        pieces.append(piece)
        wanted -= len(piece)
    return b"".join(pieces)


def _told(environ: "WSGIEnvironment") -> int:
    """The length that was told, 0 where none was."""
    told = environ.get("CONTENT_LENGTH") or ""
    return int(told) if told.isdecimal() else 0


def _harmless(xml: bytes) -> bool:
    """Whether it can be read, and declares no entities for a reader to blow up or fetch."""
    try:
        ElementTree.fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return False
    return True


def _answer(start_response: "StartResponse", status: str, headers: Headers | None = None) -> Iterable[bytes]:
    start_response(status, [("Content-Length", "0"), *(headers or [])])
    return [b""]


def _completed(start_response: "StartResponse") -> "StartResponse":
    """Every answer with what we always say."""

    def start(status: str, headers: Headers, *fault: Any) -> Callable[[bytes], object]:
        return start_response(status, [*headers, *ALWAYS], *fault)

    return start


def _allowing(start_response: "StartResponse", methods: Iterable[str]) -> "StartResponse":
    """OPTIONS as the gate lets it through, not as WsgiDAV could."""

    def start(status: str, headers: Headers, *fault: Any) -> Callable[[bytes], object]:
        said = [(name, ", ".join(methods) if name == "Allow" else value) for name, value in headers]
        return start_response(status, said, *fault)

    return start
