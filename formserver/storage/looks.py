"""What each municipality looks like on paper: one row a municipality, the arms among the files."""

from collections.abc import Iterable
from datetime import datetime

from formserver.domain import picture_file
from formserver.domain.look import Arms, Look
from formserver.domain.refusals import NotFound
from formserver.storage import files, tables
from formserver.storage.engine import rows


def keep(look: Look, by: str, now: datetime) -> None:
    """Store the look of a municipality in the place of the one it had."""
    columns = {
        "name": look.name,
        "address": look.address,
        "colour": look.colour,
        "sha256": files.keep(look.arms.content) if look.arms else None,
        "changed_at": now,
        "by": by,
    }
    row = _row(look.municipality)
    if row is None:
        rows.add(tables.LookRow, municipality=look.municipality, **columns)
    else:
        rows.change(tables.LookRow, row.id, **columns)


def get(municipality: str) -> Look:
    """The look of the municipality with this number. Raises NotFound."""
    row = _row(municipality)
    if row is None:
        raise NotFound(kind="look", id=municipality)
    return _look(row)


def all() -> list[Look]:  # noqa: A001 - read as looks.all()
    """Every look, by the number of its municipality."""
    return [_look(row) for row in tables.LookRow.select().order_by(tables.LookRow.municipality)]


def by_municipality(municipalities: Iterable[str]) -> dict[str, Look]:
    """The looks of these municipalities by number; those that have none are left out."""
    found = tables.LookRow.select().where(tables.LookRow.municipality.in_(list(municipalities)))
    return {row.municipality: _look(row) for row in found}


def remove(municipality: str) -> None:
    """Take a look away; its arms stay among the files. Raises NotFound."""
    row = _row(municipality)
    if row is None:
        raise NotFound(kind="look", id=municipality)
    row.delete_instance()


def _row(municipality: str) -> tables.LookRow | None:
    return tables.LookRow.get_or_none(tables.LookRow.municipality == municipality)


def _look(row: tables.LookRow) -> Look:
    return rows.value(Look, row, arms=_arms(row.sha256) if row.sha256 else None)


def _arms(sha256: str) -> Arms | None:
    """The arms with their size, which stands in the file itself."""
    content = files.content(sha256)
    size = picture_file.size(content)
    if size is None:
        return None
    return Arms(content=content, media_type=size.media_type, width=size.width, height=size.height)
