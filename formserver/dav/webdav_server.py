"""WsgiDAV as we run it: without its doors, pages and logs, over one provider and our locks.

Its own logs hold whole addresses and stay unheard, as a library's should; Faults tells us of bugs.
"""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wsgidav.dav_error import HTTP_SERVICE_UNAVAILABLE, DAVError
from wsgidav.dav_provider import DAVProvider
from wsgidav.error_printer import ErrorPrinter
from wsgidav.mw.base_mw import BaseMiddleware
from wsgidav.request_resolver import RequestResolver
from wsgidav.wsgidav_app import WsgiDAVApp

from formserver.dav.locks import Locks
from formserver.storage import database

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("formserver.dav")


def stack(share: str, provider: DAVProvider, locks: Locks, **more: object) -> "WSGIApplication":
    """WsgiDAV with `provider` under the path `share`; `more` are settings of WsgiDAV's own.

    Whoever calls it has decided who may come in, and says by whom a lock is held in
    `environ["wsgidav.auth.user_name"]`.
    """
    made = WsgiDAVApp(
        {
            "provider_mapping": {share: provider},
            "middleware_stack": [Mended, ErrorPrinter, ErrorAnswers, RequestResolver],
            "http_authenticator": {"accept_basic": False, "accept_digest": False},
            "lock_storage": False,
            "logging": {"enable": False},
            "verbose": 0,
            **more,
        }
    )
    provider.set_lock_manager(locks)
    application: WSGIApplication = made
    return application


class Mended(BaseMiddleware):
    """Mends two headers that WsgiDAV writes wrongly."""

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterator[bytes]:
        """Let the next one answer."""

        def start(status: str, headers: list[tuple[str, str]], *fault: Any) -> Any:
            return start_response(status, [_mended(*one) for one in headers], *fault)

        yield from self.next_app(environ, start)


def _mended(name: str, value: str) -> tuple[str, str]:
    """The token of a lock stands in brackets (RFC 4918 § 10.5), and what tells of it is XML."""
    if name == "Lock-Token" and not value.startswith("<"):
        return name, f"<{value}>"
    return name, value.replace("application;", "application/xml;")


class ErrorAnswers(BaseMiddleware):
    """Tells a bug to our log, and the program that it may try again when the database is busy."""

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterator[bytes]:
        """Let the next one answer."""
        try:
            yield from self.next_app(environ, start_response)
        except DAVError:
            raise
        except database.Busy as busy:
            raise DAVError(HTTP_SERVICE_UNAVAILABLE) from busy
        except Exception:
            log.exception("WebDAV %s failed", environ["REQUEST_METHOD"])
            raise
