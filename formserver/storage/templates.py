"""Versions of Word templates, which of them is in use, and which a dialog makes its documents from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import peewee

from formserver.domain.refusals import NotFound
from formserver.storage import files, tables
from formserver.storage.engine import rows


@dataclass(frozen=True, kw_only=True)
class TemplatePlace:
    """What a Word template is for: a document of a process, in a language."""

    process: str
    document: str
    language: str

    @property
    def name(self) -> str:
        """What it is called within its process: document and language, such as packet.nb."""
        return f"{self.document}.{self.language}"


@dataclass(frozen=True, kw_only=True)
class TemplateVersion:
    """One version; it never changes. `number` counts within process, document and language.

    `by` is empty for the versions that came with the program.
    """

    id: int
    process: str
    document: str
    language: str
    number: int
    sha256: str
    added_at: datetime
    by: str
    note: str

    @property
    def shipped(self) -> bool:
        """Whether it came with the program."""
        return not self.by

    @property
    def place(self) -> TemplatePlace:
        """What it is a version of."""
        return TemplatePlace(process=self.process, document=self.document, language=self.language)


@dataclass(frozen=True, kw_only=True)
class TemplateUse:
    """That somebody took a version into use for new dialogs."""

    version_id: int
    by: str
    at: datetime


def add(place: TemplatePlace, content: bytes, by: str, note: str, now: datetime) -> TemplateVersion:
    """Add a version, or give the latest one when it holds the very same bytes. Shipped ones have no `by`."""
    sha256 = files.keep(content)
    before = latest(place)
    if before and before.sha256 == sha256 and (by or before.shipped):
        return before
    template_id = rows.add(
        tables.TemplateRow,
        number=rows.next_after(before.number if before else None),
        sha256=sha256,
        added_at=now,
        by=by,
        note=note,
        **rows.columns(place),
    )
    return get(template_id)


def get(template_id: int) -> TemplateVersion:
    """The version. Raises NotFound."""
    return rows.value(TemplateVersion, rows.found(tables.TemplateRow, template_id))


def content(template_id: int) -> bytes:
    """The Word file of a version. Raises NotFound."""
    return files.content(get(template_id).sha256)


def versions(place: TemplatePlace) -> list[TemplateVersion]:
    """All versions, the last one first."""
    table = tables.TemplateRow
    found = table.select().where(_at(place)).order_by(table.number.desc())
    return [rows.value(TemplateVersion, row) for row in found]


def latest(place: TemplatePlace) -> TemplateVersion | None:
    """The version that was added last, or None."""
    return next(iter(versions(place)), None)


def in_use(place: TemplatePlace) -> TemplateVersion:
    """The version that new dialogs get: the one chosen last, else the last one shipped. Raises NotFound."""
    table, use = tables.TemplateRow, tables.TemplateUseRow
    chosen = table.select().join(use, on=use.template == table.id).where(_at(place)).order_by(use.id.desc())
    for row in chosen.limit(1):
        return rows.value(TemplateVersion, row)
    if (shipped := last_shipped(place)) is None:
        raise NotFound(kind="template", id=f"{place.process}/{place.document}/{place.language}")
    return shipped


def last_shipped(place: TemplatePlace) -> TemplateVersion | None:
    """The version that came with the program last, or None."""
    return next((one for one in versions(place) if one.shipped), None)


def shipped() -> dict[TemplatePlace, str]:
    """The SHA-256 (hex) of the version that came with the program last, of every place that has one."""
    table = tables.TemplateRow
    found = table.select().where(table.by == "").order_by(table.number)
    return {rows.value(TemplatePlace, row): row.sha256 for row in found}


def uses(place: TemplatePlace) -> list[TemplateUse]:
    """Every time that somebody took a version into use, the last one first."""
    table = tables.TemplateUseRow
    found = table.select().join(tables.TemplateRow).where(_at(place)).order_by(table.id.desc())
    return [TemplateUse(version_id=row.template_id, by=row.by, at=row.at) for row in found]


def ever_used(place: TemplatePlace) -> set[int]:
    """The versions that were ever chosen or that a dialog is on, and all shipped ones."""
    table, use, pinned = tables.TemplateRow, tables.TemplateUseRow, tables.PinnedTemplateRow
    chosen = use.select(use.template).join(table).where(_at(place))
    shipped = {one.id for one in versions(place) if one.shipped}
    pins = pinned.select(pinned.template).join(table).where(_at(place))
    return shipped | {row.template_id for row in chosen} | {row.template_id for row in pins}


def stand_ins(template_id: int) -> list[TemplateVersion]:
    """What a version may be replaced with where it cannot be filled, the likeliest first. Raises NotFound.

    The last ones of one's own that were used before it, and the one that came with the program last.
    """
    failed = get(template_id)
    used, every = ever_used(failed.place), versions(failed.place)
    before = [one for one in every if one.number < failed.number and one.id in used and not one.shipped]
    shipped = [one for one in every if one.shipped and one != failed]
    return [*before[:2], *shipped[:1]]


def use(template_id: int, by: str, now: datetime) -> None:
    """Take a version into use for new dialogs."""
    rows.add(tables.TemplateUseRow, template=template_id, by=by, at=now)


def pin(dialog_id: int, versions: Iterable[int]) -> None:
    """Let a dialog make its documents from these versions, not from others of the same kind."""
    for version in versions:
        template = get(version)
        for pinned in _pinned(dialog_id, template.document, template.language):
            pinned.delete_instance()
        rows.add(tables.PinnedTemplateRow, dialog=dialog_id, template=version)


def of_dialog(dialog_id: int, document: str, language: str) -> tuple[TemplateVersion, bytes]:
    """The version a dialog uses for a document in a language, with its bytes. Raises NotFound."""
    for pinned in _pinned(dialog_id, document, language):
        template = get(pinned.template_id)
        return template, files.content(template.sha256)
    raise NotFound(kind="template", id=f"{dialog_id}/{document}/{language}")


def pinned_by(place: TemplatePlace) -> dict[int, int]:
    """The version that each dialog makes this document from in this language, by the dialog's number."""
    pinned, template = tables.PinnedTemplateRow, tables.TemplateRow
    found = pinned.select(pinned.dialog, pinned.template).join(template).where(_at(place))
    return {row.dialog_id: row.template_id for row in found}


def _at(place: TemplatePlace) -> peewee.Expression:
    table = tables.TemplateRow
    return (
        (table.process == place.process)
        & (table.document == place.document)
        & (table.language == place.language)
    )


def _pinned(dialog_id: int, document: str, language: str) -> list[tables.PinnedTemplateRow]:
    table, template = tables.PinnedTemplateRow, tables.TemplateRow
    return list(
        table.select()
        .join(template)
        .where(
            (table.dialog == dialog_id) & (template.document == document) & (template.language == language)
        )
    )
