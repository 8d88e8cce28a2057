"""Throws a correction away: the draft becomes what was submitted.

Every text that was written stays in the history.
"""

from collections.abc import Mapping

from formserver.domain import completeness
from formserver.domain.content import Content, Value
from formserver.domain.refusals import NothingChanged
from formserver.storage import answers, attachments, database, journal, sheets
from formserver.storage.answers import Saved
from formserver.usecases.actors import Writer
from formserver.usecases.forms.form_page import FormPage
from formserver.usecases.forms.save_draft import open_for_writing
from formserver.usecases.tools import Tools


def discard_correction(tools: Tools, writer: Writer, form_key: str) -> None:
    """Takes the draft back to the submission that stands.

    Raises NothingChanged when nothing was submitted yet.
    """
    with database.writing():
        page = open_for_writing(tools, writer, form_key)
        if page.desk is None or page.submitted is None or page.submission is None:
            raise NothingChanged
        back = _Back(tools, writer, page.desk.id)
        back.fields(None, page.draft.fields, page.submitted.values)
        _items(back, page, page.submitted)
        _attachments(tools, page, page.submitted)
        sheets.touch(page.desk.id, page.submission.at, page.submission.by)
        facts = {"form": form_key} | ({"party": page.party.id} if page.party else {})
        journal.note(page.dialog.id, "correction_discarded", writer.actor.name, facts, tools.clock())


class _Back:
    """Writes the submitted values over those of the draft, where they differ."""

    def __init__(self, tools: Tools, writer: Writer, sheet_id: int) -> None:
        self.sheet_id, self.by, self.now = sheet_id, writer.actor.name, tools.clock()

    def fields(self, item_id: int | None, drafted: Mapping[str, Saved], stood: Mapping[str, Value]) -> None:
        """One place: the once-fields, or the fields of one item."""
        for key in drafted.keys() | stood.keys():
            value = stood.get(key)
            if key not in drafted or drafted[key].value != value:
                answers.write(self.sheet_id, item_id, key, value, self.by, self.now)


def _items(back: _Back, page: FormPage, stood: Content) -> None:
    drafted = {item.id: item for item in page.draft.items}
    for item in stood.items:
        if item.id not in drafted and not page.form.answers:
            answers.restore_item(item.id)
        fields = drafted[item.id].fields if item.id in drafted else {}
        if completeness.is_silent(page.form, item):  # its text was not submitted, and stays in the draft
            fields = {key: saved for key, saved in fields.items() if key in item.values}
        back.fields(item.id, fields, item.values)
    _take_out_new_items(back, page, stood)


def _take_out_new_items(back: _Back, page: FormPage, stood: Content) -> None:
    drafted = {item.id: item for item in page.draft.items}
    for item_id in drafted.keys() - {item.id for item in stood.items}:
        if page.form.answers:
            back.fields(item_id, drafted[item_id].fields, {})
        else:
            answers.remove_item(item_id, back.now)


def _attachments(tools: Tools, page: FormPage, stood: Content) -> None:
    drafted = {one.id for one in page.draft.attachments}
    kept = {one.id for one in stood.attachments}
    for attachment_id in drafted - kept:
        attachments.remove(attachment_id, tools.clock())
    for attachment_id in kept - drafted:
        attachments.restore(attachment_id)
