"""Versions of Word templates, and which of them a dialog makes its documents from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from formserver.domain.refusals import NotFound
from formserver.storage import files, rows, tables


@dataclass(frozen=True, kw_only=True)
class TemplateVersion:
    """One version; it never changes. `number` counts within process, document and language."""

    id: int
    process: str
    document: str
    language: str
    number: int
    sha256: str
    added_at: datetime
    by: str
    note: str


def add(  # noqa: PLR0917 - the columns of a row, in their order
    process_key: str, document: str, language: str, content: bytes, by: str, note: str, now: datetime
) -> TemplateVersion:
    """Add a version, or give the latest one when it holds the very same bytes."""
    sha256 = files.keep(content)
    before = latest(process_key, document, language)
    if before is not None and before.sha256 == sha256:
        return before
    template_id = rows.add(
        tables.Template,
        process=process_key,
        document=document,
        language=language,
        number=rows.next_after(before.number if before else None),
        sha256=sha256,
        added_at=now,
        by=by,
        note=note,
    )
    return get(template_id)


def get(template_id: int) -> TemplateVersion:
    """The version. Raises NotFound."""
    return rows.value(TemplateVersion, rows.found(tables.Template, template_id))


def latest(process_key: str, document: str, language: str) -> TemplateVersion | None:
    """The version that was added last, or None."""
    table = tables.Template
    row = (
        table.select()
        .where((table.process == process_key) & (table.document == document) & (table.language == language))
        .order_by(table.number.desc())
        .get_or_none()
    )
    return rows.value(TemplateVersion, row) if row else None


def pin(dialog_id: int, versions: Iterable[int]) -> None:
    """Let a dialog make its documents from these versions, not from others of the same kind."""
    for version in versions:
        template = get(version)
        for pinned in _pinned(dialog_id, template.document, template.language):
            pinned.delete_instance()
        rows.add(tables.PinnedTemplate, dialog=dialog_id, template=version)


def of_dialog(dialog_id: int, document: str, language: str) -> tuple[TemplateVersion, bytes]:
    """The version a dialog uses for a document in a language, with its bytes. Raises NotFound."""
    for pinned in _pinned(dialog_id, document, language):
        template = get(pinned.template_id)
        return template, files.content(template.sha256)
    raise NotFound(kind="template", id=f"{dialog_id}/{document}/{language}")


def _pinned(dialog_id: int, document: str, language: str) -> list[tables.PinnedTemplate]:
    table, template = tables.PinnedTemplate, tables.Template
    return list(
        table.select()
        .join(template)
        .where(
            (table.dialog == dialog_id) & (template.document == document) & (template.language == language)
        )
    )
