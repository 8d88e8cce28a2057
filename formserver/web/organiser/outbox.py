"""The outbox: every letter of one's dialogs, what became of it, and what can be done about it."""

from collections.abc import Callable

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.refusals import NotWaiting
from formserver.forms.planning_parties import AddressForm
from formserver.storage.outbox import Letter
from formserver.usecases.actors import Actor
from formserver.usecases.dialogs import manage_links
from formserver.usecases.letters import letter_history
from formserver.usecases.mail import manage_outbox
from formserver.usecases.tools import Tools
from formserver.web import guards, pages
from formserver.web.organiser import outbox_views
from formserver.web.organiser.door import door
from formserver.web.organiser.words import letter_words


@door.get("/outbox")
def outbox() -> ResponseReturnValue:
    """Show the letters that the address asks for, the newest first."""
    return pages.render("organiser/outbox.html", view=outbox_views.view(guards.account()))


@door.get("/outbox/<int:letter_id>")
def letter(letter_id: int) -> ResponseReturnValue:
    """Show one letter as it was, or will be, sent."""
    return _page(_letter(letter_id), AddressForm(language=pages.language()))


@door.get("/outbox/<int:letter_id>/html")
def letter_html(letter_id: int) -> Response:
    """Give the letter's own HTML, for the frame."""
    return letter_words.framed(_letter(letter_id).html)


@door.post("/outbox/<int:letter_id>/hold")
def hold(letter_id: int) -> ResponseReturnValue:
    """Keep a waiting letter back."""
    return _act(letter_id, manage_outbox.hold, "outbox.hold_done")


@door.post("/outbox/<int:letter_id>/release")
def release(letter_id: int) -> ResponseReturnValue:
    """Let a held letter go."""
    return _act(letter_id, manage_outbox.release, "outbox.release_done")


@door.post("/outbox/<int:letter_id>/send-now")
def send_now(letter_id: int) -> ResponseReturnValue:
    """Try a waiting letter at once."""
    return _act(letter_id, manage_outbox.send_now, "outbox.now_done")


@door.post("/outbox/<int:letter_id>/send-again")
def send_again(letter_id: int) -> ResponseReturnValue:
    """Send a letter once more."""
    return _act(letter_id, manage_outbox.send_again, "outbox.again_done")


@door.get("/outbox/<int:letter_id>/stop")
def ask_stop(letter_id: int) -> ResponseReturnValue:
    """Ask before a letter is stopped for good."""
    found = _letter(letter_id)
    return pages.render(
        "base/confirm.html",
        title=pages.say("outbox.stop_ask", name=found.recipient_name or found.recipient_address),
        over=found.subject,
        lines=[],
        yes=pages.say("outbox.stop"),
        no=pages.say("button.cancel"),
        back=url_for("organiser.letter", letter_id=letter_id),
        danger=True,
    )


@door.post("/outbox/<int:letter_id>/stop")
def stop(letter_id: int) -> ResponseReturnValue:
    """Stop a waiting letter for good."""
    return _act(letter_id, manage_outbox.stop, "outbox.stop_done")


@door.post("/outbox/<int:letter_id>/address")
def mend_address(letter_id: int) -> ResponseReturnValue:
    """Mend a mistyped address, and send what did not arrive."""
    found = _letter(letter_id)
    form = AddressForm(request.form, language=pages.language())
    if not form.validate():
        return _page(found, form), 422
    manage_links.mend_address(pages.tools(), guards.actor(), letter_id, form.email.data)
    flash(pages.say("outbox.again_done"))
    return redirect(url_for("organiser.letter", letter_id=letter_id), 303)


def _letter(letter_id: int) -> Letter:
    """The letter, when it is this account's to see. Raises NotFound."""
    return manage_outbox.letter(pages.tools(), guards.account(), letter_id)


def _act(letter_id: int, act: Callable[[Tools, Actor, int], None], done: str) -> ResponseReturnValue:
    """Do something with a letter of this account, and say that it is done or that it came too late."""
    _letter(letter_id)
    try:
        act(pages.tools(), guards.actor(), letter_id)
    except NotWaiting:
        flash(pages.say("outbox.not_waiting"), "warning")
    else:
        flash(pages.say(done))
    return redirect(url_for("organiser.letter", letter_id=letter_id), 303)


def _page(found: Letter, form: AddressForm) -> Response:
    told = letter_words.in_words(found)
    text = letter_words.readable(found.text)
    origin = letter_history.origin(pages.tools(), found)
    page = pages.render("organiser/letter.html", told=told, text=text, form=form, origin=origin)
    return letter_words.with_frame(page)
