"""The items of one copy of a form: what is written of each, what each asks, and what was corrected in it.

Reads only. Called inside a transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from formserver.domain import asking, changes, completeness, content, numbering
from formserver.domain.changes import FieldChange
from formserver.domain.completeness import Asked
from formserver.domain.content import Content, Item
from formserver.domain.dialog import Dialog, Submission
from formserver.domain.process import Form
from formserver.storage import answers, submissions
from formserver.storage.answers import Draft, DraftItem, Saved


@dataclass(frozen=True, kw_only=True)
class FormItem:
    """One item of the form. `shown_number` is what to call it before it has its lasting number.

    In an answering form `asked` is the item as it was last submitted (None when it was taken out: `removed`),
    `changes` what was corrected since the party last wrote about it, `silent` that it has nothing to add.
    """

    id: int
    number: str
    shown_number: str
    theme: int
    title: str
    fields: Mapping[str, Saved]
    begun: bool
    done: bool
    asked: Item | None = None
    question: str = ""
    is_asked: bool = False
    removed: bool = False
    changes: tuple[FieldChange, ...] = ()
    changed_at: datetime | None = None
    silent: bool = False


def of_asking(dialog: Dialog, form: Form, draft: Draft) -> tuple[FormItem, ...]:
    """The items of a form that asks, as they are written now."""
    filled = draft.content()
    lacking = {one.item_id for one in completeness.shortcomings(form, filled)}
    shown = _shown_numbers(dialog, draft)
    return tuple(
        FormItem(
            id=item.id,
            number=item.number,
            shown_number=shown[item.id],
            theme=item.theme,
            title=_title(form, filled.item(item.id)),
            fields=item.fields,
            begun=any(not content.is_empty(saved.value) for saved in item.fields.values()),
            done=item.id not in lacking,
        )
        for item in draft.items
    )


def _title(form: Form, item: Item | None) -> str:
    return str(item.value(form.item_title) or "") if item and form.item_title else ""


def _shown_numbers(dialog: Dialog, draft: Draft) -> dict[int, str]:
    """Lasting numbers as they are; the others are called by what they would get if submitted now."""
    unnumbered = [(item.id, item.theme) for item in draft.items if not item.number]
    given = answers.given_numbers(dialog.id) if unnumbered else []
    return numbering.new_numbers(unnumbered, given) | {
        item.id: item.number for item in draft.items if item.number
    }


def answering(dialog: Dialog, form: Form, draft: Draft, asked: Asked | None) -> tuple[FormItem, ...]:
    """The items that an answering form answers: those that stand, then those taken out that it wrote of."""
    if asked is None:
        return ()
    filled = draft.content()
    lacking = {one.item_id for one in completeness.shortcomings(form, filled, asked)}
    drafted = {item.id: item for item in draft.items}
    history = _History(dialog, asked)
    standing = [
        _answer_item(form, item, asked, drafted.get(item.id), lacking, history)
        for item in asked.content.items
    ]
    gone = [item for item in draft.items if not asked.content.item(item.id)]
    removed = [_removed_item(form, item, history) for item in gone]
    return tuple(standing + removed)


class _History:
    """The submitted versions of what is asked, each read at most once."""

    def __init__(self, dialog: Dialog, asked: Asked) -> None:
        sheet = dialog.asking_sheet
        self.versions = sheet.submissions if sheet else ()
        self.asked = asked
        self._read: dict[int, Content] = {}

    def content(self, version: Submission) -> Content:
        """What a version held."""
        if version.id not in self._read:
            self._read[version.id] = submissions.content(version.id)
        return self._read[version.id]

    def seen(self, saved_at: datetime | None) -> Content:
        """What stood when the party last wrote about an item; the first version when it has not written."""
        before = [version for version in self.versions if saved_at and version.at <= saved_at]
        return self.content(before[-1] if before else self.versions[0])

    def last_with(self, item_id: int) -> Item | None:
        """The item as it was before it was taken out."""
        found = (self.content(version).item(item_id) for version in reversed(self.versions))
        return next((item for item in found if item), None)


def _answer_item(
    form: Form,
    item: Item,
    asked: Asked,
    drafted: DraftItem | None,
    lacking: set[int | None],
    history: _History,
) -> FormItem:
    question = asking.question(item, asked.form, asked.party.id)
    fields = drafted.fields if drafted else {}
    saved_at = max((saved.at for saved in fields.values()), default=None)
    before = history.seen(saved_at).item(item.id) if len(history.versions) > 1 else None
    changed = changes.of_item(before, item, asked.form, asked.party.id) if before else ()
    answer = Item(
        id=item.id, number="", theme=item.theme, values={key: one.value for key, one in fields.items()}
    )
    return FormItem(
        id=item.id,
        number=item.number,
        shown_number=item.number,
        theme=item.theme,
        title=_title(asked.form, item),
        fields=fields,
        begun=not completeness.left_out(form, answer),
        done=item.id not in lacking and not completeness.left_out(form, answer),
        asked=item,
        question=question,
        is_asked=bool(question),
        changes=changed,
        changed_at=history.versions[-1].at if changed else None,
        silent=completeness.is_silent(form, answer),
    )


def _removed_item(form: Form, drafted: DraftItem, history: _History) -> FormItem:
    was = history.last_with(drafted.id)
    answer = Item(
        id=drafted.id, number="", theme=0, values={key: one.value for key, one in drafted.fields.items()}
    )
    return FormItem(
        id=drafted.id,
        number=was.number if was else drafted.number,
        shown_number=was.number if was else drafted.number,
        theme=was.theme if was else drafted.theme,
        title=_title(history.asked.form, was),
        fields=drafted.fields,
        begun=True,
        done=True,
        removed=True,
        changed_at=history.versions[-1].at,
        silent=completeness.is_silent(form, answer),
    )
