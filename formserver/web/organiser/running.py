"""What is done to a dialog that runs: a form reopened, the packet sent, the meeting moved or cancelled."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain import progress
from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Meeting, Sheet
from formserver.domain.refusals import AlreadySent, NotFound, NothingChanged
from formserver.forms import planning
from formserver.forms.organiser import CancelForm, MoveForm, ReopenForm
from formserver.usecases.dialogs import move_meeting as moving
from formserver.usecases.documents import send_packet as sending
from formserver.usecases.forms import reopen_form
from formserver.web import facts, guards, pages
from formserver.web.organiser.door import door


@door.get("/dialog/<int:dialog_id>/sheet/<int:sheet_id>/reopen")
def reopen(dialog_id: int, sheet_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the guard has read the dialog
    """Ask why a submitted form is opened again, and till when."""
    dialog = guards.dialog()
    proposed = progress.packet_deadline(dialog).at.astimezone(OSLO)
    values = {"day": proposed.date(), "clock": proposed.time()} if proposed > pages.tools().clock() else {}
    form = ReopenForm(language=pages.language(), values=values, now=pages.tools().clock())
    return _reopen_page(_sheet(sheet_id), form)


@door.post("/dialog/<int:dialog_id>/sheet/<int:sheet_id>/reopen")
def reopen_sheet(dialog_id: int, sheet_id: int) -> ResponseReturnValue:
    """Open a submitted form again; its party is told."""
    sheet = _sheet(sheet_id)
    form = ReopenForm(request.form, language=pages.language(), now=pages.tools().clock())
    if not form.validate():
        return _reopen_page(sheet, form), 422
    reopen_form.reopen_form(
        pages.tools(), guards.actor(), dialog_id, sheet_id, reason=form.reason.data, until=form.until
    )
    flash(pages.say("reopen.done", deadline_when=pages.moment(form.until), party_name=_owner(sheet)))
    return to_board(dialog_id)


@door.get("/dialog/<int:dialog_id>/packet/send")
def ask_send_packet(dialog_id: int) -> ResponseReturnValue:
    """Ask before the packet is frozen and sent, and say what it will lack."""
    dialog = guards.dialog()
    missing = [pages.words(party.name) for party in progress.missing(dialog)]
    lacks = [f"{pages.say('packet.send_missing')} {pages.join(missing)}."] if missing else []
    return pages.render(
        "base/confirm.html",
        title=pages.say("packet.send_ask"),
        over=pages.words(dialog.title),
        lines=[pages.say("packet.send_means"), *lacks],
        yes=pages.say("packet.send_yes"),
        no=pages.say("button.cancel"),
        back=url_for("organiser.board", dialog_id=dialog_id),
    )


@door.post("/dialog/<int:dialog_id>/packet/send")
def send_packet(dialog_id: int) -> ResponseReturnValue:
    """Ask the worker for the packet now."""
    try:
        sending.send_packet(pages.tools(), guards.actor(), dialog_id)
    except AlreadySent:
        flash(pages.say("packet.already_sent"), "warning")
    else:
        flash(pages.say("packet.send_done"))
    return to_board(dialog_id)


@door.get("/dialog/<int:dialog_id>/move")
def move(dialog_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Ask for another time or place."""
    values = planning.meeting_values(guards.dialog().meeting)
    form = MoveForm(language=pages.language(), values=values, now=pages.tools().clock())
    return pages.render("organiser/move.html", dialog=guards.dialog(), form=form, preview=None)


@door.post("/dialog/<int:dialog_id>/move/preview")
def preview_move(dialog_id: int) -> ResponseReturnValue:
    """Show old and new dates side by side, and the letters; nothing is changed."""
    form = MoveForm(request.form, language=pages.language(), now=pages.tools().clock())
    if not form.validate():
        return pages.render("organiser/move.html", dialog=guards.dialog(), form=form, preview=None), 422
    try:
        preview = moving.preview(pages.tools(), dialog_id, form.meeting, form.reason.data)
    except NothingChanged:
        form.refuse("day", "unchanged")
        return pages.render("organiser/move.html", dialog=guards.dialog(), form=form, preview=None), 422
    return pages.render("organiser/move.html", dialog=guards.dialog(), form=form, preview=preview)


@door.post("/dialog/<int:dialog_id>/move")
def move_meeting(dialog_id: int) -> ResponseReturnValue:
    """Move the meeting; everybody who was invited gets a letter."""
    form = MoveForm(request.form, language=pages.language(), now=pages.tools().clock())
    if not form.validate():
        return pages.render("organiser/move.html", dialog=guards.dialog(), form=form, preview=None), 422
    meeting: Meeting = form.meeting
    moving.move_meeting(pages.tools(), guards.actor(), dialog_id, meeting, form.reason.data)
    flash(pages.say("move.done"))
    return to_board(dialog_id)


@door.get("/dialog/<int:dialog_id>/cancel")
def cancel(dialog_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Ask why the dialog is cancelled."""
    form = CancelForm(language=pages.language())
    return pages.render("organiser/cancel.html", dialog=guards.dialog(), form=form)


@door.post("/dialog/<int:dialog_id>/cancel")
def cancel_dialog(dialog_id: int) -> ResponseReturnValue:
    """Cancel the dialog; everybody who was invited gets a letter."""
    form = CancelForm(request.form, language=pages.language())
    if not form.validate():
        return pages.render("organiser/cancel.html", dialog=guards.dialog(), form=form), 422
    moving.cancel_dialog(pages.tools(), guards.actor(), dialog_id, form.reason.data)
    flash(pages.say("cancel.done"))
    return to_board(dialog_id)


def to_board(dialog_id: int) -> ResponseReturnValue:
    """Back to the board after something was done."""
    return redirect(url_for("organiser.board", dialog_id=dialog_id), 303)


def _sheet(sheet_id: int) -> Sheet:
    """The submitted sheet of this dialog with this id. Raises NotFound."""
    for sheet in guards.dialog().sheets:
        if sheet.id == sheet_id and sheet.latest:
            return sheet
    raise NotFound


def _owner(sheet: Sheet) -> str:
    dialog = guards.dialog()
    owners = dialog.hosts if sheet.party_id is None else (dialog.party(sheet.party_id),)
    return pages.join([pages.words(party.name) for party in owners])


def _reopen_page(sheet: Sheet, form: ReopenForm) -> str:
    dialog = guards.dialog()
    form_name = facts.said(dialog, f"forms.{sheet.form}.definite", facts.of_dialog(dialog))
    return pages.render(
        "organiser/reopen.html", dialog=dialog, form=form, form_name=form_name, party_name=_owner(sheet)
    )
