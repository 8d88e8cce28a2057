"""Running dialogs that follow other letters than those in use, and the page that moves one of them."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.refusals import LetterChanged
from formserver.usecases.letters import move_letters
from formserver.usecases.processes import letters_in_use
from formserver.web import guards, pages
from formserver.web.admin.door import door
from formserver.web.admin.letters import letter_page
from formserver.web.organiser.words import letter_words

DIALOGS = "/letters/<process>/dialogs"


@door.get(DIALOGS)
def letter_dialogs(process: str) -> ResponseReturnValue:
    """Show the dialogs that follow other letters than new ones would."""
    shelf = letters_in_use.of(pages.tools(), process)
    found = move_letters.behind(pages.tools(), process)
    name = letter_page.shelf_name(shelf)
    return pages.render("admin/letter_dialogs.html", process=process, shelf_name=name, behind=found)


@door.get(f"{DIALOGS}/<int:dialog_id>")
def letter_move(process: str, dialog_id: int) -> ResponseReturnValue:
    """Show what moving a dialog changes: each text, and the letter as this dialog would get it."""
    move = move_letters.preview(pages.tools(), process, dialog_id)
    shelf = letters_in_use.of(pages.tools(), process)
    return pages.render(
        "admin/letter_move.html",
        process=process,
        move=move,
        names=[letter_page.name_of(shelf, one.place.letter) for one in move.texts],
        readable=letter_words.readable,
    )


@door.post(f"{DIALOGS}/<int:dialog_id>")
def move_letters_of(process: str, dialog_id: int) -> ResponseReturnValue:
    """Let the dialog follow the letters in use."""
    seen = request.form.get("seen", type=int, default=0)
    try:
        move_letters.move(pages.tools(), guards.actor(), process, dialog_id, seen)
    except LetterChanged:
        flash(pages.say("letter_moves.changed"), "warning")
        return redirect(request.path, 303)
    flash(pages.say("letter_moves.done"))
    return redirect(url_for("admin.letter_dialogs", process=process), 303)
