"""Hands an answer that the organiser registered to the party it is for, so that its people can correct it.

What they had written themselves stays their draft; the registered text is put only where there was nothing.
"""

from collections.abc import Mapping
from datetime import timedelta

from formserver.domain.content import Content, Value
from formserver.domain.dialog import Submission
from formserver.storage import answers, sheets
from formserver.usecases.forms.form_page import FormPage

AN_INSTANT = timedelta(microseconds=1)


def give_to_party(page: FormPage, sheet_id: int, content: Content, submission: Submission) -> None:
    """Fills the empty places of the party's copy. Called in the transaction that freezes the submission."""
    drafted = answers.draft(sheet_id)
    items = {item.id: item.fields for item in drafted.items}
    _fill(sheet_id, None, drafted.fields, content.values, submission)
    for item in content.items:
        _fill(sheet_id, item.id, items.get(item.id, {}), item.values, submission)
    if page.sheet and page.sheet.saved_at and not page.sheet.submissions:
        sheets.touch(
            sheet_id, submission.at + AN_INSTANT, page.sheet.saved_by
        )  # their draft says something else
    else:
        sheets.touch(sheet_id, submission.at, submission.by)


def _fill(
    sheet_id: int,
    item_id: int | None,
    drafted: Mapping[str, object],
    registered: Mapping[str, Value],
    submission: Submission,
) -> None:
    for key, value in registered.items():
        if key not in drafted:
            answers.write(sheet_id, item_id, key, value, submission.by, submission.at)
