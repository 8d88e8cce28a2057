"""The board of a dialog, its documents and its journal."""

from io import BytesIO

from flask import redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from formserver.usecases import preview_packet as previewing
from formserver.usecases import read_board, read_documents
from formserver.usecases.compiled import DocumentNotMade
from formserver.web import guards, pages
from formserver.web.organiser import board_words, journal_words, letter_words, matrix, party_rows
from formserver.web.organiser.door import door

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LATEST = 8


@door.get("/dialog/<int:dialog_id>")
def board(dialog_id: int) -> ResponseReturnValue:
    """Show how the dialog stands; while it is being planned, the plan is its board."""
    dialog = guards.dialog()
    if not dialog.taken_into_use_at and not dialog.cancelled_at:
        return redirect(url_for("organiser.plan", dialog_id=dialog_id), 303)
    found = read_board.read_board(pages.tools(), dialog_id)
    return pages.render(
        "organiser/board.html",
        dialog=found.dialog,
        board=found,
        phase=board_words.phase(found.dialog, found.phase),
        phase_colour=board_words.phase_colour(found.phase),
        next_step=board_words.next_step(found.dialog, found.next_step),
        timeline=board_words.timeline(found),
        parties=party_rows.view(found),
        letters=letter_words.all_told(found.letters[:LATEST]),
        failed=letter_words.failed(found.letters),
        matrix=matrix.told(found),
        journal=journal_words.rows(found.dialog, found.journal[:LATEST]),
    )


@door.get("/dialog/<int:dialog_id>/journal")
def journal(dialog_id: int) -> ResponseReturnValue:
    """Show the whole journal."""
    found = read_board.read_board(pages.tools(), dialog_id)
    rows = journal_words.rows(found.dialog, found.journal)
    return pages.render("organiser/journal.html", dialog=found.dialog, journal=rows)


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
        return pages.render("organiser/not_made.html", dialog=guards.dialog(), reason=str(fault)), 409
    return send_file(BytesIO(content), WORD, as_attachment=True, download_name=name)
