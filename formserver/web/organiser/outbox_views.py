"""Which letters the outbox shows: all, those that wait, those that did not arrive; a page at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from flask import request, url_for

from formserver.domain.dialog import Dialog
from formserver.storage.accounts import Account
from formserver.usecases.dialogs import read_board
from formserver.usecases.mail import manage_outbox
from formserver.web import pages
from formserver.web.organiser.words import letter_words
from formserver.web.organiser.words.letter_words import LetterInWords

PAGE = 50
BATCH = 200


@dataclass(frozen=True, kw_only=True)
class OutboxPage:
    """A page of letters. `dialogs` are the titles by id, `older` the address of the next page or None."""

    letters: list[LetterInWords]
    dialogs: dict[int, str]
    choices: list[tuple[str, str, bool]]
    empty: str
    older: str | None
    newest: str | None


def view(account: Account) -> OutboxPage:
    """The page of letters that the address asks for."""
    kind = request.args.get("show", "all")
    kind = kind if kind in ("waiting", "failed") else "all"
    before = request.args.get("before", type=int)
    dialogs = {line.dialog.id: line.dialog for line in read_board.list_dialogs(pages.tools(), account)}
    titles = {dialog.id: dialog.title for dialog in dialogs.values()}
    titles |= {one.id: one.title for one in read_board.waiting_dialogs(pages.tools(), account)}
    wanted = list(islice(_wanted(account, dialogs, kind, before), PAGE + 1))
    shown = wanted[:PAGE]
    older = url_for("organiser.outbox", show=kind, before=shown[-1].row.id) if len(wanted) > PAGE else None
    return OutboxPage(
        letters=shown,
        dialogs={number: pages.words(title) for number, title in titles.items()},
        choices=[
            (pages.say(f"outbox.{one}"), url_for("organiser.outbox", show=one), one == kind)
            for one in ("all", "waiting", "failed")
        ],
        empty=pages.say("empty.outbox" if kind == "all" else "empty.filter"),
        older=older,
        newest=url_for("organiser.outbox", show=kind) if before else None,
    )


def _wanted(
    account: Account, dialogs: Mapping[int, Dialog], kind: str, before: int | None
) -> Iterator[LetterInWords]:
    """The letters of a kind, the newest first, read a page at a time."""
    rows = manage_outbox.letters(pages.tools(), account, before_id=before, limit=BATCH)
    while rows:
        for row in rows:
            one = letter_words.told(row, dialogs.get(row.dialog_id or 0))
            if kind == "all" or (one.pending if kind == "waiting" else one.failed):
                yield one
        rows = manage_outbox.letters(pages.tools(), account, before_id=rows[-1].id, limit=BATCH)
