"""What municipalities look like on paper, in the hands of an administrator.

Documents that are frozen keep what they were made with; the next ones show the change.
"""

import dataclasses

from formserver import municipalities
from formserver.domain import look as rules
from formserver.domain import picture_file, picture_metadata
from formserver.domain.look import Arms, Look
from formserver.domain.refusals import NotFound, PictureRefused
from formserver.storage import database, journal, looks
from formserver.usecases.actors import Actor
from formserver.usecases.tools import Tools

MAX_BYTES = 1_000_000  # of a picture: it goes into every document
MAX_DOTS = 4_000  # on each side: enough for 17 cm in the best print


def everyone(tools: Tools) -> list[Look]:
    """The looks that are kept, by the number of the municipality."""
    del tools
    with database.reading():
        return looks.all()


def get(tools: Tools, municipality: str) -> Look:
    """The look of the municipality with this number, empty when nobody has entered one.

    Raises NotFound for a number that no municipality has.
    """
    del tools
    _refuse_unknown(municipality)
    with database.reading():
        return looks.by_municipality([municipality]).get(municipality, Look(municipality=municipality))


def change(
    tools: Tools, actor: Actor, look: Look, *, arms: bytes | None = None, keep_arms: bool = True
) -> None:
    """Stores name, address and colour, and the arms when new ones came; else the old stay if `keep_arms`.

    Raises NotFound for a number that no municipality has, ColourRefused and PictureRefused.
    """
    before = get(tools, look.municipality)
    fresh = read_arms(arms) if arms else None
    kept = dataclasses.replace(
        look, colour=rules.colour(look.colour), arms=fresh or (before.arms if keep_arms else None)
    )
    now = tools.clock()
    with database.writing():
        looks.keep(kept, actor.name, now)
        facts = {"number": look.municipality, "old": _told(before), "new": _told(kept)}
        journal.note(None, "look_changed", actor.name, facts, now)


def remove(tools: Tools, actor: Actor, municipality: str) -> None:
    """Takes a look away: documents made from now on are without it. Raises NotFound when there is none."""
    now = tools.clock()
    with database.writing():
        old = _told(looks.get(municipality))
        looks.remove(municipality)
        journal.note(None, "look_removed", actor.name, {"number": municipality, "old": old}, now)


def read_arms(content: bytes) -> Arms:
    """The arms from an uploaded file, without what a camera or a program told of place and people.

    Raises PictureRefused: not a PNG or JPEG, too many bytes or dots, or to be turned before it is shown.
    """
    if len(content) > MAX_BYTES:
        raise PictureRefused(why="size", limit=MAX_BYTES)
    size = picture_file.size(content)
    bare = picture_metadata.bare(content) if size else None
    if size is None or bare is None:
        raise PictureRefused(why="type", limit=0)
    if max(size.width, size.height) > MAX_DOTS:
        raise PictureRefused(why="dots", limit=MAX_DOTS)
    if picture_metadata.is_turned(content):
        raise PictureRefused(why="turned", limit=0)
    return Arms(content=bare, media_type=size.media_type, width=size.width, height=size.height)


def _refuse_unknown(municipality: str) -> None:
    if municipalities.find(municipality) is None:
        raise NotFound(kind="look", id=municipality)


def _told(look: Look) -> dict[str, object]:
    """A look as the journal tells it: of the arms only whether there are any."""
    return {"name": look.name, "address": look.address, "colour": look.colour, "arms": look.arms is not None}
