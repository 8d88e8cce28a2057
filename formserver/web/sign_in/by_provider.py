"""Signing in by the word of an OpenID provider, where the installation has one."""

from flask import abort, current_app, session, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.refusals import WrongCode
from formserver.usecases.service import sign_in
from formserver.web import pages
from formserver.web.sign_in import identity_provider
from formserver.web.sign_in.by_code import door, next_page, welcome
from formserver.web.sign_in.identity_provider import NotIdentified

BACK = "/sign-in/provider/back"
WANTED = "wanted_after_provider"


@door.post("/sign-in/provider")
def leave() -> ResponseReturnValue:
    """Send the browser to the provider."""
    _only_with_a_provider()
    session[WANTED] = next_page()
    try:
        return identity_provider.ask(pages.tools().settings.public_url + BACK)
    except NotIdentified as fault:
        return _not_signed_in(str(fault), next_page())


@door.get(BACK)
def come_back() -> ResponseReturnValue:
    """Open a session for the account of the one who comes from the provider.

    The one GET that signs in: OAuth 2.0 (RFC 6749, 4.1.2) comes back by a redirect. The state in the session
    ties it to the POST that this browser began with, and works once.
    """
    _only_with_a_provider()
    wanted = session.pop(WANTED, None)
    try:
        account = sign_in.sign_in_by_provider(pages.tools(), identity_provider.email())
    except (NotIdentified, WrongCode) as fault:
        kind = str(fault) if isinstance(fault, NotIdentified) else "NoAccount"
        return _not_signed_in(kind, wanted)
    return welcome(account, wanted)


def _only_with_a_provider() -> None:
    if not identity_provider.is_there():
        abort(404)


def _not_signed_in(kind: str, wanted: str | None) -> ResponseReturnValue:
    """Say it in the same words whatever the reason, with the way to the mailed code."""
    current_app.logger.warning("Nobody was signed in by the provider: %s", kind)
    text = pages.say("sign_in.provider_text", name=pages.tools().settings.oidc_name)
    back = (pages.say("sign_in.by_code"), url_for("sign_in.ask", next=wanted))
    title = pages.say("sign_in.provider_title")
    return pages.render("base/message.html", title=title, lines=[text], back=back), 403
