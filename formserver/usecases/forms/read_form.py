"""Shows a form to the one who fills it in, and two texts in one field side by side. Changes nothing."""

from dataclasses import dataclass

from formserver.domain.content import Content, Value
from formserver.domain.dialog import Dialog, Submission
from formserver.domain.process import Field
from formserver.domain.refusals import NotFound
from formserver.storage import answers, database, submissions
from formserver.storage.answers import Conflict, Saved
from formserver.usecases.actors import Writer
from formserver.usecases.forms import form_page
from formserver.usecases.forms.form_items import FormItem
from formserver.usecases.forms.form_page import FormPage
from formserver.usecases.tools import Tools

__all__ = ["FormItem", "FormPage", "TwoTexts", "read_form", "read_version", "two_texts"]


@dataclass(frozen=True, kw_only=True)
class TwoTexts:
    """Two texts for one field: mine in `conflict`, theirs as it stands, and the one that both began from."""

    conflict: Conflict
    field: Field
    item: FormItem | None
    theirs: Saved
    before: Value


def read_form(tools: Tools, writer: Writer, form_key: str, known: Dialog | None = None) -> FormPage:
    """The form as it stands for this writer; `known` as in `form_page.load`.

    Raises NotFound when it is not theirs.
    """
    with database.reading():
        return form_page.load(tools, writer, form_key, known)


def read_version(
    tools: Tools, writer: Writer, form_key: str, number: int, known: Dialog | None = None
) -> tuple[FormPage, Submission, Content]:
    """An earlier submission of the form, by its number from 1. Raises NotFound."""
    with database.reading():
        page = form_page.load(tools, writer, form_key, known)
        for submission in page.versions:
            if submission.number == number:
                return page, submission, submissions.content(submission.id)
    raise NotFound


def two_texts(
    tools: Tools, writer: Writer, form_key: str, conflict_id: int, known: Dialog | None = None
) -> TwoTexts:
    """The two texts of an open conflict. Raises NotFound when it is settled or not this writer's."""
    with database.reading():
        page = form_page.load(tools, writer, form_key, known)
        conflict = next((one for one in page.conflicts if one.id == conflict_id), None)
        if conflict is None or page.desk is None:
            raise NotFound
        place = page.form.field if conflict.item_id is None else page.form.item_field
        item = page.item(conflict.item_id) if conflict.item_id is not None else None
        theirs = (item.fields if item else page.draft.fields).get(conflict.field)
        if (field := place(conflict.field)) is None or theirs is None:
            raise NotFound  # the process has lost a field since the dialog was made
        before = answers.value_at(page.desk.id, conflict.item_id, conflict.field, conflict.base_version)
        return TwoTexts(conflict=conflict, field=field, item=item, theirs=theirs, before=before)
