"""What the checks of template versions found, each against one definition."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from formserver.storage import tables
from formserver.storage.engine import rows


def record(
    template_id: int, process_id: int, findings: Sequence[Mapping[str, object]], now: datetime
) -> None:
    """Note what a check of a version against a definition found, in place of an earlier one."""
    table = tables.TemplateCheckRow
    earlier = (table.template == template_id) & (table.process == process_id)
    table.delete().where(earlier).execute()
    rows.add(table, template=template_id, process=process_id, checked_at=now, findings=[*map(dict, findings)])


def findings(template_id: int, process_id: int) -> list[dict[str, Any]] | None:
    """What was found, or None where a version was not checked against this definition."""
    table = tables.TemplateCheckRow
    row = table.get_or_none((table.template == template_id) & (table.process == process_id))
    return row.findings if row else None


def found_by_definition(template_id: int) -> dict[int, list[dict[str, Any]]]:
    """What was found against every definition that a version was checked against, by its number."""
    table = tables.TemplateCheckRow
    checks = table.select().where(table.template == template_id).order_by(table.id)
    return {row.process_id: row.findings for row in checks}


def kinds(template_id: int) -> set[str] | None:
    """The kinds of all that was ever found in a version, or None where it was never checked."""
    table = tables.TemplateCheckRow
    checks = list(table.select().where(table.template == template_id))
    return {one["kind"] for row in checks for one in row.findings} if checks else None
