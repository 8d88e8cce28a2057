"""The themes and the programme of a dialog, changed as rows; every button keeps what is typed."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from formserver.domain.dialog import Dialog, Theme
from formserver.forms import planning_lists
from formserver.forms.planning_lists import MovableRows, ProgrammeRow, ThemeInputs
from formserver.usecases.dialogs import change_dialog
from formserver.web import guards, pages
from formserver.web.organiser import plan
from formserver.web.organiser.door import door

EMPTY_LINES = 3


@door.get("/dialog/<int:dialog_id>/plan/themes")
def themes(dialog_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the guard has read the dialog
    """Show the themes of the dialog, those left out, and room for one more."""
    dialog = guards.dialog()
    return pages.render("organiser/themes.html", dialog=dialog, rows=_theme_rows(dialog, None))


@door.post("/dialog/<int:dialog_id>/plan/themes")
def change_themes(dialog_id: int) -> ResponseReturnValue:
    """Keep the themes as they stand on the page, in the order that the buttons gave them."""
    dialog = guards.dialog()
    rows = _theme_rows(dialog, request.form)
    action = request.form.get("action", "save")
    if not rows.validate():
        return pages.render("organiser/themes.html", dialog=dialog, rows=rows), 422
    place = rows.move(action)
    kept = tuple(theme for row in rows.rows if (theme := row.theme))
    change_dialog.change_themes(pages.tools(), guards.actor(), dialog_id, kept)
    number = rows.rows[place].number if place is not None else None
    return _onward("organiser.themes", dialog_id, action, number)


@door.get("/dialog/<int:dialog_id>/plan/programme")
def programme(dialog_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Show the programme with some empty lines."""
    dialog = guards.dialog()
    return pages.render("organiser/programme.html", dialog=dialog, rows=_programme_rows(dialog, None))


@door.post("/dialog/<int:dialog_id>/plan/programme")
def change_programme(dialog_id: int) -> ResponseReturnValue:
    """Keep the programme as it stands on the page."""
    dialog = guards.dialog()
    rows = _programme_rows(dialog, request.form)
    action = request.form.get("action", "save")
    if not rows.validate():
        return pages.render("organiser/programme.html", dialog=dialog, rows=rows), 422
    place = rows.move(action)
    kept = tuple(line for row in rows.rows if (line := row.line))
    change_dialog.change_programme(pages.tools(), guards.actor(), dialog_id, kept)
    return _onward("organiser.programme", dialog_id, action, None if place is None else place + 1)


def _onward(endpoint: str, dialog_id: int, action: str, number: int | None) -> ResponseReturnValue:
    """To the plan after «save», else back to the rows, at the one that was moved."""
    if action == "save":
        return plan.to_plan(dialog_id)
    return redirect(url_for(endpoint, dialog_id=dialog_id, _anchor=f"row-{number}" if number else None), 303)


def _theme_rows(dialog: Dialog, typed: MultiDict[str, str] | None) -> MovableRows[ThemeInputs]:
    chosen = {theme.number: theme for theme in dialog.themes}
    proposed = {one.number: Theme(number=one.number, title=one.title) for one in dialog.process.themes}
    known = chosen | {number: theme for number, theme in proposed.items() if number not in chosen}
    own = max(known, default=0) + 1
    numbers = planning_lists.order(typed.getlist("row")) if typed else [*known, own]
    return MovableRows([_theme_row(number, known, chosen, typed) for number in numbers])


def _theme_row(
    number: int, known: dict[int, Theme], chosen: dict[int, Theme], typed: MultiDict[str, str] | None
) -> ThemeInputs:
    was = known.get(number)
    values = {"chosen": number in chosen, "title": was.title.to(pages.language()) if was else ""}
    return ThemeInputs(number, was, typed=typed, language=pages.language(), values=values)


def _programme_rows(dialog: Dialog, typed: MultiDict[str, str] | None) -> MovableRows[ProgrammeRow]:
    lines = dict(enumerate(dialog.programme, 1))
    shown = [*lines, *range(len(lines) + 1, len(lines) + 1 + EMPTY_LINES)]
    numbers = planning_lists.order(typed.getlist("row")) if typed else shown
    language = pages.language()
    rows = []
    for number in numbers:
        was = lines.get(number)
        values = {"at": was.at, "title": was.title.to(language)} if was else {}
        rows.append(ProgrammeRow(number, was, typed=typed, language=language, values=values))
    return MovableRows(rows)
