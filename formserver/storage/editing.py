"""Word templates that are open in Word: who edits which version by what address, and what they saved last.

The address itself is not here, only the SHA-256 of its token: a stolen database opens nothing.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from formserver.domain.refusals import NotFound
from formserver.storage import tables
from formserver.storage.engine import rows
from formserver.storage.templates import TemplatePlace


@dataclass(frozen=True, kw_only=True)
class Editing:
    """An account's working copy of a version, at an address that works until `until`.

    `saved_id` is the version that was made of the last save, None while nothing was saved.
    """

    id: int
    base_id: int
    account_id: int
    note: str
    opened_at: datetime
    until: datetime
    saved_id: int | None
    saved_at: datetime | None

    @property
    def version_id(self) -> int:
        """The version whose bytes are the working copy."""
        return self.saved_id or self.base_id


def add(token: str, base_id: int, account_id: int, note: str, now: datetime, until: datetime) -> Editing:
    """Note that an account opens a version at the address with this token."""
    added = rows.add(
        tables.EditingRow,
        token_sha256=_hashed(token),
        base=base_id,
        account=account_id,
        note=note,
        opened_at=now,
        until=until,
    )
    return get(added)


def get(editing_id: int) -> Editing:
    """The working copy with this number. Raises NotFound."""
    return rows.value(Editing, rows.found(tables.EditingRow, editing_id))


def by_token(token: str) -> Editing:
    """The working copy at the address with this token, however old. Raises NotFound."""
    table = tables.EditingRow
    row = table.get_or_none(table.token_sha256 == _hashed(token))
    if row is None:
        raise NotFound(kind="editing", id="")
    return rows.value(Editing, row)


def open_at(place: TemplatePlace, now: datetime) -> list[Editing]:
    """The working copies of a Word template whose addresses work, the first opened first."""
    table, base = tables.EditingRow, tables.TemplateRow
    of_place = (
        (base.process == place.process)
        & (base.document == place.document)
        & (base.language == place.language)
    )
    found = table.select().join(base, on=table.base == base.id).where(of_place & (table.until > now))
    return [rows.value(Editing, row) for row in found.order_by(table.id)]


def saved(editing_id: int, version_id: int, now: datetime) -> None:
    """Let a version be the working copy from now on. Raises NotFound."""
    rows.change(tables.EditingRow, editing_id, saved=version_id, saved_at=now)


def close(editing_id: int, now: datetime) -> None:
    """Let the address open nothing any more. Raises NotFound."""
    rows.change(tables.EditingRow, editing_id, until=now)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
