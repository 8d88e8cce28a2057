"""The organiser's pages: dialogs planned, run and followed, and the letters that went out."""

from formserver.web.organiser import (
    board,
    dialogs,
    inviting,
    links,
    lists,
    organisers,
    outbox,
    parties,
    plan,
    profile,
    running,
)
from formserver.web.organiser.door import door

VIEWS = (board, dialogs, inviting, links, lists, organisers, outbox, parties, plan, profile, running)

__all__ = ["VIEWS", "door"]
