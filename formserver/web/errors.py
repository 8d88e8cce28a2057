"""Turns refusals and faults into pages in the reader's language, with what was typed, to be copied.

A refusal is wordless: its words are the keys `refusal.<name>_title` and `refusal.<name>_text`.
"""

import secrets
from collections.abc import Sequence

from flask import Flask, Response, current_app, g, jsonify, make_response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from formserver.domain import refusals
from formserver.domain.refusals import DefinitionUnreadable, Refusal, TooOften
from formserver.forms.answers import PREFIX
from formserver.storage.database import Busy
from formserver.usecases.mail.write_letters import LetterNotWritten
from formserver.usecases.processes import process_fault_words
from formserver.web import pages

KNOWN = (400, 403, 404, 405, 413, 429, 500, 503)
STATUS = {
    refusals.NotFound: 404,
    refusals.LinkDoesNotWork: 404,
    refusals.NotAllowed: 403,
    refusals.TooBusy: 503,
    TooOften: 429,
}
CONFLICT = 409
SAID = {
    refusals.DialogCancelled: "cancelled",
    refusals.NothingAsked: "nothing_asked",
    refusals.NotInUse: "not_in_use",
}  # the others say that something changed meanwhile
NOT_SAVED = {
    "session": "failed.session",
    "429": "failed.too_fast",
    "500": "failed.server",
    "503": "failed.server",
}


def install(app: Flask) -> None:
    """Take over every refusal and fault of the application."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(TooOften, too_often)
    app.register_error_handler(DefinitionUnreadable, waits)
    app.register_error_handler(Busy, busy)
    app.register_error_handler(LetterNotWritten, letter_not_written)
    app.register_error_handler(CSRFError, page_too_old)
    app.register_error_handler(RequestEntityTooLarge, too_large)
    app.register_error_handler(InternalServerError, our_fault)
    app.register_error_handler(HTTPException, not_understood)


def refused(refusal: Refusal) -> Response:
    """The page of a refusal that no view took care of."""
    if isinstance(refusal, refusals.LinkDoesNotWork):
        return _dead_link()
    status = STATUS.get(type(refusal), CONFLICT)
    return _message(SAID.get(type(refusal), str(status)), status)


def _dead_link() -> Response:
    if by_script():
        return make_response(jsonify(state="refused", message=pages.say("failed.link")), 404)
    return _page("public/dead.html", 404)


def too_often(refusal: TooOften) -> Response:
    """The same door was used too many times; says when to try again."""
    until = refusal.facts.get("until")
    more = [pages.say("refusal.429_until", time=pages.clock(until))] if until else []  # type: ignore[arg-type]
    return _message("429", 429, more)


def waits(refusal: DefinitionUnreadable) -> Response:
    """What cannot be read waits; who has an account is told why."""
    reasons = refusal.facts["faults"] if "account" in g else ()
    more = [process_fault_words.with_place(one, pages.language()) for one in reasons]  # type: ignore[attr-defined]
    return _message("waits", 503, more, service_email=pages.tools().settings.service_email)


def busy(_: Busy) -> Response:
    """The database was busy for longer than a person should wait."""
    return _message("503", 503)


def letter_not_written(fault: LetterNotWritten) -> Response:
    """Something that sends a letter which cannot be written; nothing was done."""
    current_app.logger.error("no letter written at %s: %s", request.endpoint, fault)
    letter = fault.name.to(pages.language()) if fault.name else fault.key
    return _message("letter", CONFLICT, letter=letter)


def page_too_old(_: CSRFError) -> Response:
    """A POST from a page of an earlier visit, where nothing was typed that could be lost."""
    return _message("session", 400)


def too_large(_: RequestEntityTooLarge) -> Response:
    """More than we take in one request."""
    limit = pages.size(request.max_content_length or 0)
    return _message("413", 413, max=limit)


def our_fault(fault: InternalServerError) -> Response:  # noqa: ARG001 - the log has it already
    """A bug: says what happened, and a number under which the log can be searched."""
    number = secrets.token_hex(4)
    current_app.logger.error("The fault above was shown as number %s at %s", number, request.endpoint)
    email = pages.tools().settings.service_email
    return _message("500", 500, service_email=email, number=number)


def not_understood(fault: HTTPException) -> Response:
    """No such page, a wrong method, or something that is no form of ours."""
    if fault.response is not None or (fault.code or 500) < 400:
        return make_response(fault.get_response())
    known = fault.code if fault.code in KNOWN else 400
    return _message(str(known), fault.code or 400)


def _message(name: str, status: int, more: Sequence[str] = (), **facts: object) -> Response:
    title, text = pages.say(f"refusal.{name}_title"), pages.say(f"refusal.{name}_text", **facts)
    if by_script():
        words = pages.say(NOT_SAVED[name]) if name in NOT_SAVED else f"{title}. {text}"
        return make_response(jsonify(state="refused", message=words), status)
    return _page("public/refusal.html", status, title=title, lines=[text, *more])


def _page(template: str, status: int, **names: object) -> Response:
    typed = [] if status == RequestEntityTooLarge.code else typed_text()
    return make_response(pages.render(template, typed=typed, **names), status)


def by_script() -> bool:
    """Whether a page posts by itself while a person writes, and wants no page back."""
    return request.headers.get("X-Requested-With") == "fetch"


def typed_text() -> list[str]:
    """What came with a POST in the fields of a form, so that a person can copy it by hand."""
    return [
        text for name, text in request.form.items(multi=True) if name.startswith(PREFIX) and len(text) > 1
    ]
