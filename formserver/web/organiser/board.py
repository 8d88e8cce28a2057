"""The board of a dialog, its documents and its journal."""

from io import BytesIO

from flask import redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from formserver.usecases.dialogs import read_board
from formserver.usecases.dialogs.read_board import Board
from formserver.usecases.documents import document_failures, read_documents
from formserver.usecases.documents import preview_packet as previewing
from formserver.usecases.documents.make_document import DocumentNotMade
from formserver.web import guards, pages
from formserver.web.organiser import matrix, party_rows
from formserver.web.organiser.door import door
from formserver.web.organiser.words import board_words, document_words, journal_words, letter_words

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LATEST = 6


@door.get("/dialog/<int:dialog_id>")
def board(dialog_id: int) -> ResponseReturnValue:
    """Show how the dialog stands; while it is being planned, the plan is its board."""
    dialog = guards.dialog()
    if not dialog.taken_into_use_at and not dialog.cancelled_at:
        return redirect(url_for("organiser.plan", dialog_id=dialog_id), 303)
    found = read_board.board_of(pages.tools(), dialog)
    return pages.render(
        "organiser/board.html",
        dialog=found.dialog,
        board=found,
        phase=board_words.phase(found.dialog, found.phase),
        phase_colour=board_words.phase_colour(found.phase),
        next_step=board_words.next_step(found.dialog, found.next_step),
        timeline=board_words.timeline(found),
        parties=party_rows.view(found),
        next_action=next_action(found),
        letters=letter_words.of_dialog(found.dialog, found.letters, LATEST),
        matrix=matrix.in_words(found),
        journal=journal_words.rows(found.dialog, found.journal[:LATEST]),
        not_made=document_words.not_done(found),
        stood_in=document_words.stood_in(found),
    )


def next_action(found: Board) -> tuple[str, str] | None:
    """The button of the next step: (words, address), where there is something to press."""
    dialog, step = found.dialog, found.next_step
    if step.key == "mail":
        failed = next(row for row in found.letters if read_board.is_failed(row))
        return pages.say("button.fix_address"), url_for("organiser.letter", letter_id=failed.id)
    if step.key == "dates":
        return pages.say("board.change_meeting"), url_for("organiser.move", dialog_id=dialog.id)
    if step.key == "packet":
        return pages.say("button.preview_packet"), url_for("organiser.preview_packet", dialog_id=dialog.id)
    if step.form and step.form.joint:
        return party_rows.form_action(dialog, dialog.hosts[0])
    return None


@door.get("/dialog/<int:dialog_id>/journal")
def journal(dialog_id: int) -> ResponseReturnValue:
    """Show the whole journal."""
    dialog = guards.dialog()
    rows = journal_words.rows(dialog, read_board.read_journal(pages.tools(), dialog_id), whole=True)
    return pages.render("organiser/journal.html", dialog=dialog, journal=rows)


@door.get("/dialog/<int:dialog_id>/document/<int:document_id>")
def document(dialog_id: int, document_id: int) -> ResponseReturnValue:  # noqa: ARG001 - asked by the use case
    """Give a document as it was frozen."""
    found, content = read_documents.content(pages.tools(), guards.account(), document_id)
    return send_file(BytesIO(content), WORD, as_attachment=True, download_name=found.file_name)


@door.get("/dialog/<int:dialog_id>/packet/preview")
def preview_packet(dialog_id: int) -> ResponseReturnValue:
    """Give the packet as it would be now; it is not numbered, kept or sent."""
    try:
        name, content = previewing.preview_packet(pages.tools(), dialog_id)
    except DocumentNotMade as fault:
        why = document_failures.told_at_once(fault, pages.language())
        return pages.render("organiser/not_made.html", dialog=guards.dialog(), why=why), 409
    return send_file(BytesIO(content), WORD, as_attachment=True, download_name=name)
