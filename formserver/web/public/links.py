"""Opening a personal link, and asking for a new one when it does not work."""

from flask import make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.refusals import LinkDoesNotWork
from formserver.forms.accounts import EmailForm
from formserver.usecases.dialogs import manage_links, open_link
from formserver.web import guards, pages, visits
from formserver.web.public.front import door


@door.get("/s/<token>")
def open_by_token(token: str) -> ResponseReturnValue:
    """Let the owner in, at an address without the token. Mail scanners come here: nothing changes."""
    link_id = pages.tools().signer.read(token)
    if link_id is None:
        raise LinkDoesNotWork
    visitor = open_link.visitor(pages.tools(), link_id)
    response = redirect(url_for("visitor.first", link_id=visitor.link_id), 303)
    return visits.begin(make_response(response), visitor.link_id)


@door.get("/new-link")
def ask() -> str:
    """Ask for the address that got the invitation."""
    return pages.render("public/dead.html", form=EmailForm(language=pages.language()))


@door.post("/new-link")
@guards.keeps_text
def send() -> ResponseReturnValue:
    """Mail a new link where the address is known; the answer is the same where it is not."""
    form = EmailForm(request.form, language=pages.language())
    if guards.stale():
        return pages.render("public/dead.html", form=form, told=pages.say("refusal.session_text")), 400
    if not form.validate():
        return pages.render("public/dead.html", form=form), 422
    manage_links.ask_for_link(pages.tools(), form.email.data, request.remote_addr or "")
    return redirect(url_for("public.asked"), 303)


@door.get("/new-link/asked")
def asked() -> str:
    """What happens now, whoever asked."""
    return pages.render("public/asked.html")
