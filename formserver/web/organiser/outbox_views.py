"""Which letters the outbox shows: all, those that wait, those that did not arrive; a page at a time."""

from dataclasses import dataclass

from flask import request, url_for

from formserver.storage.accounts import Account
from formserver.usecases import manage_outbox, read_board
from formserver.web import pages
from formserver.web.organiser import letter_words
from formserver.web.organiser.letter_words import Told

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class View:
    """A page of letters. `dialogs` are the titles by id, `older` the address of the next page or None."""

    letters: list[Told]
    dialogs: dict[int, str]
    choices: list[tuple[str, str, bool]]
    empty: str
    older: str | None
    newest: str | None


def view(account: Account) -> View:
    """The page of letters that the address asks for."""
    kind = request.args.get("show", "all")
    kind = kind if kind in ("waiting", "failed") else "all"
    before = request.args.get("before", type=int)
    rows = manage_outbox.letters(pages.tools(), account, before_id=before, limit=PAGE)
    dialogs = {line.dialog.id: line.dialog for line in read_board.list_dialogs(pages.tools(), account)}
    told = [letter_words.told(row, dialogs.get(row.dialog_id or 0)) for row in rows]
    older = url_for("organiser.outbox", show=kind, before=rows[-1].id) if len(rows) == PAGE else None
    return View(
        letters=[one for one in told if kind == "all" or (one.pending if kind == "waiting" else one.failed)],
        dialogs={dialog.id: pages.words(dialog.title) for dialog in dialogs.values()},
        choices=[
            (pages.say(f"outbox.{one}"), url_for("organiser.outbox", show=one), one == kind)
            for one in ("all", "waiting", "failed")
        ],
        empty=pages.say("empty.outbox" if kind == "all" else "empty.filter"),
        older=older,
        newest=url_for("organiser.outbox", show=kind) if before else None,
    )
