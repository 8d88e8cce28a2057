"""The pages: reads a request, asks one use case, answers. It holds no rule, no query and no wording."""

from typing import Any

from flask import Flask, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.routing import IntegerConverter, Map

from formserver.web import admin, errors, form_pages, frame, guards, headers, logs, organiser, pages, public
from formserver.web.addresses import RuleWhenUsed
from formserver.web.sign_in import by_code, by_provider, identity_provider

__all__ = ["by_provider", "install"]

MEGABYTE = 1_000_000
FILES_AT_ONCE = 4  # of the largest size; more are sent in turns
TEXT = 8 * MEGABYTE  # all typed text of one request; a field of 100,000 emoji is 1.2 of them
LARGEST_ID = 2**31 - 1
PARTS = 5000  # inputs of one request: sixty people with ten themes are 900


class IdConverter(IntegerConverter):
    """A number in an address: one that no database could hold is no page of ours."""

    def __init__(self, map: Map, **options: Any) -> None:  # noqa: A002 - so called in werkzeug
        super().__init__(map, **{"max": LARGEST_ID, **options})


def install(app: Flask) -> None:
    """Give the application its pages. `app.extensions["formserver"]` holds the tools."""
    settings = app.extensions["formserver"].settings
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_PATH=settings.path_prefix or "/",
        MAX_CONTENT_LENGTH=settings.upload_limit_bytes * FILES_AT_ONCE + TEXT,
        MAX_FORM_MEMORY_SIZE=TEXT,
        MAX_FORM_PARTS=PARTS,
        WTF_CSRF_TIME_LIMIT=None,  # a form may stand open for days
        WTF_CSRF_CHECK_DEFAULT=False,  # asked by guards.check_page_is_ours, which keeps typed text
        WTF_CSRF_SSL_STRICT=False,  # it wants a Referer, which our pages never send
    )
    app.url_map.converters["int"] = IdConverter  # before the first rule
    app.url_rule_class = RuleWhenUsed
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.globals.update(pages.GLOBALS)
    app.jinja_env.filters.update(pages.FILTERS)
    app.context_processor(frame.names)
    guards.csrf.init_app(app)
    identity_provider.install(app)
    app.before_request(limit_text)  # before anything reads the form
    app.before_request(guards.check_page_is_ours)
    app.after_request(pages.remember_language)
    app.after_request(headers.add)
    for door in (*public.blueprints, *form_pages.blueprints, by_code.door, organiser.door, admin.door):
        app.register_blueprint(door)
    errors.install(app)
    logs.install(app.logger)


def limit_text() -> None:
    """Take large requests only where files may come, and in no form more inputs than a page of ours has.

    A form without files is read whole, and MAX_FORM_PARTS does not count its inputs.
    """
    if request.mimetype == "multipart/form-data":
        return
    request.max_content_length = TEXT
    if request.get_data().count(b"&") >= PARTS:
        raise RequestEntityTooLarge
