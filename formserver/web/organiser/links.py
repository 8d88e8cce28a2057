"""A party's page: its contacts, their personal links, its form and its letters."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain import progress
from formserver.domain.dialog import Dialog, Party
from formserver.forms import planning_parties
from formserver.forms.planning_parties import ContactForm
from formserver.usecases.dialogs import manage_links, read_board
from formserver.web import facts, guards, pages
from formserver.web.organiser import parties, party_rows
from formserver.web.organiser.door import door
from formserver.web.organiser.words import board_words, letter_words


@door.get("/dialog/<int:dialog_id>/plan/party/<int:party_id>")
def party(dialog_id: int, party_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the guard has read the dialog
    """Show one party: what is known of it, who gets its letters, and where it stands."""
    parties.party_of(party_id)
    board = read_board.board_of(pages.tools(), guards.dialog())
    row = next(one for one in board.rows if one.party.id == party_id)
    return pages.render(
        "organiser/party.html",
        dialog=board.dialog,
        row=row,
        state=board_words.standing(board.dialog, row.state),
        colour=board_words.standing_colour(row.state),
        form_action=party_rows.form_action(board.dialog, row.party),
        read_form=_read_form(board.dialog, row.party),
        letters=letter_words.of_dialog(
            board.dialog, [one for one in board.letters if one.party_id == party_id]
        ),
    )


@door.post("/dialog/<int:dialog_id>/contact/<int:contact_id>/new-link")
def reissue_link(dialog_id: int, contact_id: int) -> ResponseReturnValue:
    """Send a new link; the old one stops."""
    found, contact = parties.contact_of(contact_id)
    manage_links.reissue_link(pages.tools(), guards.actor(), dialog_id, contact_id)
    flash(pages.say("links.reissued", name=contact.name))
    return _to_party(dialog_id, found.id)


@door.get("/dialog/<int:dialog_id>/contact/<int:contact_id>/withdraw-link")
def ask_withdraw_link(dialog_id: int, contact_id: int) -> ResponseReturnValue:
    """Ask before a link is withdrawn."""
    found, contact = parties.contact_of(contact_id)
    return pages.render(
        "base/confirm.html",
        title=pages.say("links.withdraw_ask", name=contact.name),
        lines=[pages.say("links.withdraw_means", name=contact.name)],
        yes=pages.say("button.withdraw_link"),
        no=pages.say("button.cancel"),
        back=url_for("organiser.party", dialog_id=dialog_id, party_id=found.id),
        danger=True,
    )


@door.post("/dialog/<int:dialog_id>/contact/<int:contact_id>/withdraw-link")
def withdraw_link(dialog_id: int, contact_id: int) -> ResponseReturnValue:
    """Withdraw a link."""
    found, contact = parties.contact_of(contact_id)
    manage_links.withdraw_link(pages.tools(), guards.actor(), dialog_id, contact_id)
    flash(pages.say("links.withdrawn_now", name=contact.name))
    return _to_party(dialog_id, found.id)


@door.get("/dialog/<int:dialog_id>/contact/<int:contact_id>/move-link")
def successor(dialog_id: int, contact_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the guard has read it
    """Ask who takes over from a contact."""
    found, contact = parties.contact_of(contact_id)
    form = ContactForm(language=pages.language(), values={"reads": contact.language})
    return pages.render(
        "organiser/successor.html", dialog=guards.dialog(), party=found, contact=contact, form=form
    )


@door.post("/dialog/<int:dialog_id>/contact/<int:contact_id>/move-link")
def move_link(dialog_id: int, contact_id: int) -> ResponseReturnValue:
    """Let somebody take over from a contact, with a link of their own."""
    found, contact = parties.contact_of(contact_id)
    taken = planning_parties.addresses(found)
    form = ContactForm(request.form, language=pages.language(), taken=taken)
    if not form.validate():
        names = {"dialog": guards.dialog(), "party": found, "contact": contact, "form": form}
        return pages.render("organiser/successor.html", **names), 422
    told = parties.told_contact(form)
    manage_links.move_link(pages.tools(), guards.actor(), dialog_id, contact_id, told)
    flash(pages.say("links.moved", name=told.name))
    return _to_party(dialog_id, found.id)


def _read_form(dialog: Dialog, party: Party) -> str:
    """The words on the way to a submitted form."""
    form = progress.form_of(dialog, party)
    return facts.said(dialog, f"forms.{form.key}.button_submitted", facts.of_dialog(dialog))


def _to_party(dialog_id: int, party_id: int) -> ResponseReturnValue:
    return redirect(url_for("organiser.party", dialog_id=dialog_id, party_id=party_id), 303)
