"""Takes a new version of a Word template in, with its author and note, and checks it at once.

It is kept first: a check that never ends must not lose what somebody made. Nothing uses it yet. What Word
never wrote is no version of a Word template, and is not kept.
"""

from contextlib import suppress
from datetime import datetime

from formserver.documents.word import package
from formserver.documents.word.package import MAX_FILE
from formserver.domain.refusals import FileRefused, TooBusy
from formserver.storage import database, journal, templates
from formserver.storage.templates import TemplatePlace, TemplateVersion
from formserver.usecases.actors import Actor
from formserver.usecases.templates import check_template
from formserver.usecases.tools import Tools


def upload_template(
    tools: Tools, actor: Actor, place: TemplatePlace, content: bytes, note: str
) -> TemplateVersion:
    """The new version, or the latest one when it holds the very same bytes.

    Raises FileRefused (empty, size or type), and NotFound for a document that no process has.
    """
    refuse(content)
    with database.writing():
        version = keep(actor, place, content, note, tools.clock())
    with suppress(TooBusy):  # it stays unchecked, and whoever looks at it can ask for the check
        check_template.check_template(tools, version.id)
    return version


def refuse(content: bytes) -> None:
    """Raises FileRefused (empty, size, or type: what Word never wrote, with the `finding` that says so)."""
    if not content:
        raise FileRefused(why="empty", file="")
    if len(content) > MAX_FILE:
        raise FileRefused(why="size", file="", size=len(content), limit=MAX_FILE)
    if fault := package.never_word(content):
        raise FileRefused(why="type", file="", finding=fault.findings[0]) from fault


def keep(actor: Actor, place: TemplatePlace, content: bytes, note: str, now: datetime) -> TemplateVersion:
    """The new version, unchecked; called inside a transaction. Raises NotFound as above."""
    templates.in_use(place)
    before = templates.latest(place)
    version = templates.add(place, content, actor.name, note, now)
    if version != before:
        facts = {"template": version.id, "document": place.document, "language": place.language}
        journal.note(None, "template_added", actor.name, facts, now)
    return version
