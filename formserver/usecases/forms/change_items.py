"""Adds, removes and moves items of a form. A removed item leaves the draft, not the database."""

from formserver.domain.refusals import NotFound
from formserver.storage import answers, database, journal, sheets
from formserver.usecases.actors import Writer
from formserver.usecases.forms.save_draft import ensure_sheet, open_for_writing
from formserver.usecases.tools import Tools


def add_item(tools: Tools, writer: Writer, form_key: str, theme: int) -> int:
    """A new, empty item at the end of a theme of the dialog.

    Gives its id. Raises NotFound and as `save_draft`.
    """
    with database.writing():
        page = open_for_writing(tools, writer, form_key)
        if page.form.answers or all(one.number != theme for one in page.dialog.themes):
            raise NotFound
        sheet_id = ensure_sheet(page)
        item_id = answers.add_item(sheet_id, theme)
        sheets.touch(sheet_id, tools.clock(), writer.actor.name)
    return item_id


def remove_item(tools: Tools, writer: Writer, form_key: str, item_id: int) -> None:
    """Takes an item out. Answers to it stay on record. Raises NotFound and as `save_draft`."""
    with database.writing():
        page = open_for_writing(tools, writer, form_key)
        item = page.item(item_id)
        if page.form.answers or page.desk is None:
            raise NotFound
        answers.remove_item(item_id, tools.clock())
        sheets.touch(page.desk.id, tools.clock(), writer.actor.name)
        facts = {"item": item.shown_number, "title": item.title, "form": form_key}
        journal.note(page.dialog.id, "item_removed", writer.actor.name, facts, tools.clock())


def move_item(tools: Tools, writer: Writer, form_key: str, item_id: int, by: int) -> None:
    """Moves an item up (-1) or down (+1) within its theme; at the end it stays. Raises as `remove_item`."""
    with database.writing():
        page = open_for_writing(tools, writer, form_key)
        page.item(item_id)
        if page.form.answers or page.desk is None:
            raise NotFound
        answers.move_item(item_id, by)
        sheets.touch(page.desk.id, tools.clock(), writer.actor.name)
