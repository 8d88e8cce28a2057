"""Throws a correction away: the draft becomes what was submitted.

Every text that was written stays in the history.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from formserver.domain import completeness
from formserver.domain.content import Content, Value
from formserver.domain.refusals import NothingChanged
from formserver.storage import answers, attachments, database, journal, sheets
from formserver.storage.answers import Draft, Saved, Written
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
        _items(page, page.submitted, tools.clock())
        back = _back(page, page.submitted, answers.draft(page.desk.id))
        answers.write_all(page.desk.id, list(back), writer.actor.name, tools.clock())
        _attachments(tools, page, page.submitted)
        sheets.touch(page.desk.id, page.submission.at, page.submission.by)
        facts = {"form": form_key} | ({"party": page.party.id} if page.party else {})
        journal.note(page.dialog.id, "correction_discarded", writer.actor.name, facts, tools.clock())


def _items(page: FormPage, stood: Content, now: datetime) -> None:
    """The items of a form that asks: those taken out come back, those added go."""
    if page.form.answers:
        return
    drafted, standing = ({item.id for item in place.items} for place in (page.draft, stood))
    for item_id in standing - drafted:
        answers.restore_item(item_id)
    for item_id in drafted - standing:
        answers.remove_item(item_id, now)


def _back(page: FormPage, stood: Content, newest: Draft) -> Iterator[Written]:
    """What is to be written so that the draft says what was submitted."""
    yield from _differing(None, page.draft.fields, stood.values, newest.fields)
    versions = {item.id: item.fields for item in newest.items}
    drafted = {item.id: item.fields for item in page.draft.items}
    for item in stood.items:
        fields = drafted.get(item.id, {})
        if completeness.is_silent(page.form, item):  # its text was not submitted, and stays in the draft
            fields = {key: saved for key, saved in fields.items() if key in item.values}
        yield from _differing(item.id, fields, item.values, versions.get(item.id, {}))
    added = drafted.keys() - {item.id for item in stood.items} if page.form.answers else set()
    for item_id in added:
        yield from _differing(item_id, drafted[item_id], {}, versions[item_id])


def _differing(
    item_id: int | None,
    drafted: Mapping[str, Saved],
    stood: Mapping[str, Value],
    newest: Mapping[str, Saved],
) -> Iterator[Written]:
    """The submitted values of one place that its draft does not say."""
    for key in drafted.keys() | stood.keys():
        value = stood.get(key)
        if key not in drafted or drafted[key].value != value:
            version = answers.after(newest.get(key))
            yield Written(item_id=item_id, field=key, value=value, version=version)


def _attachments(tools: Tools, page: FormPage, stood: Content) -> None:
    drafted = {one.id for one in page.draft.attachments}
    kept = {one.id for one in stood.attachments}
    for attachment_id in drafted - kept:
        attachments.remove(attachment_id, tools.clock())
    for attachment_id in kept - drafted:
        attachments.restore(attachment_id)
