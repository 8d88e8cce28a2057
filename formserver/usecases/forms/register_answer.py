"""Hands an answer that the organiser registered to the party it is for, so that its people can correct it.

What they had written themselves stays their draft; the registered text is put only where there was nothing.
"""

from collections.abc import Mapping
from datetime import timedelta

from formserver.domain.content import Content, Value
from formserver.domain.dialog import Submission
from formserver.storage import answers, sheets
from formserver.storage.answers import Written
from formserver.usecases.forms.form_page import FormPage

AN_INSTANT = timedelta(microseconds=1)


def give_to_party(page: FormPage, sheet_id: int, content: Content, submission: Submission) -> None:
    """Fills the empty places of the party's copy. Called in the transaction that freezes the submission."""
    drafted = answers.draft(sheet_id)
    items = {item.id: item.fields for item in drafted.items}
    filled = _filled(None, drafted.fields, content.values)
    for item in content.items:
        filled += _filled(item.id, items.get(item.id, {}), item.values)
    answers.write_all(sheet_id, filled, submission.by, submission.at)
    if page.sheet and page.sheet.saved_at and not page.sheet.submissions:
        sheets.touch(
            sheet_id, submission.at + AN_INSTANT, page.sheet.saved_by
        )  # their draft says something else
    else:
        sheets.touch(sheet_id, submission.at, submission.by)


def _filled(
    item_id: int | None, drafted: Mapping[str, object], registered: Mapping[str, Value]
) -> list[Written]:
    """What was registered in the places where nothing was ever written."""
    return [
        Written(item_id=item_id, field=key, value=value, version=1)
        for key, value in registered.items()
        if key not in drafted
    ]
