"""The cookie of somebody who opened a personal link: signed, and sent only to the pages of that very link.

So several links can be open in one browser, each under its own address, and no address holds the token.
"""

from datetime import timedelta
from functools import lru_cache

import flask
from flask import current_app, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer

from formserver.web import pages

COOKIE = "visit"
LASTS = timedelta(days=7)  # and no longer than the browser is open; the link in the letter opens a new visit


def begin(response: flask.Response, link_id: int) -> flask.Response:
    """Let this browser in at the pages of the link."""
    place = url_for("visitor.first", link_id=link_id)
    response.set_cookie(COOKIE, _signer().dumps(link_id), **pages.cookie_rules(place))
    return response


def is_open(link_id: int) -> bool:
    """Whether this browser opened the link not long ago."""
    try:
        found = _signer().loads(request.cookies.get(COOKIE, ""), max_age=int(LASTS.total_seconds()))
    except BadData:
        return False
    return bool(found == link_id)


def _signer() -> URLSafeTimedSerializer:
    return _signer_with(current_app.secret_key or "")


@lru_cache(maxsize=8)  # keys: a process has one, tests have several
def _signer_with(key: str | bytes) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="personal link")
