"""The dialogs of an account, a page at a time: those that run, need attention, or are over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from formserver.domain import next_step, progress
from formserver.domain.deadlines import Deadline
from formserver.domain.dialog import Dialog
from formserver.domain.progress import NextStep, Outline, Phase
from formserver.storage import database, dialogs, outbox, outlines
from formserver.storage.accounts import Account
from formserver.usecases.tools import Tools

PAGE = 25  # dialogs
DAY = timedelta(days=1)
_OVER = (Phase.HELD, Phase.CLOSED, Phase.CANCELLED)


class ListView(StrEnum):
    """Which dialogs a list shows; those that need attention are among the running ones too."""

    RUNNING = "running"
    ATTENTION = "attention"
    EARLIER = "earlier"


@dataclass(frozen=True, kw_only=True)
class DialogLine:
    """A dialog in the list. `attention`: the organiser must act."""

    dialog: Dialog
    phase: Phase
    next_step: NextStep
    next_deadline: Deadline | None
    attention: bool


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A page of a list of dialogs. `counts` are those found in each view, `total` all that there are."""

    lines: tuple[DialogLine, ...]
    counts: Mapping[ListView, int]
    total: int
    page: int
    pages: int


def list_dialogs(
    tools: Tools, account: Account, show: ListView = ListView.RUNNING, page: int = 1, find: str = ""
) -> Listing:
    """A page of the account's dialogs (an administrator's: of all), as one view shows them.

    Those that need attention come first, then by meeting day. With `find` only those with it in their title.
    A page that is not there is the nearest one.
    """
    now = tools.clock()
    with database.reading():
        since = (now - DAY).date()  # whatever met before is over, wherever it is that day
        every = outlines.of_account(None if account.administrator else account.id, since)
        found = [_sorted(one, outline, now) for one, outline in _titled(every, find).items()]
        views = {view: [one for one in found if view in one.views] for view in ListView}
        pages = max(1, -(-len(views[show]) // PAGE))
        number = min(max(page, 1), pages)
        shown = sorted(views[show], key=lambda one: one.place)[(number - 1) * PAGE : number * PAGE]
        ids = [one.dialog_id for one in shown]
        failed = outbox.failed_parties(ids)
        lines = [_line(dialog, now, failed.get(dialog.id, set())) for dialog in dialogs.many(ids)]
    return Listing(
        lines=tuple(lines),
        counts={view: len(of_view) for view, of_view in views.items()},
        total=len(every),
        page=number,
        pages=pages,
    )


@dataclass(frozen=True, kw_only=True)
class _Sorted:
    """Where a dialog comes in the list, and which views show it."""

    dialog_id: int
    views: tuple[ListView, ...]
    place: tuple[bool, bool, date]


def _sorted(dialog_id: int, outline: Outline, now: datetime) -> _Sorted:
    over, attention = progress.phase_of(outline, now) in _OVER, next_step.is_yours(outline, now)
    views = [ListView.EARLIER if over else ListView.RUNNING]
    if attention:
        views.append(ListView.ATTENTION)
    return _Sorted(dialog_id=dialog_id, views=tuple(views), place=(not attention, over, outline.meeting.day))


def _titled(every: Mapping[int, Outline], find: str) -> Mapping[int, Outline]:
    """Those with a text in their title, in any of its languages."""
    wanted = find.strip().casefold()
    if not wanted:
        return every
    titles = dialogs.titles(every)
    return {
        one: outline
        for one, outline in every.items()
        if any(wanted in title.casefold() for title in titles[one].by_language.values())
    }


def _line(dialog: Dialog, now: datetime, failed: set[int]) -> DialogLine:
    step = next_step.next_step(dialog, now, failed)
    upcoming = [one for one in progress.deadlines(dialog).values() if one.at > now]
    phase = progress.phase(dialog, now)
    return DialogLine(
        dialog=dialog,
        phase=phase,
        next_step=step,
        next_deadline=min(upcoming, key=lambda one: one.at) if upcoming and phase not in _OVER else None,
        attention=step.yours,
    )
