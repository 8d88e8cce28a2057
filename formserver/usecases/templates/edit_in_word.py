"""Reads and saves a working copy at its address: every save becomes a version, checked like an upload.

No save writes over another: Word cannot be asked whether it meant what it saved, and versions cost nothing.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from formserver.domain.refusals import NotFound, TooBusy
from formserver.storage import accounts, database, editing, files, templates
from formserver.storage.editing import Editing
from formserver.usecases.actors import actor_of
from formserver.usecases.templates import check_template, upload_template
from formserver.usecases.templates.open_in_word import file_name
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class WorkingCopy:
    """What lies at an address: the file as it was saved last. `sha256` is that of its bytes."""

    id: int
    version_id: int
    file_name: str
    sha256: str
    size: int
    opened_at: datetime
    changed_at: datetime
    until: datetime


def working_copy(tools: Tools, token: str) -> WorkingCopy:
    """What lies at the address with this token. Raises NotFound when it is unknown or works no more."""
    with database.reading():
        return _copy(_works(editing.by_token(token), tools.clock()))


def content(tools: Tools, copy: WorkingCopy) -> bytes:
    """The bytes of a working copy, those that its size and SHA-256 tell of. Raises NotFound."""
    with database.reading():
        _works(editing.get(copy.id), tools.clock())
        return templates.content(copy.version_id)


def save(tools: Tools, editing_id: int, content: bytes, may: Callable[[], None]) -> WorkingCopy:
    """Makes a version of what Word saved, and checks it; the same bytes again change nothing.

    `may` is asked within the transaction, and raises when somebody else has locked the file meanwhile.
    Raises FileRefused (empty, size, type), NotFound.
    """
    upload_template.refuse(content)
    with database.writing():
        may()
        saved = _save(_works(editing.get(editing_id), tools.clock()), content, tools.clock())
        copy = _copy(saved)
    if saved.saved_id:
        with suppress(TooBusy):  # it stays unchecked, as an upload does
            check_template.check_template(tools, saved.saved_id)
    return copy


def _save(one: Editing, content: bytes, now: datetime) -> Editing:
    before = templates.get(one.version_id)
    if before.sha256 == files.name_of(content):
        return one
    actor = actor_of(accounts.get(one.account_id))
    version = upload_template.keep(actor, before.place, content, one.note, now)
    editing.saved(one.id, version.id, now)
    return editing.get(one.id)


def _works(one: Editing, now: datetime) -> Editing:
    account = accounts.get(one.account_id)
    if one.until <= now or account.closed_at or not account.administrator:
        raise NotFound(kind="editing", id=one.id)
    return one


def _copy(one: Editing) -> WorkingCopy:
    version = templates.get(one.version_id)
    return WorkingCopy(
        id=one.id,
        version_id=version.id,
        file_name=file_name(version),
        sha256=version.sha256,
        size=files.size(version.sha256),
        opened_at=one.opened_at,
        changed_at=one.saved_at or version.added_at,
        until=one.until,
    )
