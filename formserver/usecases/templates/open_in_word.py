"""Opens a version of a Word template for editing at an address of its own, and closes it again.

The address is for one file and one person and works for some hours; whoever has it needs nothing else. Each
who opens gets a working copy, so that two people never write over each other.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from formserver.domain.refusals import NotAllowed
from formserver.storage import accounts, database, editing, journal, templates
from formserver.storage.editing import Editing
from formserver.storage.templates import TemplatePlace, TemplateVersion
from formserver.usecases.actors import Actor
from formserver.usecases.tools import Tools

ROOT = "/dav"
TOKEN_BYTES = 16  # written in hex, for no program changes small letters and digits


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A working copy that was just opened, and the only time its address is told."""

    editing: Editing
    version: TemplateVersion
    address: str


@dataclass(frozen=True, kw_only=True)
class OpenCopy:
    """A working copy somebody has open, and the version saved last, None while nothing was saved."""

    editing: Editing
    by: str
    base: TemplateVersion
    saved: TemplateVersion | None


def open_in_word(tools: Tools, actor: Actor, version_id: int, note: str) -> Opened:
    """A working copy of a version; `note` will stand at what is saved. Raises NotFound, NotAllowed."""
    token, now = secrets.token_hex(TOKEN_BYTES), tools.clock()
    until = now + timedelta(hours=tools.settings.editing_hours)
    if actor.account_id is None:
        raise NotAllowed
    with database.writing():
        version = templates.get(version_id)
        opened = editing.add(token, version.id, actor.account_id, note, now, until)
        journal.note(None, "template_opened", actor.name, {"template": version.id}, now)
    address = tools.signer.page(f"{ROOT}/{token}/{file_name(version)}")
    return Opened(editing=opened, version=version, address=address)


def close(tools: Tools, actor: Actor, editing_id: int) -> TemplateVersion:
    """Let the address open nothing any more; what was saved stays. Gives what it was opened from.

    Raises NotFound.
    """
    now = tools.clock()
    with database.writing():
        version = templates.get(editing.get(editing_id).base_id)
        editing.close(editing_id, now)
        journal.note(None, "template_closed", actor.name, {"template": version.id}, now)
    return version


def open_copies(tools: Tools, place: TemplatePlace) -> list[OpenCopy]:
    """Who has a Word template open, the first opened first."""
    with database.reading():
        return [_open_copy(one) for one in editing.open_at(place, tools.clock())]


def _open_copy(one: Editing) -> OpenCopy:
    account = accounts.get(one.account_id)
    return OpenCopy(
        editing=one,
        by=account.name or account.email,
        base=templates.get(one.base_id),
        saved=templates.get(one.saved_id) if one.saved_id else None,
    )


def file_name(version: TemplateVersion) -> str:
    """The working copy's name in Word and in its address: plain letters, the ending last."""
    return f"{version.document}.{version.language}.docx"
