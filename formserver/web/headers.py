"""What every answer tells the browser: load nothing from elsewhere, keep nothing, tell nobody where you came from."""

import flask
from flask import request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",  # Designsystemet draws its icons with data: masks
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
YEAR = 365 * 24 * 3600


def add(response: flask.Response) -> flask.Response:
    """Add the headers that a response does not bring itself."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    response.headers.setdefault("X-Robots-Tag", "noindex")
    if request.endpoint == "static":
        response.headers["Cache-Control"] = (
            f"public, max-age={YEAR}, immutable" if request.args.get("v") else "no-cache"
        )
    else:
        response.headers["Cache-Control"] = "no-store"
    return response
