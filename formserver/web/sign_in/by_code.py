"""Signing in with a one-time code by mail, and out again."""

import secrets

from flask import Response, flash, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.refusals import WrongCode
from formserver.forms.accounts import CodeForm, EmailForm
from formserver.storage.accounts import Account
from formserver.usecases.service import sign_in
from formserver.web import guards, headers, pages

door = guards.guarded("sign_in", __name__, guards.anybody)


@door.get("/sign-in")
def ask() -> ResponseReturnValue:
    """Ask for the address."""
    return _ask_page(EmailForm(language=pages.language()))


@door.post("/sign-in")
def send_code() -> ResponseReturnValue:
    """Mail a code if the address has an account; the answer is the same if it has none."""
    form = EmailForm(request.form, language=pages.language())
    if not form.validate():
        return _ask_page(form), 422
    session["signing_in"] = form.email.data
    sign_in.ask_code(pages.tools(), form.email.data, request.remote_addr or "")
    return redirect(url_for("sign_in.enter_code", next=next_page()), 303)


@door.get("/sign-in/code")
def enter_code() -> ResponseReturnValue:
    """Ask for the code."""
    if "signing_in" not in session:
        return redirect(url_for("sign_in.ask", next=next_page()), 303)
    return _code_page(CodeForm(language=pages.language()))


@door.post("/sign-in/code")
def enter() -> ResponseReturnValue:
    """Open a session for the account that the code belongs to."""
    form = CodeForm(request.form, language=pages.language())
    if not form.validate():
        return _code_page(form), 422
    email = session.get("signing_in", "")
    try:
        account = sign_in.sign_in(pages.tools(), email, form.code.data, request.remote_addr or "")
    except WrongCode:
        form.refuse("code", "code")
        return _code_page(form), 422
    return welcome(account, next_page())


@door.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    session.clear()
    flash(pages.say("sign_in.signed_out"))
    return redirect(url_for("sign_in.ask"), 303)


def welcome(account: Account, wanted: str | None) -> ResponseReturnValue:
    """Begin the session and lead to the page that was asked for, as `next_page` gave it."""
    begin_session(account)
    return redirect(request.script_root + wanted if wanted else url_for("organiser.dialogs"), 303)


def begin_session(account: Account) -> None:
    """Sign an account in. What the browser carried before is dropped: a planted session is worth nothing."""
    session.clear()
    session["account"] = account.id
    session["since"] = pages.tools().clock().timestamp()
    session["mark"] = secrets.token_hex(8)


def _ask_page(form: EmailForm) -> Response:
    settings = pages.tools().settings
    page = pages.render("sign_in/email.html", form=form, next=next_page(), provider=settings.oidc_name)
    response = make_response(page)
    if settings.oidc_issuer:
        response.headers["Content-Security-Policy"] = headers.form_may_lead_to(settings.oidc_issuer)
    return response


def _code_page(form: CodeForm) -> str:
    lifetime = pages.count("minutes", pages.tools().settings.code_minutes)
    return pages.render("sign_in/code.html", form=form, lifetime=lifetime, next=next_page())


def next_page() -> str | None:
    """The page of ours that was asked for before signing in; never an address elsewhere."""
    wanted = request.values.get("next", "")
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if ours else None
