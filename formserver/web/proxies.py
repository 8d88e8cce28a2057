"""The application as people reach it: behind proxies, and under the path of its public address."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from formserver.config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def behind_proxies(made: Flask, settings: Settings) -> Flask:
    """The application as people reach it: by way of so many proxies, under the path of its public address."""
    if settings.path_prefix:
        made.wsgi_app = UnderPath(made.wsgi_app, settings.path_prefix)  # type: ignore[method-assign]
    if settings.proxies:
        trusted = settings.proxies
        made.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            made.wsgi_app, x_for=trusted, x_proto=trusted, x_host=0, x_port=0, x_prefix=0
        )
    return made


class UnderPath:
    """Serves an application under a path, whether or not the proxy in front takes the path away."""

    def __init__(self, application: "WSGIApplication", path: str) -> None:
        self._application = application
        self._path = path

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Moves the path from PATH_INFO to SCRIPT_NAME (PEP 3333)."""
        path = environ.get("PATH_INFO", "")
        if path == self._path or path.startswith(f"{self._path}/"):
            environ["PATH_INFO"] = path.removeprefix(self._path) or "/"
        environ["SCRIPT_NAME"] = self._path
        return self._application(environ, start_response)
