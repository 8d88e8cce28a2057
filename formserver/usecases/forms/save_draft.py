"""Saves a draft field by field.

A text that somebody else changed meanwhile is never overwritten: both are kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from formserver.domain.content import Value, is_empty
from formserver.domain.process import Field
from formserver.domain.progress import FormState
from formserver.domain.refusals import DialogCancelled, FormLocked, NotFound, NothingAsked, StaleAnswer
from formserver.storage import answers, database, sheets
from formserver.storage.answers import Conflict, Written
from formserver.usecases.actors import Writer
from formserver.usecases.forms import form_page
from formserver.usecases.forms.form_page import FormPage
from formserver.usecases.tools import Tools


@dataclass(frozen=True)
class TypedValue:
    """What was typed in one field, and the version of the text that the writer began from (0: none)."""

    value: Value
    version: int


@dataclass(frozen=True, kw_only=True)
class SaveOutcome:
    """When and by whom the draft was saved, the version of each field now, and the texts that collided."""

    at: datetime
    by: str
    versions: dict[str, int]
    conflicts: tuple[Conflict, ...]


def save_draft(
    tools: Tools, writer: Writer, form_key: str, item_id: int | None, entries: Mapping[str, TypedValue]
) -> SaveOutcome:
    """Saves what was typed (already cleaned and within its limits) in the once-fields, or in one item.

    Raises FormLocked, NothingAsked, DialogCancelled and NotFound.
    """
    now = tools.clock()
    with database.writing():
        page = open_for_writing(tools, writer, form_key)
        sheet_id = ensure_sheet(page)
        cells = _Cells(page, sheet_id, item_id, writer.actor.name)
        for key, entry in entries.items():
            cells.take(_field(page, item_id, key), entry)
        collided = cells.save(now)
    return SaveOutcome(at=now, by=writer.actor.name, versions=cells.versions, conflicts=collided)


def settle_conflict(
    tools: Tools, writer: Writer, form_key: str, conflict_id: int, entry: TypedValue
) -> SaveOutcome:
    """Stores the text that shall stand.

    Raises StaleAnswer when the field was changed again, and as `save_draft`.
    """
    now = tools.clock()
    with database.writing():
        page = open_for_writing(tools, writer, form_key)
        conflict = next((one for one in page.conflicts if one.id == conflict_id), None)
        if conflict is None or page.desk is None:
            raise NotFound
        field = _field(page, conflict.item_id, conflict.field)
        fields = page.draft.fields if conflict.item_id is None else page.item(conflict.item_id).fields
        standing = fields.get(field.key)
        if standing and standing.version != entry.version:
            raise StaleAnswer(field=field.key, by=standing.by, at=standing.at)
        stands = Written(
            item_id=conflict.item_id, field=field.key, value=entry.value, version=answers.after(standing)
        )
        answers.write_all(page.desk.id, [stands], writer.actor.name, now)
        answers.settle_conflict(conflict_id, now)
        sheets.touch(page.desk.id, now, writer.actor.name)
    return SaveOutcome(at=now, by=writer.actor.name, versions={field.key: stands.version}, conflicts=())


def open_for_writing(tools: Tools, writer: Writer, form_key: str) -> FormPage:
    """The form when it can be written in. Raises FormLocked, NothingAsked, DialogCancelled and NotFound."""
    page = form_page.load(tools, writer, form_key)
    if page.state is FormState.CANCELLED:
        raise DialogCancelled
    if page.state is FormState.WAITING:
        raise NothingAsked
    if not page.state.open:
        latest = page.submission
        raise FormLocked(by=latest.by if latest else "", at=latest.at if latest else tools.clock())
    return page


def ensure_sheet(page: FormPage) -> int:
    """The id of the copy that is written in, made when nobody has begun it."""
    if page.desk:
        return page.desk.id
    return sheets.ensure(page.dialog.id, page.form.key, party_of(page), on_behalf=page.on_behalf)


def party_of(page: FormPage) -> int | None:
    """The party whose copy it is: none for a joint form."""
    return None if page.form.joint or page.party is None else page.party.id


def _field(page: FormPage, item_id: int | None, key: str) -> Field:
    field = page.form.field(key) if item_id is None else page.form.item_field(key)
    if field is None:
        raise NotFound
    return field


class _Cells:
    """The fields of one place: sorts out what came of each, then saves all of them at once."""

    def __init__(self, page: FormPage, sheet_id: int, item_id: int | None, by: str) -> None:
        self.page, self.sheet_id, self.item_id, self.by = page, sheet_id, item_id, by
        self.standing = page.draft.fields if item_id is None else page.item(item_id).fields
        self.versions: dict[str, int] = {}
        self.fresh: list[Written] = []
        self.behind: dict[str, TypedValue] = {}

    def take(self, field: Field, entry: TypedValue) -> None:
        """Sorts out one field: unchanged, new, or written on an older version than the one that stands."""
        standing = self.standing.get(field.key)
        version = standing.version if standing else 0
        self.versions[field.key] = version
        if _alike(entry.value, standing.value if standing else None):
            return
        if standing and entry.version < version:
            self.behind[field.key] = entry
            return
        self.versions[field.key] = version + 1
        self.fresh.append(self._written(field.key, entry.value, version + 1))

    def save(self, now: datetime) -> tuple[Conflict, ...]:
        """Writes what is new; where somebody else has written in between it keeps both, and gives those."""
        if self.fresh:
            answers.write_all(self.sheet_id, self.fresh, self.by, now)
            sheets.touch(self.sheet_id, now, self.by)
        mine = self._collided() if self.behind else []
        if not mine:
            return ()
        earlier = [one.id for one in self.page.conflicts if self._is_mine(one, mine)]
        answers.settle_conflicts(earlier, now)  # the same page, which has been written on since
        kept = answers.keep_conflicts(self.sheet_id, mine, self.by, now)
        return tuple(one for one in answers.conflicts(self.sheet_id) if one.id in kept)

    def _collided(self) -> list[Written]:
        """The texts that were written on an older version.

        Where the writer did not touch the field, the newer text stands.
        """
        began = {key: entry.version for key, entry in self.behind.items()}
        before = answers.values_at(self.sheet_id, self.item_id, began)
        return [
            self._written(key, entry.value, entry.version)
            for key, entry in self.behind.items()
            if not _alike(entry.value, before.get(key))
        ]

    def _written(self, key: str, value: Value, version: int) -> Written:
        return Written(item_id=self.item_id, field=key, value=value, version=version)

    def _is_mine(self, earlier: Conflict, mine: Sequence[Written]) -> bool:
        places = {(self.item_id, one.field, one.version, self.by) for one in mine}
        return (earlier.item_id, earlier.field, earlier.base_version, earlier.mine_by) in places


def _alike(one: Value, other: Value) -> bool:
    return one == other or (is_empty(one) and is_empty(other))
