"""The invitations: every letter as it will look, and the button that sends them."""

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.refusals import AlreadyInUse, Incomplete, NotFound
from formserver.usecases.dialogs import invite
from formserver.usecases.dialogs.invite import LetterPreview
from formserver.web import guards, pages
from formserver.web.organiser.door import door
from formserver.web.organiser.words import board_words, letter_words


@door.get("/dialog/<int:dialog_id>/letters")
def letters(dialog_id: int) -> ResponseReturnValue:
    """Show every letter that inviting would send, to whom and when; nothing is sent."""
    if guards.dialog().taken_into_use_at:
        return redirect(url_for("organiser.board", dialog_id=dialog_id), 303)
    previews = invite.preview(pages.tools(), dialog_id)
    lacks = board_words.lacks(guards.dialog())
    return pages.render("organiser/letters.html", dialog=guards.dialog(), previews=previews, lacks=lacks)


@door.get("/dialog/<int:dialog_id>/letters/<int:contact_id>")
def letter_preview(dialog_id: int, contact_id: int) -> ResponseReturnValue:
    """Show one letter whole: text, and HTML in a frame of its own."""
    preview = _preview(dialog_id, contact_id)
    text = letter_words.readable(preview.text)
    page = pages.render("organiser/letter_preview.html", dialog=guards.dialog(), preview=preview, text=text)
    return letter_words.with_frame(page)


@door.get("/dialog/<int:dialog_id>/letters/<int:contact_id>/html")
def letter_preview_html(dialog_id: int, contact_id: int) -> Response:
    """Give the letter's own HTML, for the frame."""
    return letter_words.framed(_preview(dialog_id, contact_id).html)


@door.post("/dialog/<int:dialog_id>/invite")
def send_invitations(dialog_id: int) -> ResponseReturnValue:
    """Take the dialog into use; the worker sends the letters."""
    try:
        invite.invite(pages.tools(), guards.actor(), dialog_id)
    except AlreadyInUse:
        return redirect(url_for("organiser.board", dialog_id=dialog_id), 303)
    except Incomplete:
        return redirect(url_for("organiser.letters", dialog_id=dialog_id), 303)
    sent = sum(len(party.contacts) for party in guards.dialog().parties)
    flash(pages.say("letters.sent", letters=pages.count("letters.count", sent)))
    return redirect(url_for("organiser.board", dialog_id=dialog_id), 303)


def _preview(dialog_id: int, contact_id: int) -> LetterPreview:
    found = invite.preview(pages.tools(), dialog_id)
    for one in found:
        if one.recipient.id == contact_id:
            return one
    raise NotFound
