"""«Nothing to add now»: a real answer, to one item or to everything that is asked.

Texts stay in the draft.
"""

from formserver.domain.dialog import Submission
from formserver.domain.refusals import NotFound
from formserver.storage import answers, database, sheets
from formserver.storage.answers import Written
from formserver.usecases.actors import Writer
from formserver.usecases.forms import form_page
from formserver.usecases.forms.form_items import FormItem
from formserver.usecases.forms.form_page import FormPage
from formserver.usecases.forms.save_draft import ensure_sheet, open_for_writing
from formserver.usecases.forms.submit_form import submit_page
from formserver.usecases.tools import Tools


def to_item(tools: Tools, writer: Writer, form_key: str, item_id: int) -> None:
    """Says nothing to one item. Raises as `save_draft`."""
    with database.writing():
        page = open_for_writing(tools, writer, form_key)
        page.item(item_id)
        _set(tools, writer, page, [item_id], *_silence(page))


def to_all(tools: Tools, writer: Writer, form_key: str) -> Submission:
    """Says nothing to everything that is asked, and submits. Raises as `submit_form`."""
    with database.writing():
        page = open_for_writing(tools, writer, form_key)
        _set(tools, writer, page, [item.id for item in page.items if item.is_asked], *_silence(page))
        return submit_page(tools, writer, form_page.load(tools, writer, form_key))


def take_back(tools: Tools, writer: Writer, form_key: str, item_id: int) -> None:
    """Opens the item for an answer after all. Raises as `save_draft`."""
    with database.writing():
        page = open_for_writing(tools, writer, form_key)
        if page.item(item_id).silent:
            _set(tools, writer, page, [item_id], _silence(page)[0], "")


def _silence(page: FormPage) -> tuple[str, str]:
    """The field and the choice that say "nothing to add now"."""
    field = page.form.verdict_field
    if field is None or field.silent_choice is None:
        raise NotFound
    return field.key, field.silent_choice.key


def _set(tools: Tools, writer: Writer, page: FormPage, item_ids: list[int], field: str, verdict: str) -> None:
    now = tools.clock()
    sheet_id = ensure_sheet(page)
    said = [_written(page.item(item_id), field, verdict) for item_id in item_ids]
    answers.write_all(sheet_id, said, writer.actor.name, now)
    sheets.touch(sheet_id, now, writer.actor.name)


def _written(item: FormItem, field: str, verdict: str) -> Written:
    return Written(item_id=item.id, field=field, value=verdict, version=answers.after(item.fields.get(field)))
