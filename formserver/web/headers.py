"""What every answer tells the browser: load nothing from elsewhere, keep nothing, tell nobody whence."""

from urllib.parse import urlsplit

import flask
from flask import request

from formserver.web import pages

# Designsystemet draws its icons with data: masks, hence img-src.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
YEAR = 365 * 24 * 3600
MONTH = 30 * 24 * 3600


def add(response: flask.Response) -> flask.Response:
    """Add the headers that a response does not bring itself."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    response.headers.setdefault("X-Robots-Tag", "noindex")
    response.headers["Cache-Control"] = _keep()
    return response


def form_may_lead_to(address: str) -> str:
    """The policy of a page with a form that ends at another site, by way of whatever sites that one needs.

    Chromium holds form-action against every redirect after a form.
    """
    scheme = urlsplit(address).scheme
    return POLICY.replace("form-action 'self'", f"form-action 'self' {scheme}:")


def _keep() -> str:
    """Pages are kept by nobody, files of ours by everybody when their address tells their version."""
    if request.endpoint != "static":
        return "no-store"
    if request.args.get("v"):
        return f"public, max-age={YEAR}, immutable"
    return f"public, max-age={MONTH}" if request.path.endswith(pages.FONT) else "no-cache"
